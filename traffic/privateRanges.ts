import { contains, isCidr, parseCidr } from "../addressing";

const ranges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map(parseCidr);

/** Whether it is an IPv4 address of RFC 1918 or of the shared range of RFC 6598. */
export function isPrivate(address: string): boolean {
  const text = `${address}/32`;
  return isCidr(text) && ranges.some((range) => contains(range, parseCidr(text)));
}
