import { Address4, Address6 } from "ip-address";

import { eachOverlap, parseCidr } from "../../addressing";
import type { CidrTools } from "./peers";

/** A way to find overlaps, from the texts on. */
export interface Contender {
  readonly name: string;
  /** The most networks that it is tried on; more would take minutes. */
  readonly upTo: number;
  /** Whether it tells how many pairs overlap, so that it can be checked. */
  readonly counts: boolean;
  readonly run: (texts: readonly string[], version: 4 | 6) => number;
}

/** What is measured: ours first, and then the floor that it is held against. */
export function contenders(tools: CidrTools | undefined): readonly Contender[] {
  return [
    { name: "findOverlaps", upTo: Infinity, counts: true, run: findPairs },
    { name: "parse and sort", upTo: Infinity, counts: false, run: parseAndSort },
    ...(tools === undefined ? [] : cidrToolsContenders(tools)),
    { name: "ip-address, pair by pair", upTo: 1000, counts: true, run: ipAddressPairs },
  ];
}

function findPairs(texts: readonly string[]): number {
  let pairs = 0;
  const entries = texts.map((text, owner) => ({ cidr: parseCidr(text), owner }));
  eachOverlap(entries, () => ++pairs > 0);
  return pairs;
}

/** The least that any way by sorting takes: the same parser, and the engine's own sort of numbers. */
function parseAndSort(texts: readonly string[], version: 4 | 6): number {
  const cidrs = texts.map(parseCidr);
  if (version === 4) {
    const keys = new Float64Array(cidrs.length);
    cidrs.forEach(({ start, prefixLength }, index) => (keys[index] = Number(start) * 64 + prefixLength));
    keys.sort();
    return keys.length;
  }
  // No typed array holds whole addresses: their upper halves stand for them.
  const keys = new BigUint64Array(cidrs.length);
  cidrs.forEach(({ start }, index) => (keys[index] = start >> 64n));
  keys.sort();
  return keys.length;
}

function cidrToolsContenders(tools: CidrTools): Contender[] {
  return [
    {
      name: "cidr-tools overlapCidr, pair by pair",
      upTo: 1000,
      counts: true,
      run: (texts) => countPairs(texts, tools.overlapCidr),
    },
    {
      name: "cidr-tools parseCidr, then pair by pair",
      upTo: 10_000,
      counts: true,
      run: (texts) =>
        countPairs(
          texts.map(tools.parseCidr),
          (a, b) => a.version === b.version && a.start <= b.end && b.start <= a.end,
        ),
    },
    {
      name: "cidr-tools mergeCidr, which tells no pairs",
      upTo: 100_000,
      counts: false,
      run: (texts) => tools.mergeCidr(texts).length,
    },
  ];
}

function ipAddressPairs(texts: readonly string[], version: 4 | 6): number {
  return version === 4
    ? countPairs(
        texts.map((text) => new Address4(text)),
        (a, b) => a.isInSubnet(b) || b.isInSubnet(a),
      )
    : countPairs(
        texts.map((text) => new Address6(text)),
        (a, b) => a.isInSubnet(b) || b.isInSubnet(a),
      );
}

function countPairs<T>(items: readonly T[], overlap: (a: T, b: T) => boolean): number {
  let pairs = 0;
  items.forEach((a, index) => {
    for (let other = index + 1; other < items.length; other++) {
      const b = items[other];
      if (b !== undefined && overlap(a, b)) {
        pairs++;
      }
    }
  });
  return pairs;
}
