import type { MultiCloudLoadBalancerArgs } from "../args";
import type { TrafficSource } from "../plan";

/**
 * Both requests and probes to private addresses come from the gateway's subnet.
 * https://learn.microsoft.com/azure/application-gateway/application-gateway-probe-overview
 */
export function azureSources({ frontEnd }: MultiCloudLoadBalancerArgs): readonly TrafficSource[] {
  const cidr: unknown = frontEnd.azure?.subnetPrefix;
  return typeof cidr === "string"
    ? [{ cidr, purpose: "requests-and-health-checks", to: "all", why: "the Application Gateway's subnet" }]
    : [];
}
