import { AwsNetwork, AzureNetwork, TransitHub } from "pulumi-crosscloud";

import { ec2Instance, virtualMachine } from "./testMachines";

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

const shop = vpc("shop", "10.0.0.0/16");
const office = vnet("office", "10.32.0.0/16");

const transit = new TransitHub("transit", {
  segments: { main: { number: 0 } },
  hubs: {
    aws: { number: 0, aws: {} },
    azure: { number: 1, azure: { addressSpace: "10.47.254.0/23" } },
  },
  spokes: {
    shop,
    orders: vpc("orders", "10.1.0.0/16"),
    office,
    finance: vnet("finance", "10.33.0.0/16"),
  },
  summaryRanges: estate,
});

ec2Instance(shop.aws);
virtualMachine(office.azure);

export const tunnels = transit.tunnels;
