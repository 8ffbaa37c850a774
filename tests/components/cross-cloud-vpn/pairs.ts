import {
  AwsNetwork,
  AzureNetwork,
  CrossCloudVpn,
  type CrossCloudVpnArgs,
  GcpNetwork,
  type OnPremisesVpnSide,
} from "../../../components";

/** Where a link is: many in one program need names of their own, and AWS takes few gateways in a region. */
export interface Place {
  readonly name: string;
  readonly region?: string;
  /** Tells the places' on-premises routers apart, 0 to 99. @default 0 */
  readonly number?: number;
}

/** One link as a user writes it. */
export interface Pair {
  readonly name: string;
  readonly tunnels: number;
  readonly create: (extra?: Partial<CrossCloudVpnArgs>, place?: Place) => CrossCloudVpn;
}

const awsNetwork = ({ name, region }: Place) =>
  new AwsNetwork(`${name}-aws`, { cidrBlock: "10.0.0.0/16", ...(region !== undefined && { region }) });
const azureNetwork = ({ name }: Place) => new AzureNetwork(`${name}-azure`, { addressSpace: "10.32.0.0/16" });
const gcpNetwork = ({ name }: Place) =>
  new GcpNetwork(`${name}-gcp`, { ipCidrRange: "10.16.0.0/16", region: "europe-west3" });
const hub = { addressPrefix: "10.47.0.0/23" };

export const office = (addresses: number, { number = 0 }: Pick<Place, "number"> = {}): OnPremisesVpnSide => ({
  publicAddresses: [`185.43.7.${number + 9}`, `185.43.8.${number + 9}`].slice(0, addresses),
  asn: 65010,
  prefixes: ["10.48.0.0/16"],
});

type Sides = Pick<CrossCloudVpnArgs, "aws" | "gcp" | "azure" | "onPremises">;

/** Every kind of gateway of every cloud. */
const ends = {
  VGW: (place: Place): Sides => ({ aws: awsNetwork(place) }),
  TGW: (place: Place): Sides => ({ aws: { ...awsNetwork(place), transitGateway: {} } }),
  "HA VPN": (place: Place): Sides => ({ gcp: gcpNetwork(place) }),
  VNG: (place: Place): Sides => ({ azure: azureNetwork(place) }),
  "Virtual WAN": (place: Place): Sides => ({ azure: { ...azureNetwork(place), virtualHub: hub } }),
  "1 address": (place: Place): Sides => ({ onPremises: office(1, place) }),
  "2 addresses": (place: Place): Sides => ({ onPremises: office(2, place) }),
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
    create: (extra?: Partial<CrossCloudVpnArgs>, place: Place = { name: "link" }) =>
      new CrossCloudVpn(place.name, {
        ...ends[first](place),
        ...ends[second](place),
        routing,
        tunnels,
        ...extra,
      }),
  })),
);
