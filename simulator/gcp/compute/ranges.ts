import { type Cidr, CidrError, formatAddress, parseAddress, parseCidr } from "../../../addressing/cidr";

/** Undefined if the text is one IPv4 network without host bits; else what is wrong with it. */
export const networkProblem = (text: string): string | undefined =>
  problemOf(() => parseCidr(text).version, text);

/** Undefined if the text is one IPv4 address; else what is wrong with it. */
export const addressProblem = (text: string): string | undefined =>
  problemOf(() => parseAddress(text).version, text);

function problemOf(version: () => 4 | 6, text: string): string | undefined {
  try {
    return version() === 4 ? undefined : `"${text}" is IPv6`;
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

/** Undefined if the text is not an IPv4 address with a prefix length. */
export function readInterfaceRange(text: string): InterfaceRange | undefined {
  const [address = "", length = "", ...rest] = text.split("/");
  if (addressProblem(address) !== undefined || !/^([0-9]|[12]\d|3[0-2])$/.test(length) || rest.length > 0) {
    return undefined;
  }
  const size = 1n << BigInt(32 - Number(length));
  const start = formatAddress(4, parseAddress(address).value & ~(size - 1n));
  return { address, network: parseCidr(`${start}/${length}`) };
}

/** Only hosts have an address: neither the first nor the last one of a network. */
export function isHost(address: string, network: Cidr): boolean {
  const { value } = parseAddress(address);
  return value > network.start && value < network.end;
}

export const linkLocal = parseCidr("169.254.0.0/16");
