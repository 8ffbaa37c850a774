import { pathIn } from "./compute/paths";
import { referred } from "./compute/references";
import { asnOf } from "./compute/routerMember";
import { proposalsOf } from "./proposals";
import { exchanged, peerOn } from "./rules/peerFamilies";
import { carriedByGateway, familyOf } from "./rules/sessionVersions";
import { interfaceAddress } from "./rules/tunnelEndpoints";
import { membersOfType } from "./routerMembers";
import { tokens } from "./tokens";
import { asNumber, asObject, asString } from "../protocol/values";
import type { WorldView } from "../providers/resourceType";
import type { BgpEnd, IpFamily, TunnelEnd } from "../tunnels/end";
import type { WorldRecord } from "../world/record";

/** The Google ends of all tunnels; between two HA VPN gateways both ends are Google's. */
export const gcpTunnelEnds = (world: WorldView): TunnelEnd[] =>
  world.all(tokens.vpnTunnel).map((tunnel) => endOf(world, tunnel));

function endOf(world: WorldView, tunnel: WorldRecord): TunnelEnd {
  const { id, inputs, outputs } = tunnel;
  const gateway = referred(world, "haVpnGateway", inputs.vpnGateway);
  const [bgp, ipv6Bgp] = sessions(world, tunnel);
  return {
    cloud: "gcp",
    recordId: id,
    index: 0,
    outsideAddress: interfaceAddress(gateway, inputs.vpnGatewayInterface),
    peerOutsideAddress: asString(outputs.peerIp),
    presharedKey: asString(inputs.sharedSecret),
    ikeVersions: inputs.ikeVersion === 1 ? [1] : [2],
    ...proposalsOf(inputs),
    // https://cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers#proposal-order
    initiates: true,
    traffic: carriedByGateway(gateway),
    bgp,
    ...(ipv6Bgp ? { ipv6Bgp } : {}),
  };
}

/**
 * A tunnel of HA VPN is always routed by BGP, also while nobody has given it a session yet; a dual-stack one can have
 * a session over each IP version.
 */
function sessions(world: WorldView, tunnel: WorldRecord): [BgpEnd, BgpEnd?] {
  const router = referred(world, "router", tunnel.inputs.router);
  const path = pathIn(asString(tunnel.inputs.router) ?? "");
  const link = tunnel.outputs.selfLink;
  const linked = membersOfType(world, tokens.routerInterface, path).filter(
    ({ inputs }) => inputs.vpnTunnel === link,
  );
  const over = (family: IpFamily): WorldRecord | undefined =>
    linked.find(({ inputs }) => familyOf(inputs) === family);
  const [overIpv4, overIpv6] = [over("ipv4"), over("ipv6")];
  return overIpv4 && overIpv6
    ? [bgpEnd(world, router, overIpv4), bgpEnd(world, router, overIpv6)]
    : [bgpEnd(world, router, overIpv4 ?? overIpv6)];
}

function bgpEnd(world: WorldView, router: WorldRecord | undefined, linked: WorldRecord | undefined): BgpEnd {
  const peer = linked && peerOn(world, linked);
  return {
    asn: asNumber(router && asnOf(router)) ?? 0,
    peerAsn: asNumber(peer?.inputs.peerAsn),
    insideAddress: asString(peer?.outputs.ipAddress),
    peerInsideAddress: asString(peer?.outputs.peerIpAddress),
    ...(peer?.inputs.enable === false ? { isDisabled: true } : {}),
    md5Key: asString(asObject(peer?.inputs.md5AuthenticationKey).key),
    ...(peer ? { families: exchanged(peer.outputs) } : {}),
  };
}
