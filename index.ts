import { getStack, runtime } from "@pulumi/pulumi";

import { AwsNetwork, AzureNetwork, CrossCloudVpn } from "./components";
import { readEstateConfig } from "./config";

const stack = getStack();
const config = readEstateConfig(runtime.allConfig(), stack);
const { tags } = config;

const aws = new AwsNetwork(`${stack}-aws`, {
  cidrBlock: config.awsCidrBlock,
  availabilityZones: config.aws.availabilityZones,
  natGateway: config.aws.natGateway,
  peerCidrBlocks: [config.azureAddressSpace],
  tags,
});

const azure = new AzureNetwork(`${stack}-azure`, {
  addressSpace: config.azureAddressSpace,
  peerAddressPrefixes: [config.awsCidrBlock],
  tags,
});

const vpn = new CrossCloudVpn(`${stack}-vpn`, {
  aws,
  azure: { ...azure, sku: config.vpn.gatewaySku },
  routing: config.vpn.routing,
  tunnels: config.vpn.tunnels,
  cipherProfile: config.vpn.cipherProfile,
  tags,
});

export const networks = {
  aws: { vpcId: aws.vpcId, cidrBlocks: aws.cidrBlocks, subnetIds: aws.subnetIds },
  azure: {
    virtualNetworkId: azure.virtualNetworkId,
    addressPrefixes: azure.addressPrefixes,
    subnetIds: azure.subnetIds,
  },
};

export const tunnels = vpn.tunnels;
