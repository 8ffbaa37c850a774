import { Listener, type ListenerArgs, type LoadBalancer } from "@pulumi/aws/lb";
import type { Output } from "@pulumi/pulumi";
import type { LoadBalancerPlan, PoolPlan } from "../plan";
import { wellKnownPorts } from "../planLoadBalancer";
import type { AwsSettings } from "./settings";
import { defaultCookieSeconds } from "./targetGroup";

/** The newest policy that still takes TLS 1.2: what the console of AWS proposes. */
const defaultSslPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** A pool with the target group that was made for it. */
interface TargetGroupOf {
  readonly pool: PoolPlan;
  readonly arn: Output<string>;
}

/** The listener, and the one that redirects to it where that is asked for. */
export function createListeners(
  settings: AwsSettings,
  { listener }: LoadBalancerPlan,
  loadBalancer: LoadBalancer,
  pools: readonly TargetGroupOf[],
): void {
  const { protocol, port, redirectHttp } = listener;
  newListener(settings, "listener", {
    ...{ loadBalancerArn: loadBalancer.arn, protocol, port },
    ...tlsArgs(settings),
    defaultActions: [forwardTo(settings, pools)],
  });
  if (redirectHttp) {
    newListener(settings, "redirect-listener", {
      ...{ loadBalancerArn: loadBalancer.arn, protocol: "HTTP", port: wellKnownPorts.HTTP },
      defaultActions: [
        { type: "redirect", redirect: { protocol: "HTTPS", port: String(port), statusCode: "HTTP_301" } },
      ],
    });
  }
}

function newListener(settings: AwsSettings, role: string, args: ListenerArgs): void {
  const name = `${settings.name}-${role}`;
  new Listener(name, { ...args, ...settings.tagged(name) }, settings.opts);
}

function tlsArgs({ args, frontEnd }: AwsSettings): Partial<ListenerArgs> {
  const certificate = args.listener.certificate?.aws;
  return certificate === undefined
    ? {}
    : { certificateArn: certificate.arn, sslPolicy: frontEnd.sslPolicy ?? defaultSslPolicy };
}

function forwardTo({ args, frontEnd }: AwsSettings, pools: readonly TargetGroupOf[]) {
  const [only] = pools;
  if (only !== undefined && only.pool.key === "all") {
    return { type: "forward", targetGroupArn: only.arn };
  }
  const targetGroups = pools.map(({ pool, arn }) => ({ arn, weight: pool.weight ?? 1 }));
  // A cookie for the group besides the one for the target, or a client would be kept at a target of either group.
  const sticky = args.stickiness !== undefined && frontEnd.kind === "alb";
  const duration = args.stickiness?.seconds ?? defaultCookieSeconds;
  return {
    type: "forward",
    forward: { targetGroups, ...(sticky && { stickiness: { enabled: true, duration } }) },
  };
}
