import type { Endpoint } from "../../model";
import type { Path, Tracer, Traffic } from "../../trace";
import type { PairClass } from "../classes/pairClasses";
import type { MatrixCell } from "./types";

/** What becomes of traffic between pairs that behave alike, by the example of one. */
export function traceCell(tracer: Tracer, pair: PairClass<Endpoint>, traffic: Traffic): MatrixCell {
  const { from, to, fromClass, toClass, nearness, pairs } = pair;
  const { verdict, reason, rule, forward, back } = tracer.trace(from, to, traffic);
  return {
    from: fromClass,
    to: toClass,
    nearness,
    pairs,
    verdict,
    reason,
    rule,
    example: { from, to },
    forward: tunnelsOf(forward),
    back: tunnelsOf(back),
  };
}

const none: readonly string[] = [];

/** The tunnels of all ways, each once, in an order that does not depend on the ways'. */
export function tunnelsOf(paths: readonly Path[]): readonly string[] {
  if (paths.every(({ tunnels }) => tunnels.length === 0)) {
    return none;
  }
  return [...new Set(paths.flatMap(({ tunnels }) => tunnels))].sort();
}
