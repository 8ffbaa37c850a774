import type { MultiCloudLoadBalancerArgs } from "../args";
import { cloudsIn } from "../clouds";
import type { FrontEndLimits, HealthCheckLimits } from "../frontEnd";

const documentation = "https://docs.aws.amazon.com/elasticloadbalancing/latest";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
const healthCheck: HealthCheckLimits = {
  source: `${documentation}/APIReference/API_CreateTargetGroup.html`,
  protocols: ["HTTP", "HTTPS"],
  intervalSeconds: { minimum: 5, maximum: 300 },
  timeoutSeconds: { minimum: 2, maximum: 120 },
  timeout: "below-interval",
  healthyThreshold: { minimum: 2, maximum: 10 },
  unhealthyThreshold: { minimum: 2, maximum: 10 },
  statusCodes: { minimum: 200, maximum: 499 },
  host: false,
  port: true,
};

/**
 * Addresses outside the VPC that a target group of type `ip` takes: RFC 1918 and RFC 6598, nothing public.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-type
 */
const outsideTargets = {
  ranges: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"],
  source: `${documentation}/application/load-balancer-target-groups.html#target-type`,
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupTuple.html */
const largestWeight = 999;

const common = {
  outsideTargets,
  largestWeight,
  drainingSeconds: { minimum: 0, maximum: 3600 },
  instead: {
    locality: "give weights, such as 90 to the own cloud's backend and 10 to the other's",
    slowStartSeconds: 'leave it out, or use frontEnd.aws.kind "alb"',
    stickinessSeconds: "leave the seconds out: it keeps a client by its address, for no set time",
    redirectHttp: 'use frontEnd.aws.kind "alb"',
    crossZone:
      'leave it out: targets in other clouds are registered for all zones, for which AWS refuses to turn it off; or use frontEnd.aws.kind "nlb"',
  },
} as const;

const nlb: FrontEndLimits = {
  ...common,
  label: "a Network Load Balancer of AWS",
  source: `${documentation}/network/introduction.html`,
  listenerProtocols: ["TCP"],
  otherProtocols: 'frontEnd.aws.kind "alb"',
  backendProtocols: { HTTP: [], HTTPS: [], TCP: ["TCP"] },
  redirectHttp: false,
  stickiness: {},
  crossZone: [true, false],
  healthCheck: {
    ...healthCheck,
    protocols: ["TCP", "HTTP", "HTTPS"],
    statusCodes: { minimum: 200, maximum: 599 },
  },
};

const alb: FrontEndLimits = {
  ...common,
  label: "an Application Load Balancer of AWS",
  source: `${documentation}/application/introduction.html`,
  listenerProtocols: ["HTTP", "HTTPS"],
  otherProtocols: 'frontEnd.aws.kind "nlb"',
  backendProtocols: { HTTP: ["HTTP", "HTTPS"], HTTPS: ["HTTP", "HTTPS"], TCP: [] },
  redirectHttp: true,
  stickiness: { seconds: { minimum: 1, maximum: 604800 } },
  slowStartSeconds: { minimum: 30, maximum: 900 },
  crossZone: [true, false],
  healthCheck,
};

/** What the kind asked for can do with the targets asked for. */
export function awsLimits(args: MultiCloudLoadBalancerArgs): FrontEndLimits | undefined {
  const kind: unknown = args.frontEnd.aws?.kind;
  if (kind === "nlb") {
    return nlb;
  }
  if (kind !== "alb") {
    return undefined;
  }
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
  const outside = cloudsIn(args.backends).some((cloud) => cloud !== "aws");
  return outside ? { ...alb, crossZone: [true] } : alb;
}
