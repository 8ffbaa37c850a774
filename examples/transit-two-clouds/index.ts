import { AwsNetwork, AzureNetwork, TransitHub } from "pulumi-crosscloud";

const estate = ["10.0.0.0/8"];

const vpc = (name: string, cidrBlock: string) => ({
  hub: "aws",
  segment: "main",
  aws: new AwsNetwork(name, { cidrBlock, peerCidrBlocks: estate }),
});
const vnet = (name: string, addressSpace: string) => ({
  hub: "azure",
  segment: "main",
  azure: new AzureNetwork(name, { addressSpace, peerAddressPrefixes: estate }),
});

const transit = new TransitHub("transit", {
  segments: { main: { number: 0 } },
  hubs: {
    aws: { number: 0, aws: {} },
    azure: { number: 1, azure: { addressSpace: "10.47.254.0/23" } },
  },
  spokes: {
    shop: vpc("shop", "10.0.0.0/16"),
    orders: vpc("orders", "10.1.0.0/16"),
    office: vnet("office", "10.32.0.0/16"),
    finance: vnet("finance", "10.33.0.0/16"),
  },
  summaryRanges: estate,
});

export const tunnels = transit.tunnels;
