import type { Analysis } from "../../analysis";
import { groupBy } from "../../groupBy";
import type { Endpoint } from "../../model";
import type { Path, Trace } from "../../trace";
import { EndpointClasses } from "../classes/endpointClasses";
import { type Classified, type PairClass, pairClasses } from "../classes/pairClasses";
import { exampleOf, type TrafficClass, trafficClasses } from "../trafficClasses";
import { Interned } from "../../trace/interned";
import { Unchanged } from "./unchanged";

/** An endpoint in both analyses; absent where it is in one alone. */
export interface Compared {
  readonly id: string;
  readonly before?: Endpoint | undefined;
  readonly after?: Endpoint | undefined;
}

/** What becomes of some traffic between pairs that behave alike, in both analyses. */
export interface Difference {
  readonly pair: PairClass<Compared>;
  readonly traffic: readonly TrafficClass[];
  readonly kind: ChangeKind;
  /** Absent where one of the ends is. */
  readonly before?: Trace | undefined;
  readonly after?: Trace | undefined;
}

/** `verdict` is a change among those that don't reach. */
export type ChangeKind = "opened" | "closed" | "verdict" | "path";

/** Two analyses held against each other. */
export interface Comparison {
  /** The members of each class. */
  readonly members: ReadonlyMap<number, readonly Compared[]>;
  readonly differences: readonly Difference[];
}

/** Holds two analyses against each other: all traffic between all pairs, or the traffic given. */
export function compare(before: Analysis, after: Analysis, only?: readonly TrafficClass[]): Comparison {
  const traffic = only ?? trafficClasses([before.estate.estate, after.estate.estate]);
  const { members, pairs, same } = jointPairs(before, after);
  const changed = pairs.filter(({ from, to }) => !(same.has(from) && same.has(to)));
  return { members, differences: changed.flatMap((pair) => differencesOf(before, after, pair, traffic)) };
}

/** All pairs by classes of endpoints that are alike both before and after. */
export interface JointPairs {
  /** The members of each class. */
  readonly members: ReadonlyMap<number, readonly Compared[]>;
  readonly pairs: readonly PairClass<Compared>[];
  /** Endpoints between which nothing changes: whole classes. */
  readonly same: ReadonlySet<Compared>;
}

export function jointPairs(before: Analysis, after: Analysis): JointPairs {
  const compared = comparedEndpoints(before, after);
  const unchanged = new Unchanged(before, after);
  const same = new Set(compared.filter((one) => unchanged.holds(one.before, one.after)));
  const classified = classify(before, after, compared, same);
  const members = groupBy(classified, ({ number }) => number);
  return {
    members: new Map([...members].map(([number, each]) => [number, each.map(({ endpoint }) => endpoint)])),
    pairs: [...pairClasses(classified, classified)],
    same,
  };
}

function comparedEndpoints(before: Analysis, after: Analysis): readonly Compared[] {
  const ids = new Set([...before.estate.endpoints.keys(), ...after.estate.endpoints.keys()]);
  return [...ids].map((id) => ({
    id,
    before: before.estate.endpoints.get(id),
    after: after.estate.endpoints.get(id),
  }));
}

/** Joint classes: alike before, alike after, and both unchanged or not. */
function classify(
  before: Analysis,
  after: Analysis,
  compared: readonly Compared[],
  same: ReadonlySet<Compared>,
): readonly Classified<Compared>[] {
  const [was, is] = [before, after].map(({ tracer }) => EndpointClasses.of(tracer));
  const numbers = new Interned<string>();
  return compared.map((endpoint) => {
    const classes = [endpoint.before && was?.of(endpoint.before), endpoint.after && is?.of(endpoint.after)];
    return {
      endpoint,
      number: numbers.numberOf(`${classes.map((one) => one ?? "-").join()} ${same.has(endpoint)}`),
      seats: [endpoint.before, endpoint.after],
    };
  });
}

function differencesOf(
  before: Analysis,
  after: Analysis,
  pair: PairClass<Compared>,
  traffic: readonly TrafficClass[],
): Difference[] {
  const found = traffic.flatMap((each) => {
    const was = traceIn(before, pair.from.before, pair.to.before, each);
    const is = traceIn(after, pair.from.after, pair.to.after, each);
    const kind = kindOf(was, is);
    return kind === undefined ? [] : [{ kind, traffic: each, before: was, after: is }];
  });
  const alike = groupBy(found, ({ kind, ...one }) =>
    [kind, signature(one.before), signature(one.after)].join("\n"),
  );
  return [...alike.values()].flatMap((each) => {
    const [first] = each;
    return first === undefined ? [] : [{ ...first, pair, traffic: each.map((one) => one.traffic) }];
  });
}

export function traceIn(
  { tracer }: Analysis,
  from: Endpoint | undefined,
  to: Endpoint | undefined,
  traffic: TrafficClass,
): Trace | undefined {
  return from && to && tracer.trace(from, to, exampleOf(traffic));
}

function kindOf(before: Trace | undefined, after: Trace | undefined): ChangeKind | undefined {
  const reached = before?.verdict === "reachable";
  const reaches = after?.verdict === "reachable";
  if (reached !== reaches) {
    return reaches ? "opened" : "closed";
  }
  if (before === undefined || after === undefined) {
    return undefined;
  }
  if (before.verdict !== after.verdict) {
    return "verdict";
  }
  return reaches && waysOf(before) !== waysOf(after) ? "path" : undefined;
}

function signature(trace: Trace | undefined): string {
  return trace === undefined ? "" : `${trace.verdict} ${trace.reason} ${waysOf(trace)}`;
}

/** All ways forth and back, whatever order they are tried in. */
function waysOf({ forward, back }: Trace): string {
  return [forward, back].map((paths) => paths.map(wayOf).sort().join("\n")).join("\n\n");
}

/** The places by name, but for the ends themselves, which differ within a class. */
function wayOf({ places, tunnels }: Path): string {
  return [...places.slice(1, -1), ...tunnels].join(" > ");
}
