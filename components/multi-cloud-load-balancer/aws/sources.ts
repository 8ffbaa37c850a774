import type { MultiCloudLoadBalancerArgs } from "../args";
import type { TrafficSource } from "../plan";

/**
 * Requests and health checks come from the balancer's nodes, which have private addresses in each of its subnets.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html#target-security-groups
 */
export function awsSources(args: MultiCloudLoadBalancerArgs): TrafficSource[] {
  const subnets: unknown = args.frontEnd.aws?.subnets;
  const keys = Array.isArray(subnets) ? (subnets as unknown[]) : [];
  return keys.flatMap((key) => {
    const subnet = typeof key === "string" ? args.networks.aws?.subnets?.[key] : undefined;
    return subnet === undefined
      ? []
      : [
          {
            cidr: subnet.cidrBlock,
            purpose: "requests-and-health-checks",
            to: "all",
            why: `subnet "${String(key)}" of the load balancer`,
          },
        ];
  });
}
