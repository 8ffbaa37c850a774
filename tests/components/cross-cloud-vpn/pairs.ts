import {
  AwsNetwork,
  AzureNetwork,
  CrossCloudVpn,
  type CrossCloudVpnArgs,
  GcpNetwork,
  type OnPremisesVpnSide,
} from "../../../components";

/** One link as a user writes it. */
export interface Pair {
  readonly name: string;
  readonly tunnels: number;
  readonly create: (extra?: Partial<CrossCloudVpnArgs>) => CrossCloudVpn;
}

const awsNetwork = () => new AwsNetwork("aws", { cidrBlock: "10.0.0.0/16" });
const azureNetwork = () => new AzureNetwork("azure", { addressSpace: "10.32.0.0/16" });
const gcpNetwork = () => new GcpNetwork("gcp", { ipCidrRange: "10.16.0.0/16", region: "europe-west3" });
const hub = { addressPrefix: "10.47.0.0/23" };

export const office = (addresses: number): OnPremisesVpnSide => ({
  publicAddresses: ["185.43.7.9", "185.43.8.9"].slice(0, addresses),
  asn: 65010,
  prefixes: ["10.48.0.0/16"],
});

type Sides = Pick<CrossCloudVpnArgs, "aws" | "gcp" | "azure" | "onPremises">;

/** Every kind of gateway of every cloud. */
const ends = {
  VGW: (): Sides => ({ aws: awsNetwork() }),
  TGW: (): Sides => ({ aws: { ...awsNetwork(), transitGateway: {} } }),
  "HA VPN": (): Sides => ({ gcp: gcpNetwork() }),
  VNG: (): Sides => ({ azure: azureNetwork() }),
  "Virtual WAN": (): Sides => ({ azure: { ...azureNetwork(), virtualHub: hub } }),
  "1 address": (): Sides => ({ onPremises: office(1) }),
  "2 addresses": (): Sides => ({ onPremises: office(2) }),
};

type End = keyof typeof ends;

/** Every pair of gateways, and all the numbers of tunnels it can have. */
const table: readonly [End, End, "static" | "bgp", readonly number[]][] = [
  ["VGW", "VNG", "static", [2]],
  ["VGW", "VNG", "bgp", [4]],
  ["TGW", "VNG", "static", [2]],
  ["TGW", "VNG", "bgp", [4, 8]],
  ["VGW", "Virtual WAN", "bgp", [4]],
  ["TGW", "Virtual WAN", "bgp", [4, 8]],
  ["VGW", "HA VPN", "bgp", [2, 4]],
  ["TGW", "HA VPN", "bgp", [2, 4, 8, 16]],
  ["HA VPN", "VNG", "bgp", [1, 2, 4, 8]],
  ["HA VPN", "Virtual WAN", "bgp", [1, 2, 4, 8]],
  ["VGW", "1 address", "static", [2]],
  ["VGW", "1 address", "bgp", [2]],
  ["VGW", "2 addresses", "static", [4]],
  ["VGW", "2 addresses", "bgp", [4]],
  ["TGW", "1 address", "static", [2]],
  ["TGW", "1 address", "bgp", [2, 4, 8]],
  ["TGW", "2 addresses", "bgp", [4, 8, 16]],
  ["HA VPN", "1 address", "bgp", [1, 2]],
  ["HA VPN", "2 addresses", "bgp", [2, 4, 8]],
  ["VNG", "1 address", "static", [1]],
  ["VNG", "1 address", "bgp", [1]],
  ["VNG", "2 addresses", "bgp", [2]],
  ["Virtual WAN", "1 address", "bgp", [1]],
  ["Virtual WAN", "2 addresses", "bgp", [2]],
];

export const pairs: readonly Pair[] = table.flatMap(([first, second, routing, counts]) =>
  counts.map((tunnels) => ({
    name: `${first} to ${second}, ${routing}, ${tunnels} tunnels`,
    tunnels,
    create: (extra?: Partial<CrossCloudVpnArgs>) =>
      new CrossCloudVpn("link", { ...ends[first](), ...ends[second](), routing, tunnels, ...extra }),
  })),
);
