import { parseCidr } from "../../addressing";
import { holds } from "./filters";

/**
 * Ranges that no network of the internet carries: RFC 1918, shared addresses (RFC 6598), link-local ones (RFC 3927,
 * RFC 4291) and unique local IPv6 (RFC 4193).
 */
export const privateRanges = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "fc00::/7",
  "fe80::/10",
].map(parseCidr);

/** Whether an address can't be reached over the internet, whoever has it. */
export function isPrivate(version: 4 | 6, address: bigint): boolean {
  return privateRanges.some((range) => holds(range, version, address));
}
