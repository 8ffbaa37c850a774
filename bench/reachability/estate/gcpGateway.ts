import type { ResourceBuilder } from "./builder";
import { addLinked, addNetwork, hub, linkOf, networkLink, region } from "./gcp";
import { keyOf, type Peer } from "./tunnels";

export const asn = 64514;
/** Of its two interfaces. */
export const addresses = ["35.1.1.1", "35.1.1.2"] as const;

const router = "router";
const regional = `regions/${region}`;

/** A hub with an HA VPN gateway, whose Cloud Router tells others of all spokes. */
export function addHub(estate: ResourceBuilder, spokes: readonly string[]): void {
  addNetwork(estate, hub.number);
  addLinked(
    estate,
    "gcp:compute/haVpnGateway:HaVpnGateway",
    "gateway",
    linkOf(regional, "vpnGateways", "gateway"),
    { network: networkLink(hub.number), region },
    { vpnInterfaces: addresses.map((ipAddress, id) => ({ id, ipAddress })) },
  );
  addLinked(estate, "gcp:compute/router:Router", router, linkOf(regional, "routers", router), {
    network: networkLink(hub.number),
    region,
    bgp: {
      asn,
      advertiseMode: "CUSTOM",
      advertisedGroups: ["ALL_SUBNETS"],
      advertisedIpRanges: spokes.map((range) => ({ range })),
    },
  });
}

/** What its tunnels lead to. */
export function addPeerGateway(estate: ResourceBuilder, name: string, outside: readonly string[]): void {
  const link = linkOf("global", "externalVpnGateways", name);
  addLinked(estate, "gcp:compute/externalVpnGateway:ExternalVpnGateway", name, link, {
    redundancyType: outside.length === 2 ? "TWO_IPS_REDUNDANCY" : "FOUR_IPS_REDUNDANCY",
    interfaces: outside.map((ipAddress, id) => ({ id, ipAddress })),
  });
}

/** One tunnel of an interface. @param inside - its BGP address in it */
export function addTunnel(
  estate: ResourceBuilder,
  name: string,
  vpnGatewayInterface: number,
  remote: { readonly gateway: string; readonly interface: number },
  peer: Pick<Peer, "asn" | "inside">,
  inside: string,
): void {
  addLinked(estate, "gcp:compute/vPNTunnel:VPNTunnel", name, linkOf(regional, "vpnTunnels", name), {
    region,
    vpnGateway: linkOf(regional, "vpnGateways", "gateway"),
    vpnGatewayInterface,
    peerExternalGateway: linkOf("global", "externalVpnGateways", remote.gateway),
    peerExternalGatewayInterface: remote.interface,
    sharedSecret: keyOf(inside),
    router,
    ikeVersion: 2,
  });
  const where = `projects/p/${regional}/routers/${router}`;
  const common = { router, region };
  estate.add("gcp:compute/routerInterface:RouterInterface", `${name}-if`, `${where}/${name}-if`, {
    ...common,
    name: `${name}-if`,
    vpnTunnel: name,
    ipRange: `${inside}/30`,
  });
  estate.add(
    "gcp:compute/routerPeer:RouterPeer",
    `${name}-peer`,
    `${where}/${name}-peer`,
    {
      ...common,
      name: `${name}-peer`,
      interface: `${name}-if`,
      peerAsn: peer.asn,
      peerIpAddress: peer.inside,
      advertiseMode: "DEFAULT",
    },
    { ipAddress: inside },
  );
}
