import { output } from "@pulumi/pulumi";
import {
  type AwsVpnSide,
  type AzureVpnSide,
  CrossCloudVpn,
  type CrossCloudVpnArgs,
  type GcpHaVpnGateway,
  type GcpVpnSide,
  type OnPremisesVpnSide,
} from "../../../components";

/** Sides as a program without this library's networks would write them. */
export const sides = {
  aws: { vpcId: "vpc-1", routeTableIds: { public: "rtb-1", private: "rtb-2" }, cidrBlocks: ["10.0.0.0/16"] },
  azure: {
    resourceGroupName: "network",
    gatewaySubnetId:
      "/subscriptions/sub-1/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/vnet/subnets/GatewaySubnet",
    addressPrefixes: ["10.32.0.0/16"],
  },
};

export const gcpSide: GcpVpnSide = { networkId: "network-1", ipCidrRanges: ["10.16.0.0/16"] };

export const transitGatewaySide: AwsVpnSide = {
  ...sides.aws,
  transitGateway: {},
  attachmentSubnetIds: ["subnet-a", "subnet-b"],
};

export const hubSide: AzureVpnSide = {
  resourceGroupName: "network",
  virtualNetworkId: "vnet-1",
  addressPrefixes: ["10.32.0.0/16"],
  virtualHub: { addressPrefix: "10.47.0.0/23" },
};

export const existingAzureSide: AzureVpnSide = {
  resourceGroupName: "network",
  addressPrefixes: ["10.32.0.0/16"],
  virtualNetworkGateway: {
    id: "gateway-1",
    instances: [
      {
        ipConfigurationName: "default",
        outsideAddress: "198.51.100.50",
        customBgpAddresses: ["169.254.21.2", "169.254.22.2"],
      },
      {
        ipConfigurationName: "activeActive",
        outsideAddress: "198.51.100.51",
        customBgpAddresses: ["169.254.21.6", "169.254.22.6"],
      },
    ],
  },
};

export const haVpnGateway: GcpHaVpnGateway = {
  id: "ha-1",
  outsideAddresses: ["192.0.2.50", "192.0.2.51"],
  routerName: "router-1",
};

export const officeSide = (addresses: 1 | 2 = 2): OnPremisesVpnSide => ({
  publicAddresses: ["185.43.7.9", "185.43.8.9"].slice(0, addresses),
  asn: 65010,
  prefixes: ["10.48.0.0/16"],
});

/** Sides with IPv6 ranges, one of which only AWS knows. */
export const dualStack = {
  aws: (): AwsVpnSide => ({ ...transitGatewaySide, ipv6CidrBlocks: [output("2001:db8:0:aa00::/56")] }),
  gcp: { ...gcpSide, ipv6CidrRanges: ["fd20:0:16::/48"] } satisfies GcpVpnSide,
  office: (addresses: 1 | 2 = 2): OnPremisesVpnSide => ({
    ...officeSide(addresses),
    ipv6Prefixes: ["2001:db8:48::/48"],
  }),
};

/** A link between any two sides. */
export function link(args: Partial<CrossCloudVpnArgs>, name = "shop"): CrossCloudVpn {
  return new CrossCloudVpn(name, { routing: "bgp", ...args });
}

/** One link of every kind of pair. */
export const kindsOfPairs: readonly (readonly [string, Partial<CrossCloudVpnArgs>])[] = [
  ["aws-gcp", { aws: sides.aws, gcp: gcpSide }],
  ["aws-transit-gateway-gcp", { aws: transitGatewaySide, gcp: gcpSide, tunnels: 8 }],
  ["aws-transit-gateway-azure", { aws: transitGatewaySide, azure: sides.azure, tunnels: 8 }],
  ["aws-virtual-wan", { aws: sides.aws, azure: hubSide }],
  ["aws-on-premises", { aws: sides.aws, onPremises: officeSide() }],
  [
    "aws-transit-gateway-on-premises-static",
    { aws: transitGatewaySide, onPremises: officeSide(1), routing: "static" },
  ],
  ["gcp-azure", { gcp: gcpSide, azure: sides.azure }],
  ["gcp-azure-active-passive", { gcp: gcpSide, azure: sides.azure, tunnels: 4, priority: "active-passive" }],
  ["gcp-virtual-wan", { gcp: gcpSide, azure: hubSide }],
  ["gcp-on-premises-md5", { gcp: gcpSide, onPremises: officeSide(), bgpMd5: true }],
  ["azure-on-premises", { azure: sides.azure, onPremises: officeSide() }],
  ["virtual-wan-on-premises", { azure: hubSide, onPremises: officeSide() }],
  ["aws-gcp-ipv6", { aws: dualStack.aws(), gcp: dualStack.gcp, ipv6: true }],
  ["aws-on-premises-ipv6", { aws: dualStack.aws(), onPremises: dualStack.office(), ipv6: true }],
  [
    "gcp-on-premises-ipv6-md5",
    { gcp: dualStack.gcp, onPremises: dualStack.office(), ipv6: true, bgpMd5: true },
  ],
];

export function bgp(args: Partial<CrossCloudVpnArgs> = {}): CrossCloudVpn {
  return new CrossCloudVpn("shop", { ...sides, routing: "bgp", ...args });
}

/** System S1: the VPC routes the whole VNet to the VPN, the connection only the workload subnet. */
export function staticRoutes(args: Partial<CrossCloudVpnArgs> = {}): CrossCloudVpn {
  return new CrossCloudVpn("shop", {
    aws: { ...sides.aws, routeTableIds: { main: "rtb-1" }, cidrBlocks: ["172.16.0.0/16"] },
    azure: {
      ...sides.azure,
      addressPrefixes: ["172.18.0.0/16"],
      staticRoutes: ["172.18.0.0/17"],
      routeTableName: "workload-routes",
    },
    routing: "static",
    ...args,
  });
}
