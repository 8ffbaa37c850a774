import type { Failures, Resource } from "../../reachability";
import { type Listener, returnSeconds, dropSeconds, ServedBalancer, type ServedTarget } from "../../traffic";
import type { JudgedBalancer } from "./balancerListing";

/** Who answered requests. */
export interface Served {
  /** In order. */
  readonly answers: readonly { readonly status: number; readonly by: string }[];
  readonly targets: readonly ServedTarget[];
}

/** No probe has less time than this to be answered, in our seconds: this machine may be busy. */
const leastTimeout = 0.1;

/** As fast as that allows, up to a minute of the balancer's in half a second of ours. */
function speedFor(pools: JudgedBalancer["pools"]): number {
  return Math.min(120, ...pools.map(({ pool }) => pool.healthCheck.timeoutSeconds / leastTimeout));
}

/** Serves a balancer on this machine until its targets are as they will be, and sends it requests. */
export async function serveRequests(
  resources: readonly Resource[],
  { balancer, pools }: JudgedBalancer,
  {
    requests,
    down,
    failures,
  }: { readonly requests: number; readonly down: readonly string[]; readonly failures: Failures | undefined },
): Promise<Served> {
  const served = await ServedBalancer.start(resources, {
    balancer: balancer.urn,
    speed: speedFor(pools),
    ...(failures && { failures }),
    page: ({ name }) => ({ body: name }),
  });
  try {
    const off = down.map((name) => ({ name, server: served.server(name) }));
    const longest = Math.max(
      0,
      ...pools.map(({ pool: { healthCheck } }) => dropSeconds(healthCheck) + returnSeconds(healthCheck)),
    );
    const isSettled = (): boolean => served.targets.every(({ state }) => state !== "initial");
    await served.until(isSettled, 2 * longest);
    await Promise.all(off.map(({ server }) => server.switchOff()));
    const addresses = new Map(
      pools.flatMap(({ pool }) => pool.targets.map((target) => [target.name, target.address])),
    );
    const isDown = ({ name }: ServedTarget): boolean =>
      off.some((one) => one.name === name || one.name === addresses.get(name));
    const areDropped = (): boolean =>
      served.targets.filter(isDown).every(({ state }) => state === "unhealthy");
    await served.until(areDropped, 2 * longest);
    const answers = [];
    for (let index = 0; index < requests; index++) {
      answers.push(await ask(served, balancer.listeners.find(forwards)));
    }
    return { answers, targets: served.targets };
  } finally {
    await served.close();
  }
}

function forwards({ otherwise, rules }: Listener): boolean {
  return otherwise?.kind === "forward" || rules.some(({ action }) => action.kind === "forward");
}

async function ask(
  served: ServedBalancer,
  listener: Listener | undefined,
): Promise<Served["answers"][number]> {
  if (listener === undefined) {
    throw new Error(`${served.balancer.name} has no listener that leads to targets`);
  }
  try {
    const { status, body } = await served.request({ port: listener.port });
    return { status, by: status === 200 ? body : "" };
  } catch {
    // A balancer of TCP has no way to say that nobody is there.
    return { status: 0, by: "" };
  }
}
