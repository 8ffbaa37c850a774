import { parseAddress } from "../../addressing";
import type { Analysis, Trace } from "../../reachability";
import { type Endpoint, protocols } from "../../reachability/model";
import { outsideHost } from "../../reachability/questions/flow";
import { holds } from "../../reachability/trace/filters";
import type { Source, Target } from "../model";

/** Whether what a source sends to a target gets there, and the answer back. */
export interface Reach {
  readonly source: string;
  readonly port: number;
  readonly state: "reachable" | "blocked" | "undecided";
  /** Which hop blocks; empty when reachable. */
  readonly reason: string;
  /** The resource that decides it. */
  readonly urn?: string;
  readonly assumptions: readonly string[];
}

/** Follows packets from each source to a target, and the answers back; all must get through. */
export function reachOf(
  analysis: Analysis,
  target: Target,
  port: number,
  sources: readonly Source[],
): readonly Reach[] {
  return sources.map((source) => reachFrom(analysis, source, target, port));
}

/** The one that decides: a blocked one, else one that can't be told. */
export function worstOf(reaches: readonly Reach[]): Reach | undefined {
  const of = (state: Reach["state"]): Reach | undefined => reaches.find((one) => one.state === state);
  return of("blocked") ?? of("undecided") ?? reaches[0];
}

function reachFrom(analysis: Analysis, source: Source, target: Target, port: number): Reach {
  const from = analysis.estate.endpoints.get(source.endpoint);
  const common = { source: source.name, port };
  if (from === undefined) {
    const reason = `${source.name} is in none of these stacks, or can't be told`;
    return { ...common, state: "undecided", reason, assumptions: [] };
  }
  const destination = addressOf(target);
  const traces = hostsOf(analysis, target, destination).map((host) => ({
    host,
    trace: analysis.tracer.trace(
      from,
      host,
      { protocol: protocols.tcp, port },
      destination === undefined ? {} : { destination: destination.value },
    ),
  }));
  // Two networks may hold one address: the packet's own way tells which is meant.
  const found = traces.find(({ trace }) => arrives(trace)) ?? traces[0];
  if (found === undefined) {
    const reason =
      target.address === undefined || destination !== undefined
        ? `the address of ${target.name} is not known`
        : `${JSON.stringify(target.address)} of ${target.name} is no address`;
    return { ...common, state: "undecided", reason, assumptions: [] };
  }
  const { host, trace } = found;
  const { verdict, reason, rule, assumptions, failsOnTheWayBack } = trace;
  const isReachable = verdict === "reachable";
  // Whoever waits for the answer is in these stacks: what leaves them does not get back.
  const isLost = verdict === "blocked" || (failsOnTheWayBack && verdict === "leaves the model");
  return {
    ...common,
    state: isReachable ? "reachable" : isLost ? "blocked" : "undecided",
    reason: isReachable ? "" : `from ${source.name}: ${reason}`,
    ...(rule?.urn !== undefined && { urn: rule.urn }),
    assumptions:
      host.kind === "any host"
        ? [...assumptions, `${target.name} is there: no instance of these stacks is known to be`]
        : assumptions,
  };
}

function arrives({ forward }: Trace): boolean {
  return !forward.some(({ cause }) => cause?.kind === "not delivered");
}

/** Undefined where it is not known or no address: resources may say anything. */
function addressOf({ address }: Target): ReturnType<typeof parseAddress> | undefined {
  try {
    return address === undefined ? undefined : parseAddress(address);
  } catch {
    return undefined;
  }
}

/** Whoever may be the target: hosts of its address before subnets that could hold one. */
function hostsOf(
  { estate }: Analysis,
  { instance }: Target,
  at: ReturnType<typeof addressOf>,
): readonly Endpoint[] {
  const { endpoints } = estate.estate;
  if (instance !== undefined) {
    return endpoints.filter(({ urn }) => urn === instance).slice(0, 1);
  }
  if (at === undefined) {
    return [];
  }
  const holders = endpoints.filter(
    ({ kind, addresses }) =>
      kind !== "load balancer" && addresses.some((range) => holds(range, at.version, at.value)),
  );
  const exact = holders.filter(({ addresses }) =>
    addresses.some(({ start, end }) => start === end && start === at.value),
  );
  const networks = new Set(exact.map(({ network }) => network));
  const others = holders.filter(({ network, kind }) => kind === "any host" && !networks.has(network));
  const all = [...exact, ...others];
  return all.length > 0 ? all : [outsideHost(at)];
}
