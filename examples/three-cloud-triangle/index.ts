import { AwsNetwork, AzureNetwork, CrossCloudMesh, GcpNetwork } from "pulumi-crosscloud";

const ranges = { shop: "10.0.0.0/16", data: "10.16.0.0/16", office: "10.32.0.0/16" };

const aws = new AwsNetwork("shop", {
  cidrBlock: ranges.shop,
  peerCidrBlocks: [ranges.data, ranges.office],
});
const gcp = new GcpNetwork("data", {
  ipCidrRange: ranges.data,
  peerCidrRanges: [ranges.shop, ranges.office],
});
const azure = new AzureNetwork("office", {
  addressSpace: ranges.office,
  peerAddressPrefixes: [ranges.shop, ranges.data],
});

const mesh = new CrossCloudMesh("corp", {
  networks: {
    shop: { number: 0, aws },
    data: { number: 1, gcp },
    office: { number: 2, azure },
  },
});

export const tunnels = mesh.tunnels;
