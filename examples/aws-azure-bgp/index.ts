import { AwsNetwork, AzureNetwork, CrossCloudVpn } from "pulumi-crosscloud";

const aws = new AwsNetwork("aws", { cidrBlock: "10.0.0.0/16", peerCidrBlocks: ["10.32.0.0/16"] });
const azure = new AzureNetwork("azure", {
  addressSpace: "10.32.0.0/16",
  peerAddressPrefixes: ["10.0.0.0/16"],
});

const vpn = new CrossCloudVpn("vpn", {
  aws,
  azure: { ...azure, asn: 65003, sku: "VpnGw2AZ" },
  routing: "bgp",
});

export const awsSubnetIds = aws.subnetIds;
export const azureSubnetIds = azure.subnetIds;
export const tunnels = vpn.tunnels;
