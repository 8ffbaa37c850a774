const vpcGuide = "https://docs.aws.amazon.com/vpc/latest/userguide/";
const transitGuide = "https://docs.aws.amazon.com/vpc/latest/tgw/";
const vpnGuide = "https://docs.aws.amazon.com/vpn/latest/s2svpn/";
const peeringGuide = "https://docs.aws.amazon.com/vpc/latest/peering/";

/** The pages of AWS's documentation that the cases are taken from. */
export const sources = {
  routeTables: `${vpcGuide}VPC_Route_Tables.html`,
  routePriority: `${vpcGuide}route-tables-priority.html`,
  subnetRouteTables: `${vpcGuide}subnet-route-tables.html`,
  gatewayRouteTables: `${vpcGuide}gateway-route-tables.html`,
  internetGateways: `${vpcGuide}VPC_Internet_Gateway.html`,
  natGateways: `${vpcGuide}nat-gateway-basics.html`,
  natInstances: `${vpcGuide}work-with-nat-instances.html`,
  prefixLists: `${vpcGuide}managed-prefix-lists.html`,
  securityGroups: `${vpcGuide}vpc-security-groups.html`,
  securityGroupRules: `${vpcGuide}security-group-rules.html`,
  defaultSecurityGroup: `${vpcGuide}default-security-group.html`,
  networkAcls: `${vpcGuide}vpc-network-acls.html`,
  networkAclRules: `${vpcGuide}nacl-rules.html`,
  defaultNetworkAcl: `${vpcGuide}default-network-acl.html`,
  customNetworkAcl: `${vpcGuide}custom-network-acl.html`,
  peering: `${peeringGuide}vpc-peering-basics.html`,
  peeringRouting: `${peeringGuide}vpc-peering-routing.html`,
  peeringSecurityGroups: `${peeringGuide}vpc-peering-security-groups.html`,
  transitGateways: `${transitGuide}how-transit-gateways-work.html`,
  transitVpcAttachments: `${transitGuide}tgw-vpc-attachments.html`,
  transitRouteTables: `${transitGuide}tgw-route-tables.html`,
  transitPeering: `${transitGuide}tgw-peering.html`,
  transitNetworkAcls: `${transitGuide}tgw-nacls.html`,
  vpn: `${vpnGuide}how_it_works.html`,
  vpnTunnels: `${vpnGuide}VPNTunnels.html`,
  vpnInitiation: `${vpnGuide}initiate-vpn-tunnels.html`,
  vpnRouting: `${vpnGuide}VPNRoutingTypes.html`,
  vpnRoutePriority: `${vpnGuide}vpn-route-priority.html`,
  vpnCloudHub: `${vpnGuide}VPN_CloudHub.html`,
} as const;
