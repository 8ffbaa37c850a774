import { AwsNetwork, AzureNetwork, GcpNetwork, TransitHub } from "pulumi-crosscloud";

/** What holds every network: firewalls admit it, and it is routed to the hubs. */
const estate = ["10.0.0.0/8", "100.64.0.0/16"];

const regions = { "aws-eu": "eu-central-1", "aws-us": "us-east-1" };

const awsNetwork = (hub: keyof typeof regions, name: string, cidrBlock: string) =>
  new AwsNetwork(name, { cidrBlock, region: regions[hub], peerCidrBlocks: estate });

const vpc = (hub: keyof typeof regions, segment: string, name: string, cidrBlock: string) => ({
  hub,
  segment,
  aws: awsNetwork(hub, `${segment}-${name}`, cidrBlock),
});

/** Of a company that was bought, with addresses that another has too: others know it by `cidrBlock`. */
const bought = (hub: keyof typeof regions, name: string, cidrBlock: string) => ({
  hub,
  segment: "prod",
  aws: { ...awsNetwork(hub, `bought-${name}`, "192.168.0.0/16"), translation: { cidrBlock } },
});

const vnet = (segment: string, name: string, addressSpace: string) => ({
  hub: "azure",
  segment,
  azure: new AzureNetwork(`${segment}-${name}`, { addressSpace, peerAddressPrefixes: estate }),
});

const network = (segment: string, name: string, ipCidrRange: string) => ({
  hub: "gcp",
  segment,
  gcp: new GcpNetwork(`${segment}-${name}`, { ipCidrRange, peerCidrRanges: estate }),
});

const corp = new TransitHub("corp", {
  segments: { prod: { number: 0 }, staging: { number: 1 }, shared: { number: 2 } },
  allowed: [
    ["prod", "shared"],
    ["staging", "shared"],
  ],
  hubs: {
    "aws-eu": { number: 0, aws: { region: regions["aws-eu"] } },
    "aws-us": { number: 1, aws: { region: regions["aws-us"] } },
    azure: { number: 2, azure: { addressSpace: "10.47.254.0/23" } },
    gcp: { number: 3, gcp: {} },
  },
  spokes: {
    shop: vpc("aws-eu", "prod", "shop", "10.0.0.0/16"),
    orders: vpc("aws-eu", "prod", "orders", "10.1.0.0/16"),
    "shop-staging": vpc("aws-eu", "staging", "shop", "10.2.0.0/16"),
    directory: vpc("aws-eu", "shared", "directory", "10.3.0.0/16"),
    "us-shop": vpc("aws-us", "prod", "us-shop", "10.4.0.0/16"),
    "us-staging": vpc("aws-us", "staging", "us-shop", "10.5.0.0/16"),
    office: vnet("prod", "office", "10.32.0.0/16"),
    finance: vnet("prod", "finance", "10.33.0.0/16"),
    "office-staging": vnet("staging", "office", "10.34.0.0/16"),
    data: network("prod", "data", "10.16.0.0/16"),
    models: network("prod", "models", "10.17.0.0/16"),
    "data-staging": network("staging", "data", "10.18.0.0/16"),
    acme: bought("aws-eu", "acme", "100.64.1.0/28"),
    initech: bought("aws-us", "initech", "100.64.2.0/28"),
  },
  summaryRanges: estate,
  links: { "aws-eu-gcp": { tunnels: 8 } },
});

export const tunnels = corp.tunnels;
export const throughput = corp.throughput;
