const vpcGuide = "https://docs.aws.amazon.com/vpc/latest/userguide/";
const transitGuide = "https://docs.aws.amazon.com/vpc/latest/tgw/";
const vpnGuide = "https://docs.aws.amazon.com/vpn/latest/s2svpn/";
const peeringGuide = "https://docs.aws.amazon.com/vpc/latest/peering/";

/** The pages of AWS's documentation that the rules of this reader come from. */
export const sources = {
  routeTables: `${vpcGuide}VPC_Route_Tables.html`,
  routePriority: `${vpcGuide}route-tables-priority.html`,
  subnetRouteTables: `${vpcGuide}subnet-route-tables.html`,
  gatewayRouteTables: `${vpcGuide}gateway-route-tables.html`,
  internetGateways: `${vpcGuide}VPC_Internet_Gateway.html`,
  egressOnlyInternetGateways: `${vpcGuide}egress-only-internet-gateway.html`,
  natGateways: `${vpcGuide}nat-gateway-basics.html`,
  prefixLists: `${vpcGuide}managed-prefix-lists.html`,
  securityGroups: `${vpcGuide}vpc-security-groups.html`,
  securityGroupRules: `${vpcGuide}security-group-rules.html`,
  defaultSecurityGroup: `${vpcGuide}default-security-group.html`,
  networkAcls: `${vpcGuide}vpc-network-acls.html`,
  networkAclRules: `${vpcGuide}nacl-rules.html`,
  defaultNetworkAcl: `${vpcGuide}default-network-acl.html`,
  customNetworkAcl: `${vpcGuide}custom-network-acl.html`,
  sourceDestinationCheck: `${vpcGuide}work-with-nat-instances.html`,
  peering: `${peeringGuide}vpc-peering-basics.html`,
  peeringSecurityGroups: `${peeringGuide}vpc-peering-security-groups.html`,
  transitGateways: `${transitGuide}how-transit-gateways-work.html`,
  transitGatewayVpcAttachments: `${transitGuide}tgw-vpc-attachments.html`,
  transitGatewayRouteTables: `${transitGuide}tgw-route-tables.html`,
  transitGatewayPeering: `${transitGuide}tgw-peering.html`,
  transitGatewayNetworkAcls: `${transitGuide}tgw-nacls.html`,
  vpn: `${vpnGuide}how_it_works.html`,
  vpnTunnels: `${vpnGuide}VPNTunnels.html`,
  vpnInitiation: `${vpnGuide}initiate-vpn-tunnels.html`,
  vpnRouting: `${vpnGuide}VPNRoutingTypes.html`,
  vpnRoutePriority: `${vpnGuide}vpn-route-priority.html`,
  vpnQuotas: `${vpnGuide}vpn-limits.html`,
  vpnCloudHub: `${vpnGuide}VPN_CloudHub.html`,
} as const;
