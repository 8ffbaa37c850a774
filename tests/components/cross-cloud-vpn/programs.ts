import { CrossCloudVpn, type CrossCloudVpnArgs } from "../../../components";

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
