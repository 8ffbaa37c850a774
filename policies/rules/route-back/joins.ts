import { tokens as aws } from "../../../reachability/aws/tokens";
import { tokens as azure } from "../../../reachability/azure/tokens";
import { types as gcp } from "../../../reachability/gcp/types";
import { type Resource, typeOf } from "../../../reachability/resources";

/** What joins networks: without any of these none reaches another. */
export const joins: readonly string[] = [
  aws.vpcPeeringConnection,
  aws.vpcPeeringConnectionAccepter,
  aws.vpnConnection,
  aws.transitGatewayVpcAttachment,
  azure.virtualNetworkPeering,
  azure.connection,
  azure.hubVirtualNetworkConnection,
  azure.vpnConnection,
  gcp.networkPeering,
  gcp.vpnTunnel,
  gcp.spoke,
];

const filterTypes: ReadonlySet<string> = new Set([
  aws.securityGroup,
  aws.defaultSecurityGroup,
  aws.securityGroupRule,
  aws.securityGroupIngressRule,
  aws.securityGroupEgressRule,
  aws.networkAcl,
  aws.defaultNetworkAcl,
  aws.networkAclRule,
  aws.networkAclAssociation,
  aws.networkInterfaceSecurityGroupAttachment,
  azure.applicationSecurityGroup,
  azure.networkSecurityGroup,
  azure.securityRule,
  gcp.firewall,
  gcp.firewallPolicyRule,
  gcp.firewallPolicyAssociation,
  gcp.networkFirewallPolicyRule,
  gcp.networkFirewallPolicyAssociation,
  gcp.regionNetworkFirewallPolicyRule,
  gcp.regionNetworkFirewallPolicyAssociation,
]);

/** Whether a resource says where packets go, and not only which. */
export function isAboutRouting(resource: Resource): boolean {
  return !filterTypes.has(typeOf(resource));
}
