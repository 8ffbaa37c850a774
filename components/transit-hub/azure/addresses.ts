import { nthSubnet, parseCidr } from "../../../addressing/cidr";
import type { AzureTransitHub } from "./args";

/** What a segment's hub takes of `addressSpace`: its prefix length, and the most that all six take. */
export const hubSizes = {
  "hub-virtual-network": { prefixLength: 26, atMost: 23 },
  "virtual-wan": { prefixLength: 23, atMost: 20 },
} as const;

export const defaultKind = "hub-virtual-network";

/** The range of a numbered segment's hub. */
export function hubPrefix(
  { addressSpace, kind = defaultKind }: Pick<AzureTransitHub, "addressSpace" | "kind">,
  segment: number,
): string {
  return nthSubnet(parseCidr(addressSpace), hubSizes[kind].prefixLength, segment).text;
}
