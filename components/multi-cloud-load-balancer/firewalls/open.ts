import type { MultiCloudLoadBalancerArgs } from "../args";
import type { LoadBalancerCloud } from "../clouds";
import { openAwsSecurityGroup } from "./aws";
import { openAzureSecurityGroup } from "./azure";
import type { FirewallContext } from "./context";
import { openGcpFirewall } from "./gcp";

/** Lets the balancer's requests and health checks in to the targets, in every network that says where. */
export function openFirewalls(context: FirewallContext): void {
  openAwsSecurityGroup(context);
  openAzureSecurityGroup(context);
  openGcpFirewall(context);
}

/** Whether {@link openFirewalls} makes the rules of a cloud. */
export function opensFirewall({ networks }: MultiCloudLoadBalancerArgs, cloud: LoadBalancerCloud): boolean {
  return {
    aws: networks.aws?.securityGroupId !== undefined,
    azure: networks.azure?.networkSecurityGroupName !== undefined,
    gcp: networks.gcp !== undefined,
  }[cloud];
}
