import { Address4, Address6 } from "ip-address";

import { ipv4Network } from "./ipv4Text";

/**
 * One IPv4 or IPv6 network. `start` and `end` are its first and last address as integers, both inclusive;
 * `text` is its canonical form (IPv6 as in RFC 5952), so two equal networks have equal texts.
 */
export interface Cidr {
  readonly version: 4 | 6;
  readonly start: bigint;
  readonly end: bigint;
  readonly prefixLength: number;
  readonly text: string;
}

/** One IPv4 or IPv6 address. `text` is canonical. */
export interface Address {
  readonly version: 4 | 6;
  readonly value: bigint;
  readonly text: string;
}

/** Thrown for text that is no CIDR or address. The message holds the value, the rule and the fix. */
export class CidrError extends Error {
  override readonly name = "CidrError";

  constructor(value: string, rule: string) {
    super(`${quote(value)} ${rule}`);
  }
}

/** How long an address is, in bits: the longest prefix length. */
export const addressBits = { 4: 32, 6: 128 } as const;

/** IPv4-mapped IPv6 addresses, ::ffff:0:0/96 (RFC 4291 section 2.5.5.2). */
const ipv4MappedPrefix = 0xffffn;

/**
 * Reads a network in CIDR notation (RFC 4632, RFC 4291 section 2.3), strictly: what two systems could read
 * as two different networks is refused instead of rounded. Refused are host bits, leading zeros in an octet
 * or a prefix length, short and hexadecimal IPv4, a missing prefix length, surrounding spaces, zone
 * identifiers and IPv4 written as IPv6.
 *
 * @throws {CidrError} when `text` is not one network.
 * @example
 * parseCidr("10.1.0.0/16").end; // 167903231n
 * parseCidr("10.1.0.7/16"); // CidrError: "10.1.0.7/16" has host bits set: the network is 10.1.0.0/16
 */
export function parseCidr(text: string): Cidr {
  const ipv4 = ipv4Network(text);
  if (ipv4 !== undefined) {
    const { start, prefixLength } = ipv4;
    return {
      version: 4,
      start: BigInt(start),
      end: BigInt(start + 2 ** (32 - prefixLength) - 1),
      prefixLength,
      text,
    };
  }
  const slash = text.indexOf("/");
  const address = readAddress(slash < 0 ? text : text.slice(0, slash), text);
  const bits = addressBits[address.version];
  if (slash < 0) {
    throw new CidrError(text, `has no prefix length: write ${address.text}/${bits} for this one address`);
  }
  const prefixLength = readPrefixLength(text.slice(slash + 1), bits, text);
  const size = blockSize(address.version, prefixLength);
  const start = address.value & ~(size - 1n);
  if (start !== address.value) {
    const network = `${formatAddress(address.version, start)}/${prefixLength}`;
    throw new CidrError(text, `has host bits set: the network is ${network}`);
  }
  return {
    version: address.version,
    start,
    end: start + size - 1n,
    prefixLength,
    text: `${address.text}/${prefixLength}`,
  };
}

/**
 * {@link parseCidr} for callers that collect problems: hands the message to `report` instead of throwing.
 *
 * @returns `undefined` when `text` is not one network.
 */
export function parseCidrOrReport(text: string, report: (problem: string) => void): Cidr | undefined {
  try {
    return parseCidr(text);
  } catch (error) {
    if (!(error instanceof CidrError)) {
      throw error;
    }
    report(error.message);
    return undefined;
  }
}

/**
 * Reads one address, as strictly as {@link parseCidr}.
 *
 * @throws {CidrError} when `text` is not one address.
 */
export function parseAddress(text: string): Address {
  const slash = text.indexOf("/");
  if (slash >= 0) {
    throw new CidrError(text, "is a network, not an address: leave out the prefix length");
  }
  return readAddress(text, text);
}

