import { Listener, type ListenerArgs, type LoadBalancer } from "@pulumi/aws/lb";
import type { Resource } from "@pulumi/pulumi";
import type { LoadBalancerPlan } from "../plan";
import { wellKnownPorts } from "../planLoadBalancer";
import type { AwsSettings } from "./settings";
import { defaultCookieSeconds, type TargetGroupOf } from "./targetGroup";

/** The newest policy that still takes TLS 1.2: what the console of AWS proposes. */
const defaultSslPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** The listener, and the one that redirects to it where that is asked for. */
export function createListeners(
  settings: AwsSettings,
  { listener }: LoadBalancerPlan,
  loadBalancer: LoadBalancer,
  groups: readonly TargetGroupOf[],
): void {
  const { protocol, port, redirectHttp } = listener;
  const main = newListener(
    settings,
    {
      ...{ loadBalancerArn: loadBalancer.arn, protocol, port },
      ...tlsArgs(settings),
      defaultActions: [forwardTo(settings, groups)],
    },
    // Requests would find a new group empty.
    groups.flatMap(({ attachments }) => attachments),
  );
  if (redirectHttp) {
    newListener(
      settings,
      {
        ...{ loadBalancerArn: loadBalancer.arn, protocol: "HTTP", port: wellKnownPorts.HTTP },
        defaultActions: [
          { type: "redirect", redirect: { protocol: "HTTPS", port: String(port), statusCode: "HTTP_301" } },
        ],
      },
      // What listened to plain HTTP until now goes on until there is something to redirect to.
      [main],
    );
  }
}

/** Called by its port, so that a change of protocol or port never needs the port of one that is deleted later. */
function newListener(
  settings: AwsSettings,
  args: ListenerArgs & { port: number },
  dependsOn: Resource[],
): Listener {
  const name = `${settings.name}-listener-${args.port}`;
  return new Listener(
    name,
    { ...args, ...settings.tagged(name) },
    // Replaced with its balancer only, and a target group is for one balancer at a time.
    { ...settings.opts, dependsOn, deleteBeforeReplace: true },
  );
}

function tlsArgs({ args, frontEnd }: AwsSettings): Pick<ListenerArgs, "certificateArn" | "sslPolicy"> {
  const certificate = args.listener.certificate?.aws;
  return certificate === undefined
    ? {}
    : { certificateArn: certificate.arn, sslPolicy: frontEnd.sslPolicy ?? defaultSslPolicy };
}

function forwardTo({ args, frontEnd }: AwsSettings, groups: readonly TargetGroupOf[]) {
  const [only] = groups;
  if (only !== undefined && only.pool.key === "all") {
    return { type: "forward", targetGroupArn: only.arn };
  }
  const targetGroups = groups.map(({ pool, arn }) => ({ arn, weight: pool.weight ?? 1 }));
  // A cookie for the group besides the one for the target, or a client would be kept at a target of either group.
  const enabled = args.stickiness !== undefined;
  const duration = args.stickiness?.seconds ?? defaultCookieSeconds;
  return {
    type: "forward",
    forward: { targetGroups, ...(frontEnd.kind === "alb" && { stickiness: { enabled, duration } }) },
  };
}
