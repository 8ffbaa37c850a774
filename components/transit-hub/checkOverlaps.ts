import { type Cidr, contains } from "../../addressing/cidr";
import { eachOverlap, firstFreeBlock } from "../../addressing/overlap";
import type { LocatedCidr, Problems } from "../problems";

/** A range that routes lead to, and what could be done about it if others have it too. */
export interface ToldRange extends LocatedCidr {
  /** Where the network's translation would be given; undefined where it has one, or can have none. */
  readonly translation?: string | undefined;
  /** Why it can have none, where somebody may expect one. */
  readonly untranslatable?: string | undefined;
}

/**
 * Two networks with the same addresses can't both be reached, not even from different segments: a network that may talk
 * to both, or a table that keeps one apart, would mean the other too.
 */
export function checkOverlaps(
  problems: Problems,
  ranges: readonly ToldRange[],
  summaries: readonly Cidr[],
): void {
  const taken = ranges.map(({ cidr }) => cidr);
  eachOverlap(
    ranges.map((range) => ({ cidr: range.cidr, owner: range })),
    (outer, inner) => {
      const free = freeBlock(summaries, inner.cidr, taken);
      problems.add(
        inner.owner.path,
        `"${inner.cidr.text}" overlaps ${outer.owner.path} ${outer.cidr.text}: no route can tell them apart: ` +
          fixOf(inner.owner, outer.owner, free),
      );
      if (free !== undefined) {
        taken.push(free);
      }
      return true;
    },
  );
}

function fixOf(inner: ToldRange, outer: ToldRange, free: Cidr | undefined): string {
  const other =
    free === undefined ? "give it other addresses" : `give it other addresses, such as ${free.text}`;
  if (inner.translation !== undefined) {
    return `${other}, or give it a translation (${inner.translation})`;
  }
  const fix =
    outer.translation === undefined ? other : `${other}, or give the other one ${outer.translation}`;
  const reason = inner.untranslatable ?? outer.untranslatable;
  return reason === undefined ? fix : `${fix}; ${reason}`;
}

/** The free block of the same size in the summary range that the network is in, or else in any. */
function freeBlock(
  summaries: readonly Cidr[],
  { prefixLength, ...cidr }: Cidr,
  taken: readonly Cidr[],
): Cidr | undefined {
  const own = summaries.filter((range) => contains(range, { prefixLength, ...cidr }));
  const blocks = [...own, ...summaries]
    .filter((range) => range.prefixLength <= prefixLength)
    .map((range) => firstFreeBlock(range, prefixLength, taken));
  return blocks.find((block) => block !== undefined);
}