/** Whether {@link parseCidr} accepts `text`. */
export function isCidr(text: string): boolean {
  try {
    parseCidr(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether every address of `inner` lies in `outer`. A network contains itself. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.version === inner.version && outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether two networks share an address. An IPv4 and an IPv6 network never do. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.version === b.version && a.start <= b.end && b.start <= a.end;
}

/** The number of addresses in a network, network and broadcast address included. */
export function addressCount(cidr: Cidr): bigint {
  return cidr.end - cidr.start + 1n;
}

/**
 * The address at `index` in a network: 0 is the network address, a negative index counts back from the last
 * address, which is -1.
 *
 * @throws {CidrError} when the network has no such address.
 * @example
 * cidrHost(parseCidr("169.254.21.0/30"), 1); // "169.254.21.1"
 */
export function cidrHost(cidr: Cidr, index: number | bigint): string {
  const offset = wholeNumber(cidr, index);
  const value = (offset < 0n ? cidr.end + 1n : cidr.start) + offset;
  if (value < cidr.start || value > cidr.end) {
    const count = addressCount(cidr);
    throw new CidrError(cidr.text, `has no address ${offset}: it has ${count}, 0 to ${count - 1n}`);
  }
  return formatAddress(cidr.version, value);
}

/**
 * All networks of `prefixLength` in a network, lowest first. They are made one by one as they are taken, so
 * taking a few of 2^64 is cheap.
 *
 * @throws {CidrError} when `prefixLength` is shorter than the network's own or longer than an address.
 */
export function subnets(cidr: Cidr, prefixLength: number): Iterable<Cidr> {
  const count = subnetCount(cidr, prefixLength);
  return {
    *[Symbol.iterator]() {
      for (let index = 0n; index < count; index++) {
        yield nthSubnet(cidr, prefixLength, index);
      }
    },
  };
}

/**
 * The network of `prefixLength` at `index` in a network; 0 is the lowest.
 *
 * @throws {CidrError} when there is none.
 * @example
 * nthSubnet(parseCidr("10.0.0.0/12"), 16, 3).text; // "10.3.0.0/16"
 */
export function nthSubnet(cidr: Cidr, prefixLength: number, index: number | bigint): Cidr {
  const count = subnetCount(cidr, prefixLength);
  const offset = wholeNumber(cidr, index);
  if (offset < 0n || offset >= count) {
    throw new CidrError(cidr.text, `has no /${prefixLength} ${offset}: it has ${count}, 0 to ${count - 1n}`);
  }
  const size = blockSize(cidr.version, prefixLength);
  const start = cidr.start + offset * size;
  return {
    version: cidr.version,
    start,
    end: start + size - 1n,
    prefixLength,
    text: `${formatAddress(cidr.version, start)}/${prefixLength}`,
  };
}

/**
 * The canonical text of an address: dotted decimal, or for IPv6 the form of RFC 5952.
 *
 * @throws {RangeError} when `value` is negative or too large for an address.
 */
export function formatAddress(version: 4 | 6, value: bigint): string {
  if (value < 0n || value >= blockSize(version, 0)) {
    throw new RangeError(`${value} is not an IPv${version} address: it has ${addressBits[version]} bits`);
  }
  if (version === 6) {
    return Address6.fromBigInt(value).correctForm();
  }
  const octets = Number(value);
  return [octets >>> 24, (octets >>> 16) & 255, (octets >>> 8) & 255, octets & 255].join(".");
}

function blockSize(version: 4 | 6, prefixLength: number): bigint {
  return 1n << BigInt(addressBits[version] - prefixLength);
}

function subnetCount(cidr: Cidr, prefixLength: number): bigint {
  const longest = addressBits[cidr.version];
  if (!Number.isInteger(prefixLength) || prefixLength < cidr.prefixLength || prefixLength > longest) {
    const range = `/${cidr.prefixLength} to /${longest}`;
    throw new CidrError(cidr.text, `cannot be divided into /${prefixLength} networks: use ${range}`);
  }
  return 1n << BigInt(prefixLength - cidr.prefixLength);
}

function wholeNumber(cidr: Cidr, index: number | bigint): bigint {
  if (typeof index === "number" && !Number.isSafeInteger(index)) {
    throw new CidrError(cidr.text, `cannot be indexed by ${index}: use a whole number`);
  }
  return BigInt(index);
}

function readPrefixLength(text: string, bits: number, whole: string): number {
  const prefixLength = Number(text);
  if (!/^(0|[1-9]\d{0,2})$/.test(text) || prefixLength > bits) {
    throw new CidrError(whole, `has no valid prefix length: write a plain number, /0 to /${bits}`);
  }
  return prefixLength;
}

function readAddress(text: string, whole: string): Address {
  return text.includes(":") ? readIpv6(text, whole) : readIpv4(text, whole);
}

function readIpv4(text: string, whole: string): Address {
  try {
    return { version: 4, value: new Address4(text).bigInt(), text };
  } catch {
    throw new CidrError(whole, ipv4Problem(text));
  }
}

function ipv4Problem(text: string): string {
  if (!/^[\d.]+$/.test(text)) {
    return "is not an IP address: write digits and dots only, such as 10.1.0.0";
  }
  if (text.split(".").length !== 4) {
    return "is not written as four octets: write four numbers, such as 10.1.0.0";
  }
  if (/(^|\.)0\d/.test(text)) {
    return "has an octet with a leading zero, which some systems read as octal: drop the zero";
  }
  return "has an octet out of range: each of the four is 0 to 255";
}

function readIpv6(text: string, whole: string): Address {
  if (!/^[\da-f:]+$/i.test(text)) {
    throw new CidrError(
      whole,
      "is not an IPv6 network: write hexadecimal digits and colons only, such as fd00::",
    );
  }
  let address: Address6;
  try {
    address = new Address6(text);
  } catch {
    throw new CidrError(
      whole,
      "is not IPv6: write eight groups of up to four digits, or :: once for zero groups",
    );
  }
  const value = address.bigInt();
  if (value >> 32n === ipv4MappedPrefix) {
    const ipv4 = formatAddress(4, value & 0xffffffffn);
    throw new CidrError(whole, `is IPv4 written as IPv6, which hides overlaps: write it as IPv4, ${ipv4}`);
  }
  return { version: 6, value, text: address.correctForm() };
}

/** Quotes a value for a message, without control characters and not at any length. */
function quote(value: string): string {
  const longest = 64;
  return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value);
}
