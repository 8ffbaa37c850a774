import {
  addressBits,
  type Cidr,
  CidrError,
  formatAddress,
  parseAddress,
  parseCidr,
} from "../../../addressing/cidr";

/** Undefined if the text is one IPv4 network without host bits; else what is wrong with it. */
export const networkProblem = (text: string): string | undefined =>
  problemOf(() => parseCidr(text).version, text, [4]);

/** Undefined if the text is one IPv6 network without host bits; else what is wrong with it. */
export const ipv6NetworkProblem = (text: string): string | undefined =>
  problemOf(() => parseCidr(text).version, text, [6]);

/** Undefined if the text is one network of either version, or one address; else what is wrong with it. */
export const rangeProblem = (text: string): string | undefined =>
  problemOf(() => (text.includes("/") ? parseCidr(text) : parseAddress(text)).version, text, [4, 6]);

/** Undefined if the text is one IPv4 address; else what is wrong with it. */
export const addressProblem = (text: string): string | undefined =>
  problemOf(() => parseAddress(text).version, text, [4]);

/** Undefined if the text is one address of either version; else what is wrong with it. */
export const anyAddressProblem = (text: string): string | undefined =>
  problemOf(() => parseAddress(text).version, text, [4, 6]);

function problemOf(version: () => 4 | 6, text: string, allowed: readonly (4 | 6)[]): string | undefined {
  try {
    const found = version();
    return allowed.includes(found) ? undefined : `"${text}" is IPv${found}`;
  } catch (error) {
    if (error instanceof CidrError) {
      return error.message;
    }
    throw error;
  }
}

/** An address together with the network that it is in, such as `169.254.21.2/30`. */
export interface InterfaceRange {
  readonly address: string;
  readonly network: Cidr;
}

/** Undefined if the text is not an address with a prefix length. */
export function readInterfaceRange(text: string): InterfaceRange | undefined {
  const [written = "", length = "", ...rest] = text.split("/");
  if (anyAddressProblem(written) !== undefined || !/^(0|[1-9]\d*)$/.test(length) || rest.length > 0) {
    return undefined;
  }
  const { version, value, text: address } = parseAddress(written);
  const bits = addressBits[version];
  if (Number(length) > bits) {
    return undefined;
  }
  const size = 1n << BigInt(bits - Number(length));
  const start = formatAddress(version, value & ~(size - 1n));
  return { address, network: parseCidr(`${start}/${length}`) };
}

/** Only hosts have an address: neither the first nor the last one of an IPv4 network. */
export function isHost(address: string, network: Cidr): boolean {
  const { value } = parseAddress(address);
  return value > network.start && value < network.end;
}

export const linkLocal = parseCidr("169.254.0.0/16");

/** Source: https://cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp#bgp-peering-addresses */
export const ipv6Sessions = parseCidr("fdff:1::/64");
