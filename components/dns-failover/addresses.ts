import { type Cidr, contains, isCidr, parseCidr } from "../../addressing/cidr";

/**
 * Ranges that no packet from the internet reaches; those for documentation are left out, as examples use them.
 * https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const notPublic: readonly Cidr[] = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/3",
].map(parseCidr);

/** RFC 1918, and RFC 6598, which clouds route alike. */
const privateRanges: readonly Cidr[] = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"].map(
  parseCidr,
);

/** What is wrong with a member's address, or undefined. */
export function addressProblem(address: string, visibility: "public" | "private"): string | undefined {
  if (!isCidr(`${address}/32`)) {
    return address.includes(":")
      ? `"${address}" is IPv6, and the records here are of type A: give the IPv4 address`
      : `"${address}" is no IPv4 address: give one such as "203.0.113.7"`;
  }
  const own = parseCidr(`${address}/32`);
  const within = (ranges: readonly Cidr[]): boolean => ranges.some((range) => contains(range, own));
  if (visibility === "public" && within(notPublic)) {
    return `"${address}" is no public address, and nobody on the internet reaches it: give a public one, or set visibility to "private"`;
  }
  if (visibility === "private" && !within(privateRanges)) {
    return `"${address}" is no private address (RFC 1918, RFC 6598): give the private one, or set visibility to "public"`;
  }
  return undefined;
}
