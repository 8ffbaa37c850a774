import type { Analysis } from "../../reachability";
import { statusesText } from "../balancers/statuses";
import type { Balancer, HealthCheck, Pool, Target } from "../model";
import { type Reach, reachOf, worstOf } from "./reach";

/** What a target answers to a probe; `nothing` where nobody listens. */
export type Answer = { readonly status: number; readonly body?: string } | "nothing";

/** What is asked of a target. */
export interface Probe extends Pick<HealthCheck, "protocol" | "path" | "host"> {
  readonly port: number;
}

/** Decides what targets answer. */
export type Answers = (target: Target, probe: Probe) => Answer;

/** Whether a target is healthy, and if not, why. */
export interface TargetHealth {
  readonly target: Target;
  readonly state: "healthy" | "unhealthy" | "undecided";
  /** Empty when healthy. */
  readonly reason: string;
  /** The resource that decides it. */
  readonly urn?: string;
  /** Why requests would not get to it although probes do; empty when they do. */
  readonly requests: string;
  /** What was taken for true, because the resources don't tell. */
  readonly assumptions: readonly string[];
}

/** Of the targets of one pool. */
export interface PoolHealth {
  readonly pool: Pool;
  readonly targets: readonly TargetHealth[];
}

const allAnswer: Answers = () => ({ status: 200 });

/**
 * Judges every target of a balancer: it is healthy only if probes reach it from every source and their answers come back,
 * and it answers as expected.
 *
 * @param answers - what targets answer. By default each answers 200.
 */
export function healthOf(
  balancer: Balancer,
  analysis: Analysis,
  answers: Answers = allAnswer,
): readonly PoolHealth[] {
  return balancer.pools.map((pool) => ({
    pool,
    targets: pool.targets.map((target) => targetHealth(pool, target, analysis, answers)),
  }));
}

function targetHealth(pool: Pool, target: Target, analysis: Analysis, answers: Answers): TargetHealth {
  const { healthCheck } = pool;
  const port = healthCheck.port ?? target.port;
  if (target.refusal !== undefined) {
    return verdict(target, "unhealthy", target.refusal);
  }
  if (port === undefined || target.probeSources.length === 0) {
    const what = port === undefined ? `the port of ${target.name} is` : "where its probes come from is";
    return verdict(target, "undecided", `${what} not known`);
  }
  const probes = worstOf(reachOf(analysis, target, port, target.probeSources));
  if (probes?.state !== "reachable") {
    const state = probes?.state === "blocked" ? "unhealthy" : "undecided";
    return verdict(target, state, probes?.reason ?? "", probes);
  }
  const isSame = target.port === port && target.sources === target.probeSources;
  const requests =
    isSame || target.port === undefined
      ? probes
      : (worstOf(reachOf(analysis, target, target.port, target.sources)) ?? probes);
  const reason = mismatch(healthCheck, answers(target, probeOf(healthCheck, port)));
  return {
    ...verdict(target, reason === undefined ? "healthy" : "unhealthy", reason ?? "", probes),
    requests: requests.reason,
  };
}

export function probeOf({ protocol, path, host }: HealthCheck, port: number): Probe {
  return { protocol, port, ...(path !== undefined && { path }), ...(host !== undefined && { host }) };
}

/** Why an answer does not count as healthy. */
export function mismatch(
  { protocol, statuses, body }: Pick<HealthCheck, "protocol" | "statuses" | "body">,
  answer: Answer,
): string | undefined {
  if (answer === "nothing") {
    return "it refuses connections";
  }
  if (protocol === "TCP") {
    return undefined;
  }
  const { status } = answer;
  if (!statuses.some(({ first, last }) => first <= status && status <= last)) {
    return `it answers ${status}, not ${statusesText(statuses)}`;
  }
  return body === undefined || answer.body?.includes(body) === true
    ? undefined
    : `its answer does not hold ${JSON.stringify(body)}`;
}

function verdict(target: Target, state: TargetHealth["state"], reason: string, reach?: Reach): TargetHealth {
  return {
    target,
    state,
    reason,
    ...(reach?.urn !== undefined && reach.state !== "reachable" && { urn: reach.urn }),
    requests: "",
    assumptions: reach?.assumptions ?? [],
  };
}
