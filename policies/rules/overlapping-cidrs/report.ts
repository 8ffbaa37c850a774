import { groupBy } from "../../../reachability/groupBy";
import type { Finding } from "../../rule";
import { blockMessage, movable, pairMessage, type Writer } from "./messages";
import type { Pair } from "./pairs";
import type { Claim } from "./ranges";

/** From so many overlaps of one block on, the block is shown once, with their count. */
const enclosesMany = 6;

/** How many findings are shown; the last tells how many pairs are left. */
const mostFindings = 40;

/** One finding a pair; one for all pairs under a block that encloses many. */
export function* reportPairs(pairs: readonly Pair[], writer: Writer): Iterable<Finding> {
  const groups = [...groupBy(pairs, (pair) => blockOf(pair)?.owner.urn)].flatMap(([, group]) =>
    group.length >= enclosesMany ? [group] : group.map((pair) => [pair]),
  );
  const told = toldApart(groups);
  for (const group of told.slice(0, mostFindings)) {
    const finding = findingOf(group, writer);
    if (finding !== undefined) {
      yield finding;
    }
  }
  const left = told.slice(mostFindings).reduce((sum, group) => sum + group.length, 0);
  const last = told[mostFindings];
  const urn = last && shownAt(last);
  if (urn !== undefined) {
    yield { urn, message: `${left} more pairs overlap; mend those above first, and these are shown` };
  }
}

/** Of many equal ranges each pair would come again under the second, the third and so on: the first tells of all. */
function toldApart(groups: readonly (readonly Pair[])[]): readonly (readonly Pair[])[] {
  const blocks = new Set<string>();
  return groups.filter((group) => {
    const block = group[0] && blockOf(group[0]);
    if (block === undefined) {
      return false;
    }
    const isTold =
      blocks.has(block.cidr.text) && group.every((pair) => blockOf(pair)?.cidr.text === block.cidr.text);
    if (group.length >= enclosesMany) {
      blocks.add(block.cidr.text);
    }
    return !isTold;
  });
}

function blockOf({ shared: [first] }: Pair): Claim | undefined {
  return first?.outer;
}

function findingOf(group: readonly Pair[], writer: Writer): Finding | undefined {
  const [pair] = group;
  const block = pair && blockOf(pair);
  const urn = shownAt(group);
  if (pair === undefined || block === undefined || urn === undefined) {
    return undefined;
  }
  const message =
    group.length < enclosesMany ? pairMessage(pair, writer) : blockMessage(block, group, writer);
  return { urn, message };
}

function shownAt(group: readonly Pair[]): string | undefined {
  const [first] = group[0]?.shared ?? [];
  if (first === undefined) {
    return undefined;
  }
  return group.length >= enclosesMany && first.outer.owner.isHere
    ? first.outer.owner.urn
    : movable(first)?.owner.urn;
}
