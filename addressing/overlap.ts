import { addressCount, type Cidr, nthSubnet, overlaps } from "./cidr";
import { radixSort } from "./radixSort";

/** A network and whose it is. */
export interface CidrEntry<T> {
  readonly cidr: Cidr;
  readonly owner: T;
}

/** Two networks that share addresses. Of two CIDRs that do, one always contains the other. */
export interface Overlap<T> {
  /** The larger of the two; of two equal ones, the one given first. */
  readonly outer: CidrEntry<T>;
  readonly inner: CidrEntry<T>;
}

/**
 * All pairs of networks that overlap, in the order of their addresses. Takes O(n + pairs): networks are swept from the
 * lowest address, and the stack holds those the current one lies in.
 *
 * @example
 * findOverlaps([
 *   { cidr: parseCidr("10.0.1.0/24"), owner: "shop" },
 *   { cidr: parseCidr("10.0.0.0/16"), owner: "hub" },
 * ]); // [{ outer: hub's entry, inner: shop's entry }]
 */
export function findOverlaps<T>(entries: readonly CidrEntry<T>[]): Overlap<T>[] {
  const found: Overlap<T>[] = [];
  eachOverlap(entries, (outer, inner) => found.push({ outer, inner }) > 0);
  return found;
}

/**
 * {@link findOverlaps} for more pairs than one wants to keep.
 *
 * @param visit - is given each pair; false ends the search
 */
export function eachOverlap<T>(entries: readonly CidrEntry<T>[], visit: Visit<T>): void {
  for (const version of [4, 6] as const) {
    const family = entries.filter(({ cidr }) => cidr.version === version);
    if (!sweep(family, version, visit)) {
      return;
    }
  }
}

type Visit<T> = (outer: CidrEntry<T>, inner: CidrEntry<T>) => boolean;

/** Networks of one family. @returns whether the search goes on */
function sweep<T>(entries: readonly CidrEntry<T>[], version: 4 | 6, visit: Visit<T>): boolean {
  const enclosing: CidrEntry<T>[] = [];
  for (const place of inOrder(entries, version)) {
    const inner = entries[place];
    if (inner === undefined) {
      break;
    }
    // Each of the stack contains those above it, and so ends last.
    while (enclosing.length > 0 && endsBefore(enclosing[enclosing.length - 1], inner)) {
      enclosing.pop();
    }
    for (const outer of enclosing) {
      if (!visit(outer, inner)) {
        return false;
      }
    }
    enclosing.push(inner);
  }
  return true;
}

function endsBefore(outer: CidrEntry<unknown> | undefined, inner: CidrEntry<unknown>): boolean {
  return outer !== undefined && outer.cidr.end < inner.cidr.start;
}

/** The places of the entries, lowest address first, and of those that start together the largest first. */
function inOrder(entries: readonly CidrEntry<unknown>[], version: 4 | 6): Uint32Array {
  const order = new Uint32Array(entries.length);
  const words = new Uint32Array(entries.length);
  const sortBy = (wordOf: (cidr: Cidr) => number, bits?: number): void => {
    entries.forEach(({ cidr }, place) => (words[place] = wordOf(cidr)));
    radixSort(words, order, bits);
  };
  entries.forEach((_, place) => (order[place] = place));
  sortBy(({ prefixLength }) => prefixLength, 8);
  if (version === 4) {
    sortBy(({ start }) => Number(start));
  } else {
    for (const shift of [0n, 32n, 64n, 96n]) {
      sortBy(({ start }) => Number((start >> shift) & 0xffffffffn));
    }
  }
  return order;
}

/**
 * The lowest network of `prefixLength` in `within` that overlaps none of `used`, or `undefined` when there is
 * none.
 *
 * @throws {CidrError} when `within` cannot be divided into networks of `prefixLength`.
 */
export function firstFreeBlock(within: Cidr, prefixLength: number, used: readonly Cidr[]): Cidr | undefined {
  const size = addressCount(nthSubnet(within, prefixLength, 0));
  let start = within.start;
  for (const taken of used.filter((cidr) => overlaps(within, cidr)).sort(compareCidrs)) {
    if (start + size <= taken.start) {
      break;
    }
    if (taken.end >= start) {
      start = within.start + ((taken.end - within.start) / size + 1n) * size;
    }
  }
  return start > within.end ? undefined : nthSubnet(within, prefixLength, (start - within.start) / size);
}

/** Orders networks: IPv4 first, then the lowest address, and of those that start together the largest. */
export function compareCidrs(a: Cidr, b: Cidr): number {
  if (a.version !== b.version) {
    return a.version - b.version;
  }
  if (a.start !== b.start) {
    return a.start < b.start ? -1 : 1;
  }
  return a.prefixLength - b.prefixLength;
}
