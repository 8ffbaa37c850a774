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
  /** All of them, those for IPv6 alone too. */
  readonly tunnels: number;
  /** Those that carry IPv6. */
  readonly ipv6Tunnels: number;
  readonly create: (extra?: Partial<CrossCloudVpnArgs>, place?: Place) => CrossCloudVpn;
}

const awsNetwork = ({ name, region }: Place, ipv6 = false) =>
  new AwsNetwork(`${name}-aws`, {
    cidrBlock: "10.0.0.0/16",
    ...(region !== undefined && { region }),
    ...(ipv6 && { ipv6 }),
  });
const azureNetwork = ({ name }: Place) => new AzureNetwork(`${name}-azure`, { addressSpace: "10.32.0.0/16" });
const gcpNetwork = ({ name }: Place, ipv6 = false) =>
  new GcpNetwork(`${name}-gcp`, {
    ipCidrRange: "10.16.0.0/16",
    region: "europe-west3",
    ...(ipv6 && { ipv6 }),
  });
const hub = { addressPrefix: "10.47.0.0/23" };

export const office = (addresses: number, { number = 0 }: Pick<Place, "number"> = {}): OnPremisesVpnSide => ({
  publicAddresses: [`185.43.7.${number + 9}`, `185.43.8.${number + 9}`].slice(0, addresses),
  asn: 65010,
  prefixes: ["10.48.0.0/16"],
});

const dualStackOffice = (addresses: number, place: Place): OnPremisesVpnSide => ({
  ...office(addresses, place),
  ipv6Prefixes: ["2001:db8:48::/48"],
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

/** Those that carry IPv6 too. */
const dualStackEnds = {
  TGW: (place: Place): Sides => ({ aws: { ...awsNetwork(place, true), transitGateway: {} } }),
  "HA VPN": (place: Place): Sides => ({ gcp: gcpNetwork(place, true) }),
  "1 address": (place: Place): Sides => ({ onPremises: dualStackOffice(1, place) }),
  "2 addresses": (place: Place): Sides => ({ onPremises: dualStackOffice(2, place) }),
};

type End = keyof typeof ends;
type DualStackEnd = keyof typeof dualStackEnds;

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

/** With IPv6; AWS's tunnels have twins for it, which the numbers do not count. */
const dualStackTable: readonly [DualStackEnd, DualStackEnd, readonly number[]][] = [
  ["TGW", "HA VPN", [2, 4, 16]],
  ["TGW", "1 address", [2, 8]],
  ["TGW", "2 addresses", [4]],
  ["HA VPN", "1 address", [1, 2]],
  ["HA VPN", "2 addresses", [2, 8]],
];

const pairOf = (
  name: string,
  sides: (place: Place) => Sides,
  args: Pick<CrossCloudVpnArgs, "routing" | "tunnels" | "ipv6">,
) => {
  const { tunnels = 0, ipv6 = false } = args;
  return {
    name,
    tunnels: ipv6 && name.startsWith("TGW") ? 2 * tunnels : tunnels,
    ipv6Tunnels: ipv6 ? tunnels : 0,
    create: (extra?: Partial<CrossCloudVpnArgs>, place: Place = { name: "link" }) =>
      new CrossCloudVpn(place.name, { ...sides(place), ...args, ...extra }),
  };
};

export const pairs: readonly Pair[] = [
  ...table.flatMap(([first, second, routing, counts]) =>
    counts.map((tunnels) =>
      pairOf(
        `${first} to ${second}, ${routing}, ${tunnels} tunnels`,
        (place) => ({ ...ends[first](place), ...ends[second](place) }),
        { routing, tunnels },
      ),
    ),
  ),
  ...dualStackTable.flatMap(([first, second, counts]) =>
    counts.map((tunnels) =>
      pairOf(
        `${first} to ${second}, bgp, ${tunnels} tunnels, IPv6`,
        (place) => ({ ...dualStackEnds[first](place), ...dualStackEnds[second](place) }),
        { routing: "bgp", tunnels, ipv6: true },
      ),
    ),
  ),
];
