import { eachOverlap } from "../../../addressing";
import { groupBy } from "../../../reachability/groupBy";
import type { Conflicts, Scope } from "./conflicts";
import type { Joins } from "./joins";
import type { Claim } from "./ranges";

/** Two ranges that share addresses; of two equal ones, `outer` is the one found first. */
export interface SharedRange {
  readonly outer: Claim;
  readonly inner: Claim;
}

/** Two resources with ranges in each other's way, all such ranges of the two together. */
export interface Pair {
  readonly shared: SharedRange[];
}

/** What was found, and whether that is all. */
export interface Pairs {
  readonly pairs: readonly Pair[];
  readonly isComplete: boolean;
}

/**
 * How many pairs of ranges that share addresses are looked at, and how many of them kept. Ten thousand equal ranges make
 * fifty million pairs; a reader has seen enough long before.
 */
const mostLooks = 2_000_000;
const mostPairs = 20_000;

/** Resources with ranges in each other's way, in the order of the addresses. */
export function overlappingPairs(
  claims: readonly Claim[],
  joins: Joins,
  conflicts: Conflicts,
  scope: Scope,
): Pairs {
  const pairs = new Map<string, Pair>();
  let looks = 0;
  const isComplete = (): boolean => looks < mostLooks && pairs.size < mostPairs;
  const look = (outer: Claim, inner: Claim): boolean => {
    looks++;
    if (conflicts.are(outer, inner)) {
      note(pairs, outer, inner);
    }
    return isComplete();
  };
  for (const group of comparedGroups(claims, joins, scope)) {
    eachOverlap(
      group.map((owner) => ({ cidr: owner.cidr, owner })),
      (outer, inner) => look(outer.owner, inner.owner),
    );
  }
  return { pairs: [...pairs.values()], isComplete: isComplete() };
}

/** What lies in different groups isn't joined. */
function comparedGroups(claims: readonly Claim[], joins: Joins, scope: Scope): Iterable<readonly Claim[]> {
  const byComponent = groupBy(
    claims.flatMap((claim) => componentsOf(claim, joins).map((component) => ({ component, claim }))),
    ({ component }) => component,
  );
  const isOpen = [...byComponent.keys()].some((component) => joins.openness(component) !== undefined);
  return scope === "all" || isOpen
    ? [claims]
    : [...byComponent.values()].map((group) => group.map(({ claim }) => claim));
}

function componentsOf({ nodes }: Claim, joins: Joins): string[] {
  return [...new Set(nodes.map((node) => joins.component(node)))];
}

function note(pairs: Map<string, Pair>, outer: Claim, inner: Claim): void {
  const [first, second] = [outer.owner.urn, inner.owner.urn].sort();
  const key = `${first ?? ""} ${second ?? ""}`;
  const pair = pairs.get(key);
  if (pair === undefined) {
    pairs.set(key, { shared: [{ outer, inner }] });
  } else if (!pair.shared.some((one) => one.outer === outer && one.inner === inner)) {
    pair.shared.push({ outer, inner });
  }
}
