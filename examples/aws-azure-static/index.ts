import { AwsNetwork, AzureNetwork, CrossCloudVpn } from "pulumi-crosscloud";

const aws = new AwsNetwork("aws", {
  cidrBlock: "172.16.0.0/16",
  subnets: {
    a: { cidrBlock: "172.16.0.0/18", public: true },
    b: { cidrBlock: "172.16.64.0/18", public: true },
  },
  peerCidrBlocks: ["172.18.0.0/16"],
});

const azure = new AzureNetwork("azure", {
  addressSpace: "172.18.0.0/16",
  subnets: { workload: { addressPrefix: "172.18.0.0/17" } },
  gatewaySubnet: "172.18.128.0/24",
  peerAddressPrefixes: ["172.16.0.0/16"],
});

const vpn = new CrossCloudVpn("vpn", {
  aws,
  azure: { ...azure, staticRoutes: ["172.18.0.0/17"] },
  routing: "static",
});

export const awsSubnetIds = aws.subnetIds;
export const awsSecurityGroupId = aws.securityGroupId;
export const azureSubnetIds = azure.subnetIds;
export const tunnels = vpn.tunnels;
