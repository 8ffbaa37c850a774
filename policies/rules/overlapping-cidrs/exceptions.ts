import { nameOf } from "../../../reachability/resources";
import type { Pair } from "./pairs";
import type { Claim } from "./ranges";

/** Two networks that may overlap for a while. */
export interface Exception {
  /** Two names or URNs, in any order, as the messages show them. */
  readonly pair: readonly [string, string];
  readonly reason: string;
  /** The last day on which it holds, such as `2027-03-31`, in UTC. */
  readonly until: string;
}

/** What became of an exception. */
export interface Verdict {
  readonly exception: Exception;
  /** Where it stands in the configuration, such as `exceptions[0]`. */
  readonly path: string;
  readonly state: "holds" | "expired" | "matches nothing" | "has no valid date";
  readonly pairs: readonly Pair[];
}

/** Takes out the pairs that are excepted today, and tells what became of each exception. */
export function exceptPairs(
  pairs: readonly Pair[],
  exceptions: readonly Exception[],
  today: string,
): { readonly remaining: readonly Pair[]; readonly verdicts: readonly Verdict[] } {
  const excepted = new Set<Pair>();
  const verdicts = exceptions.map((exception, index): Verdict => {
    const matched = pairs.filter((pair) => matches(exception, pair));
    const state = stateOf(exception, matched.length, today);
    if (state === "holds") {
      matched.forEach((pair) => excepted.add(pair));
    }
    return { exception, path: `exceptions[${index}]`, state, pairs: matched };
  });
  return { remaining: pairs.filter((pair) => !excepted.has(pair)), verdicts };
}

function stateOf({ until }: Exception, matched: number, today: string): Verdict["state"] {
  if (!isDate(until)) {
    return "has no valid date";
  }
  return until < today ? "expired" : matched === 0 ? "matches nothing" : "holds";
}

/** Whether a text is a day of the calendar: dates such as 2027-02-30 would else count as some other day. */
function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function matches({ pair: [a, b] }: Exception, { shared: [first] }: Pair): boolean {
  if (first === undefined) {
    return false;
  }
  const [outer, inner] = [first.outer, first.inner];
  return (isNamed(outer, a) && isNamed(inner, b)) || (isNamed(outer, b) && isNamed(inner, a));
}

/** By the resource that has the range, or by the network that this is of. */
function isNamed({ owner, networks }: Claim, name: string): boolean {
  return [owner.urn, owner.label, ...networks.flatMap((urn) => [urn, nameOf(urn)])].includes(name);
}
