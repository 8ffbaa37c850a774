import { overlappingCidrs } from "../../../policies/rules/overlapping-cidrs";
import { unknown } from "../../../reachability/resources";
import type { ResourceArgs, RuleProgram } from "./program";

/** A VPC and a virtual network with a VPN between them, of which a preview knows no id and no address. */
const joined = (cidrBlock: string, addressPrefix: string): ResourceArgs[] => [
  { type: "aws:ec2/vpc:Vpc", name: "shop", props: { cidrBlock } },
  { type: "aws:ec2/vpnGateway:VpnGateway", name: "vgw", props: { vpcId: unknown }, from: { vpcId: "shop" } },
  {
    type: "aws:ec2/customerGateway:CustomerGateway",
    name: "cgw",
    props: { ipAddress: unknown, bgpAsn: "65515", type: "ipsec.1" },
    from: { ipAddress: "ip" },
  },
  {
    type: "aws:ec2/vpnConnection:VpnConnection",
    name: "vpn",
    props: { vpnGatewayId: unknown, customerGatewayId: unknown, type: "ipsec.1" },
    from: { vpnGatewayId: "vgw", customerGatewayId: "cgw" },
  },
  {
    type: "azure-native:network:VirtualNetwork",
    name: "ledger",
    props: { resourceGroupName: "group", addressSpace: { addressPrefixes: [addressPrefix] } },
  },
  {
    type: "azure-native:network:Subnet",
    name: "gateway-subnet",
    props: {
      resourceGroupName: "group",
      virtualNetworkName: unknown,
      subnetName: "GatewaySubnet",
      addressPrefix: addressPrefix.replace("/16", "/27"),
    },
    from: { virtualNetworkName: "ledger" },
  },
  { type: "azure-native:network:PublicIPAddress", name: "ip", props: { resourceGroupName: "group" } },
  {
    type: "azure-native:network:VirtualNetworkGateway",
    name: "gateway",
    props: {
      resourceGroupName: "group",
      ipConfigurations: [{ subnet: { id: unknown }, publicIPAddress: { id: unknown } }],
    },
    from: { ipConfigurations: ["gateway-subnet", "ip"] },
  },
];

export const program: RuleProgram = {
  rule: overlappingCidrs,
  violating: joined("10.0.0.0/8", "10.32.0.0/16"),
  clean: joined("10.0.0.0/16", "10.32.0.0/16"),
  says: /shop and ledger overlap: 10\.0\.0\.0\/8 .* and 10\.32\.0\.0\/16 .*joined by vgw, vpn, cgw, ip/,
};
