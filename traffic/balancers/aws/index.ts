import { labelOf, type Resource } from "../../../reachability/resources";
import type { Balancer, Balancing, Pool, Stickiness } from "../../model";
import { flagAt, numberAt, textAt } from "../fields";
import { endpointsOf, type Reader, sourceOf } from "../reader";
import { healthCheckOf, isNetworkProtocol } from "./healthChecks";
import { listenersOf } from "./listeners";
import { targetsOf } from "./targets";
import { tokens } from "./tokens";

/** Application and Network Load Balancers. */
export function readAwsBalancers(reader: Reader): readonly Balancer[] {
  return reader.stack.all(tokens.loadBalancer).map((balancer) => balancerOf(reader, balancer));
}

function balancerOf(reader: Reader, balancer: Resource): Balancer {
  const notes: string[] = [];
  const isNetwork = textAt(balancer, "loadBalancerType") === "network";
  const listeners = listenersOf(reader, balancer, notes);
  const used = new Set(
    listeners
      .flatMap(({ rules, otherwise }) => [...rules.map(({ action }) => action), otherwise])
      .flatMap((action) => (action?.kind === "forward" ? action.pools.map(({ pool }) => pool) : [])),
  );
  const sources = endpointsOf(reader, balancer.urn, "load balancer").map(sourceOf);
  if (sources.length === 0) {
    notes.push(`the subnets of ${labelOf(balancer)} are in none of these stacks, or can't be told`);
  }
  const groups = reader.stack.all(tokens.targetGroup).filter(({ urn }) => used.has(urn));
  return {
    urn: balancer.urn,
    name: labelOf(balancer),
    cloud: "aws",
    kind: isNetwork ? "Network Load Balancer" : "Application Load Balancer",
    isInternal: flagAt(balancer, "internal") ?? false,
    frontEnds: [textAt(balancer, "dnsName")].filter((name) => name !== undefined),
    listeners,
    pools: groups.map((group) => {
      const crossesZones = crossZone(balancer, group, isNetwork);
      return poolOf(group, targetsOf(reader, group, { sources, crossesZones }), isNetwork);
    }),
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
    whenNoneHealthy: "fail open",
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
    unreachableStatus: { refused: 502, silent: 504 },
    notes,
  };
}

/**
 * Always on for an Application Load Balancer unless a target group turns it off; off for a Network Load Balancer by
 * default.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
 */
function crossZone(balancer: Resource, group: Resource, isNetwork: boolean): boolean {
  const own = textAt(group, "loadBalancingCrossZoneEnabled");
  return own === "true" || own === "false"
    ? own === "true"
    : !isNetwork || (flagAt(balancer, "enableCrossZoneLoadBalancing") ?? false);
}

function poolOf(group: Resource, targets: Pool["targets"], isNetwork: boolean): Pool {
  const protocol = textAt(group, "protocol") ?? "HTTP";
  const stickiness = stickinessOf(group);
  return {
    id: group.urn,
    urn: group.urn,
    name: labelOf(group),
    protocol: isNetworkProtocol(protocol) ? "TCP" : protocol === "HTTPS" ? "HTTPS" : "HTTP",
    balancing: isNetwork ? "flow hash" : balancingOf(textAt(group, "loadBalancingAlgorithmType")),
    targets,
    healthCheck: healthCheckOf(group),
    ...(stickiness && { stickiness }),
    drainingSeconds: numberAt(group, "deregistrationDelay") ?? 300,
    slowStartSeconds: numberAt(group, "slowStart") ?? 0,
    failoverShare: 0,
  };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html */
function balancingOf(algorithm: string | undefined): Balancing {
  switch (algorithm) {
    case "least_outstanding_requests":
      return "least requests";
    case "weighted_random":
      return "random";
    default:
      return "round robin";
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#sticky-sessions */
function stickinessOf(group: Resource): Stickiness | undefined {
  const type = textAt(group, "stickiness.type");
  if (type === undefined || flagAt(group, "stickiness.enabled") === false) {
    return undefined;
  }
  if (type.startsWith("source_ip")) {
    return { by: "source address" };
  }
  return {
    by: "cookie",
    cookie: type === "app_cookie" ? "AWSALBAPP-0" : "AWSALB",
    seconds: numberAt(group, "stickiness.cookieDuration") ?? 86400,
  };
}
