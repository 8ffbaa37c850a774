import { createRequire } from "node:module";

import { groupBy } from "../../../reachability/groupBy";
import type { Network } from "../../../reachability/model";
import type { Path } from "../../../reachability/trace";
import type { Plan } from "../../plan";
import { rootUrn } from "../../reading/rootUrn";
import type { Finding, Rule } from "../../rule";
import { isAboutRouting, joins } from "./joins";
import type * as OneWayModule from "./oneWay";

const load = createRequire(__filename);

/**
 * Where packets get from one network to another, answers find back. The routes of both directions are written in
 * different places, often in different clouds, and whoever forgets one side sees connections that hang.
 *
 * Routes alone count, whatever firewalls say. A subnet that has no route of its own to a network that others beside it
 * answer is taken to be left out on purpose, as public subnets are. Where even the way there can't be told, nothing is
 * said of the way back.
 */
export const routeBack: Rule = {
  name: "route-back",
  description: "Networks that can send to each other can answer each other.",
  level: "mandatory",
  check: function* (plan: Plan): Iterable<Finding> {
    const { stack, others } = plan;
    if (!joins.some((type) => stack.all(type).length > 0)) {
      return;
    }
    // Following packets takes much that no other rule needs, and most stacks end above.
    const { OneWay, worst } = load("./oneWay") as typeof OneWayModule;
    const resources = [...stack.resources, ...others.flatMap((other) => other.resources)];
    const oneWay = new OneWay(resources.filter(isAboutRouting));
    const own = new Set(stack.resources.map(({ urn }) => urn));
    const silences = silencesIn(oneWay).filter(({ from, to }) => own.has(from.urn) || own.has(to.urn));
    yield* findings(plan, silences, ({ target, source }) => worst(oneWay.paths(target, source)));
  },
};

/** A pair of networks, the first of which gets no answer from the second. */
interface Silence {
  readonly from: Network;
  readonly to: Network;
  readonly source: OneWayModule.Site;
  /** What gets packets of the source and can't answer, or perhaps can't. */
  readonly target: OneWayModule.Site;
  readonly isUndecided: boolean;
  /** Equal for those whose answers end in the same place. */
  readonly place: string;
}

/** One for each pair of networks: for sure before perhaps. */
function silencesIn(oneWay: OneWayModule.OneWay): Silence[] {
  const { networks } = oneWay.estate;
  const working = new Set<string>();
  const [counting, leftOut] = [new Map<string, Silence>(), new Map<string, Silence>()];
  for (const source of oneWay.sites) {
    for (const target of oneWay.sites) {
      const isPair = source.network !== target.network && source.version === target.version;
      if (!isPair || oneWay.outcome(source, target) !== "reachable") {
        continue;
      }
      const [from, to] = [networks.get(source.network), networks.get(target.network)];
      if (from === undefined || to === undefined) {
        continue;
      }
      const key = `${source.version}\n${from.id}\n${to.id}`;
      const outcome = oneWay.answers(source, target);
      if (outcome === "reachable") {
        working.add(key);
        continue;
      }
      const silences = oneWay.leadsOn(target, source) ? counting : leftOut;
      const isUndecided = outcome !== "blocked";
      const known = silences.get(key);
      if (known === undefined || (known.isUndecided && !isUndecided)) {
        const place = `${oneWay.placeOf(target, source)} ${outcome}`;
        silences.set(key, { from, to, source, target, isUndecided, place });
      }
    }
  }
  // Where others answer, what has no route of its own is left out on purpose.
  return [...new Map([...[...leftOut].filter(([key]) => !working.has(key)), ...counting]).values()];
}

type Failure = Silence & { readonly path: Path };

/** One for each place where answers end, with an example. */
function* findings(
  plan: Plan,
  silences: readonly Silence[],
  wayOf: (silence: Silence) => Path | undefined,
): Iterable<Finding> {
  const byWay = groupBy(silences, ({ place, from }) => `${place}\n${from.id}`);
  const ended = [...byWay.values()].flatMap((alike) => {
    const [first] = alike;
    const path = first && wayOf(first);
    return first === undefined || path === undefined ? [] : [{ ...first, path, pairs: alike.length }];
  });
  for (const alike of groupBy(ended, (one) => `${urnOf(one)} ${one.isUndecided}`).values()) {
    const [first] = alike;
    const pairs = alike.reduce((sum, one) => sum + one.pairs, 0);
    if (first !== undefined) {
      yield finding(plan, first, pairs - 1);
    }
  }
}

function finding(plan: Plan, failure: Failure, others: number): Finding {
  const { from, to, source, target, path, isUndecided } = failure;
  const [there, back] = [target, source].map(({ host }) => host.name);
  const alike =
    others === 0 ? "" : ` (and ${others} more ${others === 1 ? "pair" : "pairs"} of networks alike)`;
  const range = from.ranges.find(({ start, end }) => start <= source.address && source.address <= end);
  return {
    urn: urnOf(failure) || rootUrn(plan),
    message:
      `network ${from.name} reaches network ${to.name}${alike}, but ` +
      (isUndecided ? "whether answers get back can't be told" : "answers don't get back") +
      `: ${path.reason} (from ${there ?? "?"} to ${back ?? "?"}, on the way ${path.places.join(", ")}). Connections then ` +
      `hang, whoever opens them. Give that hop a route to ${range?.text ?? from.name} that leads back, or take away ` +
      `those to ${to.name}`,
    ...(isUndecided && { undecided: true }),
  };
}

function urnOf({ path, to }: Failure): string {
  return path.rule?.urn ?? to.urn;
}
