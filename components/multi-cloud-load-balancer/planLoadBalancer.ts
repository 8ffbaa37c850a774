import type { BackendProtocolArgs, ListenerArgs, MultiCloudLoadBalancerArgs } from "./args";
import { cloudsIn, type LoadBalancerCloud } from "./clouds";
import { frontEnds } from "./frontEnds";
import type { LoadBalancerPlan, PoolPlan, Protocol, TargetPlan } from "./plan";
import { planHealthCheck } from "./planHealthCheck";
import { planAdvertisements, planPeerRules, sourcesTo } from "./planPeers";

/** Expects arguments that {@link checkLoadBalancer} found no fault with. */
export function planLoadBalancer(args: MultiCloudLoadBalancerArgs): LoadBalancerPlan {
  const [frontEnd] = cloudsIn(args.frontEnd);
  const limits = frontEnd && frontEnds[frontEnd].limitsOf(args);
  if (frontEnd === undefined || limits === undefined) {
    throw new Error("the arguments of a load balancer were not checked before planning");
  }
  const listener = planListener(args.listener);
  const backend = planBackend(args.backend, listener);
  const targets = planTargets(args, frontEnd, backend.port);
  const healthCheck = planHealthCheck(args.healthCheck ?? {}, backend.protocol, limits.healthCheck);
  const sources = frontEnds[frontEnd].sourcesOf(args);
  return {
    ...{ frontEnd, listener, backend, healthCheck, sources },
    pools: planPools(args, frontEnd, targets),
    peerRules: cloudsIn(args.backends).flatMap((cloud) =>
      planPeerRules(
        cloud,
        targets.filter((target) => target.cloud === cloud),
        sourcesTo(cloud, frontEnd, sources),
        healthCheck,
      ),
    ),
    advertisements: planAdvertisements(args, frontEnd, targets, sources),
  };
}

/** The ports that protocols have for themselves. */
export const wellKnownPorts = { HTTP: 80, HTTPS: 443, TCP: undefined } as const satisfies Readonly<
  Record<Protocol, number | undefined>
>;

/** A listener with its defaults; a TCP listener has a port of its own. */
export function planListener({ protocol, port, redirectHttp = false }: ListenerArgs) {
  return { protocol, port: port ?? wellKnownPorts[protocol] ?? 0, redirectHttp };
}

/** How the balancer talks to targets, with its defaults. */
export function planBackend(
  { protocol: given, port }: BackendProtocolArgs = {},
  listener: { readonly protocol: Protocol; readonly port: number },
) {
  const protocol = given ?? defaultBackendProtocol(listener.protocol);
  return { protocol, port: port ?? wellKnownPorts[protocol] ?? listener.port };
}

/** What targets speak when the program does not say. */
export function defaultBackendProtocol(listener: Protocol): Protocol {
  return listener === "TCP" ? "TCP" : "HTTP";
}

function planTargets(
  args: MultiCloudLoadBalancerArgs,
  frontEnd: LoadBalancerCloud,
  port: number,
): TargetPlan[] {
  return cloudsIn(args.backends).flatMap((cloud) =>
    Object.entries(args.backends[cloud]?.targets ?? {}).map(([key, target]) => ({
      key: `${cloud}-${key}`,
      cloud,
      path: `backends.${cloud}.targets.${key}`,
      address: target.address,
      port: target.port ?? port,
      zone: target.zone,
      instance: target.instance,
      outside: cloud !== frontEnd,
    })),
  );
}

function planPools(
  args: MultiCloudLoadBalancerArgs,
  frontEnd: LoadBalancerCloud,
  targets: readonly TargetPlan[],
): PoolPlan[] {
  const clouds = cloudsIn(args.backends);
  const weighted = clouds.some((cloud) => args.backends[cloud]?.weight !== undefined);
  if (!weighted && args.locality === undefined) {
    return [{ key: "all", weight: undefined, fallback: false, targets }];
  }
  return clouds.map((cloud) => ({
    key: cloud,
    weight: args.backends[cloud]?.weight,
    fallback: args.locality !== undefined && cloud !== frontEnd,
    targets: targets.filter((target) => target.cloud === cloud),
  }));
}
