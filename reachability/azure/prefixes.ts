import { type Cidr, contains, nthSubnet, overlaps, parseAddress, parseCidr } from "../../addressing";
import type { Value } from "../resources";

/** All addresses of each version. */
export const everything: readonly Cidr[] = [parseCidr("0.0.0.0/0"), parseCidr("::/0")];

/**
 * Ranges for which every subnet has a system route that drops.
 *
 * Source: https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#default
 */
export const reserved: readonly Cidr[] = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
].map(parseCidr);

/** Not on the public internet (https://www.iana.org/assignments/iana-ipv4-special-registry). */
export const notPublic: readonly Cidr[] = [
  ...reserved,
  ...["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "fc00::/7", "fe80::/10", "ff00::/8"].map(
    parseCidr,
  ),
];

/** A range, or one address, as Azure writes it. @returns undefined for anything else, such as a service tag. */
export function prefixOf(text: unknown): Cidr | undefined {
  // Most of what is no range is a tag, and an error for each takes its time.
  if (typeof text !== "string" || !/^[\da-f.:]+(\/\d+)?$/i.test(text)) {
    return undefined;
  }
  try {
    return text.includes("/") ? parseCidr(text) : single(text);
  } catch {
    return undefined;
  }
}

/** The range of one address. @throws {CidrError} when `text` is none. */
export function single(text: string): Cidr {
  const { version, text: canonical } = parseAddress(text);
  return parseCidr(`${canonical}/${version === 4 ? 32 : 128}`);
}

/** The ranges in a list, and whether some of it can't be read. */
export interface Prefixes {
  readonly ranges: readonly Cidr[];
  readonly incomplete: boolean;
}

export function prefixesOf(value: Value<unknown>): Prefixes {
  if (value.state !== "known") {
    return { ranges: [], incomplete: value.state === "unknown" };
  }
  if (!Array.isArray(value.value)) {
    return { ranges: [], incomplete: true };
  }
  const ranges = value.value.flatMap((text: unknown) => prefixOf(text) ?? []);
  return { ranges, incomplete: ranges.length < value.value.length };
}

/** What of a range is in none of the holes. */
export function without(range: Cidr, holes: readonly Cidr[]): Cidr[] {
  const inside = holes.filter((hole) => overlaps(hole, range));
  if (inside.length === 0) {
    return [range];
  }
  if (inside.some((hole) => contains(hole, range))) {
    return [];
  }
  return [0, 1].flatMap((half) => without(nthSubnet(range, range.prefixLength + 1, half), inside));
}

/** Whether a range is all of its version's. */
export function isDefault({ prefixLength }: Cidr): boolean {
  return prefixLength === 0;
}
