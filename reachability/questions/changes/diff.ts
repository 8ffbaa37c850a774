import type { Analysis } from "../../analysis";
import type { Outcome, Trace } from "../../trace";
import { trafficNames } from "../trafficClasses";
import { type ChangeKind, compare, type Compared, type Comparison, type Difference } from "./compare";
import { type FlowGroup, mergeFlows } from "./merge";

/** Flows that changed alike. */
export interface FlowChange extends FlowGroup {
  readonly kind: ChangeKind;
  /** Such as `tcp 443, udp 53`. */
  readonly traffic: string;
  readonly before: FlowState;
  readonly after: FlowState;
}

/** What became of a flow. */
export interface FlowState {
  /** `absent` where one of the ends is. */
  readonly verdict: Outcome | "absent";
  readonly reason: string;
  /** The resource that decides it. */
  readonly urn?: string | undefined;
  /** For an example, the places on each way forth, */
  readonly ways: readonly (readonly string[])[];
  /** and the names of the tunnels of all ways, forth and back. */
  readonly tunnels: readonly string[];
}

/**
 * What changes between two estates, such as those of a stack and of its preview: flows opened, closed, and changed in their
 * verdict or their way; for all pairs of hosts and all traffic that the filters of both tell apart.
 *
 * @example
 * const opened = diff(analyse(deployed), analyse(planned)).filter(({ kind }) => kind === "opened");
 * expect(opened).to.be.empty;
 */
export function diff(before: Analysis, after: Analysis): readonly FlowChange[] {
  return flowChanges(compare(before, after));
}

/** The differences for people: those alike together, the most important first. */
export function flowChanges({ members, differences }: Comparison): readonly FlowChange[] {
  const named = differences.map((difference) => describe(members, difference));
  const all = mergeFlows(named, keyOf);
  return all.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || b.pairs - a.pairs);
}

const kinds: readonly ChangeKind[] = ["opened", "closed", "verdict", "path"];

function describe(
  members: ReadonlyMap<number, readonly Compared[]>,
  { pair, kind, traffic, before, after }: Difference,
): FlowChange {
  const names = (number: number): string[] =>
    (members.get(number) ?? []).map((one) => (one.after ?? one.before)?.name ?? one.id).sort();
  return {
    kind,
    from: names(pair.fromClass),
    to: names(pair.toClass),
    traffic: trafficNames(traffic),
    pairs: pair.pairs,
    before: stateOf(before),
    after: stateOf(after),
  };
}

function stateOf(trace: Trace | undefined): FlowState {
  if (trace === undefined) {
    return { verdict: "absent", reason: "", ways: [], tunnels: [] };
  }
  const { verdict, reason, rule, forward, back } = trace;
  const hops = [...forward, ...back].flatMap((path) => path.hops).filter((hop) => hop.kind === "tunnel");
  const tunnels = [...new Set(hops.map(({ at }) => at))].sort();
  return { verdict, reason, urn: rule?.urn, ways: forward.map(({ places }) => places), tunnels };
}

function keyOf({ kind, traffic, before, after }: Omit<FlowChange, "from" | "to" | "pairs">): string {
  // Where the ways differ in their ends alone, they are alike.
  const states = [before, after].map(({ verdict, reason, ways, tunnels }) =>
    [
      verdict,
      reason,
      ...(kind === "path" ? [...ways.map((way) => way.slice(1, -1).join()), ...tunnels] : []),
    ].join("\n"),
  );
  return [kind, traffic, ...states].join("\n");
}
