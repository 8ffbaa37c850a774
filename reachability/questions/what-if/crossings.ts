import type { Analysis } from "../../analysis";
import type { Trace } from "../../trace";
import { type Compared, type JointPairs, jointPairs, traceIn } from "../changes/compare";
import type { PairClass } from "../classes/pairClasses";
import { tunnelsOf } from "../matrix/cell";
import { type TrafficClass, trafficClasses } from "../trafficClasses";

/** Traffic that goes through tunnels, and what becomes of it when something is lost. */
export interface Crossing {
  readonly pair: PairClass<Compared>;
  /** Some traffic that gets through; the rest takes the same way. */
  readonly traffic: TrafficClass;
  readonly before: Trace;
  readonly after: Trace;
}

/** All flows between networks that need tunnels, before the loss, by classes of pairs. */
export function crossingsOf(
  before: Analysis,
  after: Analysis,
): { readonly crossings: readonly Crossing[]; readonly members: JointPairs["members"] } {
  const all = trafficClasses([before.estate.estate]);
  const { pairs, members } = jointPairs(before, after);
  const crossings = pairs.flatMap((pair): Crossing[] => {
    for (const traffic of all) {
      const was = traceIn(before, pair.from.before, pair.to.before, traffic);
      if (was?.verdict === "reachable") {
        const is = traceIn(after, pair.from.after, pair.to.after, traffic);
        const crosses = tunnelsOf([...was.forward, ...was.back]).length > 0;
        return crosses && is !== undefined ? [{ pair, traffic, before: was, after: is }] : [];
      }
    }
    return [];
  });
  return { crossings, members };
}
