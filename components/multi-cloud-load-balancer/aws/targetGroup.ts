import { TargetGroup, TargetGroupAttachment, type TargetGroupArgs } from "@pulumi/aws/lb";
import type { Output } from "@pulumi/pulumi";
import type { HealthCheckPlan, LoadBalancerPlan, PoolPlan, TargetPlan } from "../plan";
import { targetGroupName } from "./names";
import type { AwsSettings } from "./settings";

/** A pool with what was made for it. */
export interface TargetGroupOf {
  readonly pool: PoolPlan;
  readonly arn: Output<string>;
  readonly attachments: readonly TargetGroupAttachment[];
}

/** A target group of addresses, and the targets in it. */
export function createTargetGroup(
  settings: AwsSettings,
  { backend, healthCheck }: LoadBalancerPlan,
  pool: PoolPlan,
): TargetGroupOf {
  const { name, args, network, opts } = settings;
  const groupName = targetGroupName(name, pool);
  const { slowStartSeconds, drainingSeconds } = args;
  const group = new TargetGroup(
    groupName,
    {
      targetType: "ip",
      ipAddressType: "ipv4",
      vpcId: network.vpcId,
      ...{ protocol: backend.protocol, port: backend.port },
      healthCheck: healthCheckArgs(healthCheck),
      ...(slowStartSeconds !== undefined && { slowStart: slowStartSeconds }),
      ...(drainingSeconds !== undefined && { deregistrationDelay: drainingSeconds }),
      ...kindArgs(settings),
      ...settings.tagged(groupName),
    },
    opts,
  );
  const attachments = pool.targets.map(
    (target) =>
      new TargetGroupAttachment(
        `${name}-target-${target.key}`,
        {
          targetGroupArn: group.arn,
          targetId: target.address,
          port: target.port,
          ...zoneArgs(target),
          region: network.region,
        },
        opts,
      ),
  );
  return { pool, arn: group.arn, attachments };
}

/**
 * A target outside the VPC is registered for all zones, as AWS cannot tell its zone.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html
 */
function zoneArgs({ outside, zone }: TargetPlan): { availabilityZone?: string } {
  const availabilityZone = outside ? "all" : zone;
  return availabilityZone === undefined ? {} : { availabilityZone };
}

function healthCheckArgs(check: HealthCheckPlan): TargetGroupArgs["healthCheck"] {
  return {
    enabled: true,
    protocol: check.protocol,
    port: check.port === undefined ? "traffic-port" : String(check.port),
    interval: check.intervalSeconds,
    timeout: check.timeoutSeconds,
    healthyThreshold: check.healthyThreshold,
    unhealthyThreshold: check.unhealthyThreshold,
    ...(check.path !== undefined && { path: check.path }),
    ...(check.statusCodes !== undefined && { matcher: check.statusCodes.join(",") }),
  };
}

/** Says also what is off: the provider leaves what is not mentioned as it was. */
function kindArgs({ args, frontEnd }: AwsSettings): Partial<TargetGroupArgs> {
  const { crossZone, stickiness } = args;
  const enabled = stickiness !== undefined;
  if (frontEnd.kind === "nlb") {
    return {
      // With the client's own address the answers of targets in other clouds would go around the balancer.
      preserveClientIp: "false",
      stickiness: { enabled, type: "source_ip" },
    };
  }
  return {
    loadBalancingCrossZoneEnabled: crossZone === false ? "false" : "use_load_balancer_configuration",
    stickiness: {
      enabled,
      type: "lb_cookie",
      ...(enabled && { cookieDuration: stickiness.seconds ?? defaultCookieSeconds }),
    },
  };
}

/** A day. */
export const defaultCookieSeconds = 86400;
