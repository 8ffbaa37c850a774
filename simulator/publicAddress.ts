import { contains, parseCidr } from "../addressing/cidr";

/** Ranges that no device has on the internet (RFC 6890, the IANA IPv4 special-purpose address registry). */
const notOnTheInternet = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
].map(parseCidr);

/**
 * True of an IPv4 address that a device on the internet can have. Addresses for documentation and benchmarks count
 * as such: not every cloud refuses them.
 */
export function isPublicAddress(address: string): boolean {
  const host = parseCidr(`${address}/32`);
  return !notOnTheInternet.some((range) => contains(range, host));
}
