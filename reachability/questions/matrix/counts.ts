import type { Outcome } from "../../trace";

/** Pairs by verdict. */
export type PairCounts = Readonly<Record<Outcome, number>>;

/** Counts to add to. */
export function noPairs(): Record<Outcome, number> {
  return { reachable: 0, blocked: 0, "leaves the model": 0, undecided: 0 };
}
