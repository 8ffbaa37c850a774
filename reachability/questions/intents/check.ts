import type { Analysis } from "../../analysis";
import { groupBy } from "../../groupBy";
import type { Endpoint } from "../../model";
import type { Outcome, Trace } from "../../trace";
import { EndpointClasses } from "../classes/endpointClasses";
import { type PairClass, pairClasses } from "../classes/pairClasses";
import { Losses, tunnelName } from "../failures";
import { tunnelsOf } from "../matrix/cell";
import {
  exampleOf,
  type TrafficClass,
  trafficClasses,
  trafficClassesOf,
  trafficNames,
} from "../trafficClasses";
import { contradictions } from "./contradictions";
import { readIntents, readIntentsFile } from "./read";
import { type ResolvedIntent, resolveIntents } from "./resolve";
import {
  type Intent,
  type IntentFailure,
  type IntentResult,
  IntentsError,
  type Intents,
  type ReadIntent,
} from "./types";

/**
 * Whether an estate does what is wanted of it.
 *
 * @param intents - what is wanted, or the text of a file of intents in YAML
 * @example
 * const results = checkIntents(analysis, [
 *   { from: "web", to: "db", port: 5432, expect: "allowed" },
 *   { from: "network:staging", to: "network:prod", expect: "denied" },
 * ]);
 * expect(results.filter(({ holds }) => !holds)).to.be.empty;
 * @throws {IntentsError} with every problem of the intents: values out of range, names of nothing, contradictions.
 */
export function checkIntents(analysis: Analysis, intents: Intents): readonly IntentResult[] {
  return checkResolved(analysis, resolveAll(analysis, intents));
}

/** @throws {IntentsError} as above. */
export function resolveAll(analysis: Analysis, intents: Intents): readonly ResolvedIntent[] {
  const isFile = "text" in intents;
  const read = isFile ? readIntentsFile(intents.text) : readIntents(intents);
  const { resolved, problems } = resolveIntents(analysis.estate, read.intents);
  const all = [...read.problems, ...problems, ...contradictions(resolved)];
  if (all.length > 0) {
    const order = (path: string): number => Number(/^\[(\d+)\]/.exec(path)?.[1] ?? -1);
    throw new IntentsError(
      all.toSorted((a, b) => order(a.path) - order(b.path)),
      isFile ? intents.name : "the list of intents",
    );
  }
  return resolved;
}

export function checkResolved(
  analysis: Analysis,
  intents: readonly ResolvedIntent[],
): readonly IntentResult[] {
  const losses = new Losses(analysis);
  return intents.map((intent) => checkOne(analysis, losses, intent));
}

function checkOne(analysis: Analysis, losses: Losses, { intent, from, to }: ResolvedIntent): IntentResult {
  const { name, path, line, expect } = intent;
  const pairs = pairsBetween(analysis, from, to);
  const traffic = trafficOf(analysis, intent);
  const failed = pairs.flatMap((pair) =>
    traffic.flatMap((each) => {
      const found = shortfall(analysis, losses, intent, pair, each);
      return found === undefined ? [] : [{ ...found, pair, traffic: each }];
    }),
  );
  const failures = mergeAlike(failed);
  const count = pairs.reduce((sum, one) => sum + one.pairs, 0);
  return { name, path, line, expect, holds: failures.length === 0, pairs: count, failures };
}

function pairsBetween(
  analysis: Analysis,
  from: readonly Endpoint[],
  to: readonly Endpoint[],
): readonly PairClass<Endpoint>[] {
  const classes = EndpointClasses.of(analysis.tracer);
  return [...pairClasses(classes.classify(from), classes.classify(to))];
}

function trafficOf({ estate }: Analysis, { protocol, ports }: ReadIntent): readonly TrafficClass[] {
  if (protocol === "any") {
    return trafficClasses([estate.estate]);
  }
  return ports.length > 0
    ? ports.flatMap((range) => trafficClassesOf(estate.estate, protocol, range))
    : trafficClassesOf(estate.estate, protocol);
}

interface Shortfall {
  readonly trace: Trace;
  readonly reason: string;
}

/** What is not as wanted. */
function shortfall(
  analysis: Analysis,
  losses: Losses,
  { expect, acceptsUndecided }: ReadIntent,
  { from, to }: PairClass<Endpoint>,
  traffic: TrafficClass,
): Shortfall | undefined {
  const flow = exampleOf(traffic);
  const trace = analysis.tracer.trace(from, to, flow);
  if (trace.verdict === "undecided" && acceptsUndecided) {
    return undefined;
  }
  if (trace.verdict !== wanted[expect]) {
    return { trace, reason: trace.reason || `it gets through: ${trace.forward[0]?.places.join(", ") ?? ""}` };
  }
  if (expect !== "redundant") {
    return undefined;
  }
  for (const tunnel of tunnelsOf([...trace.forward, ...trace.back])) {
    const after = losses.ofTunnel(tunnel).tracer.trace(from, to, flow);
    if (after.verdict !== "reachable" && !(after.verdict === "undecided" && acceptsUndecided)) {
      return { trace: after, reason: `after the loss of ${tunnelName(analysis, tunnel)}: ${after.reason}` };
    }
  }
  return undefined;
}

const wanted: Readonly<Record<Intent["expect"], Outcome>> = {
  allowed: "reachable",
  redundant: "reachable",
  denied: "blocked",
  leaves: "leaves the model",
};

interface Failed extends Shortfall {
  readonly pair: PairClass<Endpoint>;
  readonly traffic: TrafficClass;
}

/** One failure for all traffic of a pair that fails in the same way, and for all pairs that fail alike. */
function mergeAlike(failed: readonly Failed[]): IntentFailure[] {
  const byPair = groupBy(failed, ({ pair, trace, reason }) => `${idOf(pair)} ${trace.verdict} ${reason}`);
  const merged = [...byPair.values()].flatMap((alike) => {
    const [first] = alike;
    const traffic = trafficNames(alike.map((each) => each.traffic));
    return first === undefined ? [] : [{ ...first, traffic }];
  });
  const byReason = groupBy(merged, ({ traffic, trace, reason }) =>
    [traffic, trace.verdict, reason, trace.rule?.urn ?? ""].join("\n"),
  );
  return [...byReason.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) {
      return [];
    }
    const { pair, trace, reason, traffic } = first;
    return [
      {
        from: pair.from.name,
        to: pair.to.name,
        traffic,
        pairs: alike.reduce((sum, each) => sum + each.pair.pairs, 0),
        verdict: trace.verdict,
        reason,
        urn: trace.rule?.urn,
        trace,
      },
    ];
  });
}

function idOf({ fromClass, toClass, nearness }: PairClass<Endpoint>): string {
  return `${fromClass} ${toClass} ${nearness}`;
}
