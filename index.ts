import { getStack, runtime } from "@pulumi/pulumi";

import { AwsNetwork, AzureNetwork, CrossCloudMesh, CrossCloudVpn, GcpNetwork } from "./components";
import { readEstateConfig } from "./config";

const stack = getStack();
const config = readEstateConfig(runtime.allConfig(), stack);
const { monitoring, tags } = config;

const aws =
  config.aws &&
  new AwsNetwork(`${stack}-aws`, {
    cidrBlock: config.aws.cidr,
    availabilityZones: config.aws.availabilityZones,
    natGateway: config.aws.natGateway,
    peerCidrBlocks: config.aws.peerCidrs,
    tags,
  });

const gcp =
  config.gcp &&
  new GcpNetwork(`${stack}-gcp`, { ipCidrRange: config.gcp.cidr, peerCidrRanges: config.gcp.peerCidrs });

const azure =
  config.azure &&
  new AzureNetwork(`${stack}-azure`, {
    addressSpace: config.azure.cidr,
    peerAddressPrefixes: config.azure.peerCidrs,
    tags,
  });

const azureSide = azure && { ...azure, sku: config.azure.gatewaySku };

const vpn =
  config.vpn &&
  new CrossCloudVpn(`${stack}-vpn`, { aws, gcp, azure: azureSide, ...config.vpn, monitoring, tags });

const mesh =
  config.mesh &&
  new CrossCloudMesh(`${stack}-mesh`, {
    networks: {
      aws: { number: 0, aws },
      gcp: { number: 1, gcp },
      azure: { number: 2, azure: azureSide },
    },
    ...config.mesh,
    monitoring,
    tags,
  });

export const networks = {
  aws: aws && { vpcId: aws.vpcId, cidrBlocks: aws.cidrBlocks, subnetIds: aws.subnetIds },
  gcp: gcp && { networkId: gcp.networkId, ipCidrRanges: gcp.ipCidrRanges, subnetIds: gcp.subnetIds },
  azure: azure && {
    virtualNetworkId: azure.virtualNetworkId,
    addressPrefixes: azure.addressPrefixes,
    subnetIds: azure.subnetIds,
  },
};

/** Of the mesh by link. */
export const tunnels = vpn?.tunnels ?? mesh?.tunnels;
