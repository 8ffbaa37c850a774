import { pathIn } from "./compute/paths";
import { referred } from "./compute/references";
import { asnOf } from "./compute/routerMember";
import { proposalsOf } from "./proposals";
import { interfaceAddress } from "./rules/tunnelEndpoints";
import { membersOfType } from "./routerMembers";
import { tokens } from "./tokens";
import { asNumber, asObject, asString } from "../protocol/values";
import type { WorldView } from "../providers/resourceType";
import type { BgpEnd, TunnelEnd } from "../tunnels/end";
import type { WorldRecord } from "../world/record";

/** The Google ends of all tunnels; between two HA VPN gateways both ends are Google's. */
export const gcpTunnelEnds = (world: WorldView): TunnelEnd[] =>
  world.all(tokens.vpnTunnel).map((tunnel) => endOf(world, tunnel));

function endOf(world: WorldView, tunnel: WorldRecord): TunnelEnd {
  const { id, inputs, outputs } = tunnel;
  return {
    cloud: "gcp",
    recordId: id,
    index: 0,
    outsideAddress: interfaceAddress(
      referred(world, "haVpnGateway", inputs.vpnGateway),
      inputs.vpnGatewayInterface,
    ),
    peerOutsideAddress: asString(outputs.peerIp),
    presharedKey: asString(inputs.sharedSecret),
    ikeVersions: inputs.ikeVersion === 1 ? [1] : [2],
    ...proposalsOf(inputs),
    // https://cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers#proposal-order
    initiates: true,
    bgp: bgpEnd(world, tunnel),
  };
}

/** A tunnel of HA VPN is always routed by BGP, also while nobody has given it a session yet. */
function bgpEnd(world: WorldView, tunnel: WorldRecord): BgpEnd {
  const router = referred(world, "router", tunnel.inputs.router);
  const path = pathIn(asString(tunnel.inputs.router) ?? "");
  const link = tunnel.outputs.selfLink;
  const linked = membersOfType(world, tokens.routerInterface, path).find(
    ({ inputs }) => inputs.vpnTunnel === link,
  );
  const peer = membersOfType(world, tokens.routerPeer, path).find(
    ({ inputs }) => inputs.interface === linked?.inputs.name,
  );
  return {
    asn: asNumber(router && asnOf(router)) ?? 0,
    peerAsn: asNumber(peer?.inputs.peerAsn),
    insideAddress: asString(peer?.outputs.ipAddress),
    peerInsideAddress: asString(peer?.outputs.peerIpAddress),
    ...(peer?.inputs.enable === false ? { isDisabled: true } : {}),
    md5Key: asString(asObject(peer?.inputs.md5AuthenticationKey).key),
  };
}
