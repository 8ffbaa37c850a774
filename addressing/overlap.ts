import { addressCount, type Cidr, contains, nthSubnet, overlaps } from "./cidr";

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
 * All pairs of networks that overlap, in the order of their addresses. Takes O(n log n + pairs): networks are
 * swept from the lowest address, and the stack holds those the current one lies in.
 *
 * @example
 * findOverlaps([
 *   { cidr: parseCidr("10.0.1.0/24"), owner: "shop" },
 *   { cidr: parseCidr("10.0.0.0/16"), owner: "hub" },
 * ]); // [{ outer: hub's entry, inner: shop's entry }]
 */
export function findOverlaps<T>(entries: readonly CidrEntry<T>[]): Overlap<T>[] {
  const found: Overlap<T>[] = [];
  const enclosing: CidrEntry<T>[] = [];
  for (const inner of entries.toSorted((a, b) => compareCidrs(a.cidr, b.cidr))) {
    while (enclosing.length > 0 && !encloses(enclosing.at(-1), inner)) {
      enclosing.pop();
    }
    for (const outer of enclosing) {
      found.push({ outer, inner });
    }
    enclosing.push(inner);
  }
  return found;
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

function encloses<T>(outer: CidrEntry<T> | undefined, inner: CidrEntry<T>): boolean {
  return outer !== undefined && contains(outer.cidr, inner.cidr);
}

/** Lowest address first, and of those that start together the largest. */
function compareCidrs(a: Cidr, b: Cidr): number {
  if (a.version !== b.version) {
    return a.version - b.version;
  }
  if (a.start !== b.start) {
    return a.start < b.start ? -1 : 1;
  }
  return a.prefixLength - b.prefixLength;
}
