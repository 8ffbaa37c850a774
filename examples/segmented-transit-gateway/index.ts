import { AwsNetwork, GcpNetwork, TransitHub } from "pulumi-crosscloud";

const estate = ["10.0.0.0/8"];

const vpc = (segment: string, name: string, cidrBlock: string) => ({
  hub: "aws",
  segment,
  aws: new AwsNetwork(name, { cidrBlock, peerCidrBlocks: estate }),
});
const network = (segment: string, name: string, ipCidrRange: string) => ({
  hub: "gcp",
  segment,
  gcp: new GcpNetwork(name, { ipCidrRange, peerCidrRanges: estate }),
});

const corp = new TransitHub("corp", {
  segments: { production: { number: 0 }, staging: { number: 1 } },
  hubs: { aws: { number: 0, aws: {} }, gcp: { number: 1, gcp: {} } },
  spokes: {
    shop: vpc("production", "production-shop", "10.0.0.0/16"),
    orders: vpc("production", "production-orders", "10.1.0.0/16"),
    "shop-staging": vpc("staging", "staging-shop", "10.2.0.0/16"),
    data: network("production", "production-data", "10.16.0.0/16"),
    "data-staging": network("staging", "staging-data", "10.17.0.0/16"),
  },
  summaryRanges: estate,
});

export const tunnels = corp.tunnels;
