import type { Analysis } from "../../analysis";
import { type Failures, fails } from "../../solve";
import type { Trace } from "../../trace";
import { compare, type Compared } from "../changes/compare";
import { type FlowChange, flowChanges } from "../changes/diff";
import { type FlowGroup, mergeFlows } from "../changes/merge";
import type { PairClass } from "../classes/pairClasses";
import { Losses, tunnelName } from "../failures";
import { checkResolved, resolveAll } from "../intents/check";
import type { ResolvedIntent } from "../intents/resolve";
import type { IntentResult, Intents } from "../intents/types";
import { tunnelsOf } from "../matrix/cell";
import { exampleOf, type TrafficClass } from "../trafficClasses";
import { type Crossing, crossingsOf } from "./crossings";
import { asymmetryOf } from "./symmetry";
import { type Throughput, throughputOf } from "./throughput";

/** What a loss does to an estate. What is lost itself is not counted. */
export interface WhatIf {
  /** Flows closed, opened, and led another way. */
  readonly changes: readonly FlowChange[];
  /** Flows that survived the loss of any one tunnel, and don't any more. */
  readonly lessRedundant: readonly AffectedFlows[];
  /** Flows whose answers come back through other tunnels or gateways, and did not before. */
  readonly asymmetric: readonly AffectedFlows[];
  /** Where it is less than before. */
  readonly throughput: readonly Throughput[];
  /** Of the intents given, those that held and don't any more. */
  readonly broken: readonly IntentResult[];
}

/** Flows, and what is with them. */
export interface AffectedFlows extends FlowGroup {
  readonly detail: string;
}

/**
 * What is lost with a tunnel, a gateway, a zone or a region.
 *
 * @param failures - see {@link failuresOf} for naming them
 * @example
 * const { changes, broken } = whatIf(analysis, failuresOf(analysis, ["eu-central-1a"]), intents);
 * expect(changes.filter(({ kind }) => kind === "closed")).to.be.empty;
 * @throws {IntentsError} when the intents can't be checked.
 */
export function whatIf(analysis: Analysis, failures: Failures, intents: Intents = []): WhatIf {
  return new Question(analysis, intents).answer(failures);
}

/** A question about several losses of one estate, which looks at the whole estate once. */
export class Question {
  readonly #before: Analysis;
  readonly #intents: readonly ResolvedIntent[];
  readonly #losses: Losses;

  constructor(before: Analysis, intents: Intents) {
    this.#before = before;
    this.#losses = new Losses(before);
    const resolved = resolveAll(before, intents);
    const results = checkResolved(before, resolved);
    this.#intents = resolved.filter((_, index) => results[index]?.holds);
  }

  answer(failures: Failures): WhatIf {
    const before = this.#before;
    const after = before.without(failures);
    const isLost = ({ before: endpoint }: Compared): boolean =>
      endpoint !== undefined && fails(endpoint, failures);
    const survives = ({ from, to }: PairClass<Compared>): boolean => !isLost(from) && !isLost(to);
    const { members, differences } = compare(before, after);
    const changes = flowChanges({ members, differences: differences.filter(({ pair }) => survives(pair)) });
    const crossing = crossingsOf(before, after);
    const crossings = crossing.crossings.filter(({ pair }) => survives(pair));
    const losses = new Losses(after);
    const group = (detailOf: (flow: Crossing) => string | undefined): readonly AffectedFlows[] => {
      const flows = crossings.flatMap((flow): AffectedFlows[] => {
        const detail = flow.after.verdict === "reachable" ? detailOf(flow) : undefined;
        return detail === undefined ? [] : [{ ...namesOf(crossing.members, flow.pair), detail }];
      });
      return mergeFlows(flows, ({ detail }) => detail);
    };
    return {
      changes,
      lessRedundant: group((flow) => this.#lastTunnel(after, losses, flow)),
      asymmetric: group((flow) =>
        asymmetryOf(before, flow.before) === undefined ? asymmetryOf(after, flow.after) : undefined,
      ),
      throughput: throughputOf(before, after, crossings).filter(({ before: was, after: is }) => was !== is),
      broken: checkResolved(
        after,
        this.#intents.map(({ intent, from, to }) => ({
          intent,
          from: from.filter((one) => !fails(one, failures)),
          to: to.filter((one) => !fails(one, failures)),
        })),
      ).filter(({ holds }) => !holds),
    };
  }

  /** The tunnel whose loss breaks a flow now, if none did before. */
  #lastTunnel(
    after: Analysis,
    losses: Losses,
    { pair, traffic, before, after: trace }: Crossing,
  ): string | undefined {
    const tunnel = tunnelThatBreaks(losses, pair, traffic, trace);
    return tunnel === undefined || tunnelThatBreaks(this.#losses, pair, traffic, before) !== undefined
      ? undefined
      : `rests on ${tunnelName(after, tunnel)} alone`;
  }
}

function tunnelThatBreaks(
  losses: Losses,
  { from, to }: PairClass<Compared>,
  traffic: TrafficClass,
  { forward, back }: Trace,
): string | undefined {
  return tunnelsOf([...forward, ...back]).find((id) => {
    const { tracer } = losses.ofTunnel(id);
    const [sender, receiver] = [from.before, to.before];
    return sender && receiver && tracer.trace(sender, receiver, exampleOf(traffic)).verdict !== "reachable";
  });
}

function namesOf(
  members: ReadonlyMap<number, readonly Compared[]>,
  { fromClass, toClass, pairs }: PairClass<Compared>,
): FlowGroup {
  const names = (number: number): string[] =>
    (members.get(number) ?? []).map(({ id, before }) => before?.name ?? id).sort();
  return { from: names(fromClass), to: names(toClass), pairs };
}
