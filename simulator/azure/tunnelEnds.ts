import { referredId, sameId } from "./arm/ids";
import { findById } from "./arm/references";
import { proposalsOf } from "./proposals";
import { defaultAsn } from "./rules/asns";
import { customBgpAddresses, ipConfigurationId, ipConfigurationNames, isLinkLocal } from "./rules/gatewayBgp";
import { tokens } from "./tokens";
import { hubTunnelEnds } from "./virtual-wan/tunnelEnds";
import { asList, asNumber, asObject, asString, asStrings, type Props } from "../protocol/values";
import type { WorldView } from "../providers/resourceType";
import type { BgpEnd, TunnelEnd } from "../tunnels/end";
import type { WorldRecord } from "../world/record";

/** The Azure ends of all tunnels, of virtual network gateways and of virtual hubs. */
export const azureTunnelEnds = (world: WorldView): TunnelEnd[] => [
  ...gatewayTunnelEnds(world),
  ...hubTunnelEnds(world),
];

/** Every connection has one for each instance of its gateway. */
const gatewayTunnelEnds = (world: WorldView): TunnelEnd[] =>
  world.all(tokens.connection).flatMap((connection) => {
    const gateway = findById(
      world,
      tokens.virtualNetworkGateway,
      referred(connection, "virtualNetworkGateway1"),
    );
    const site = findById(world, tokens.localNetworkGateway, referred(connection, "localNetworkGateway2"));
    return gateway && site
      ? ipConfigurationNames(gateway.inputs).map((name, index) =>
          endOf(connection, gateway, site, name, index),
        )
      : [];
  });

const referred = ({ inputs }: WorldRecord, end: string): string | undefined =>
  referredId(asObject(inputs[end]));

function endOf(
  connection: WorldRecord,
  gateway: WorldRecord,
  site: WorldRecord,
  name: string,
  index: number,
): TunnelEnd {
  const { inputs } = connection;
  const instance = peeringAddresses(gateway, name);
  return {
    cloud: "azure",
    recordId: connection.id,
    index,
    outsideAddress: asStrings(instance.tunnelIpAddresses)[0],
    peerOutsideAddress: asString(site.inputs.gatewayIpAddress),
    presharedKey: asString(inputs.sharedKey),
    ikeVersions: inputs.connectionProtocol === "IKEv1" ? [1] : [2],
    ...proposalsOf(inputs),
    initiates: inputs.connectionMode !== "ResponderOnly",
    bgp: inputs.enableBgp === true ? bgpEnd(connection, gateway, site, name) : undefined,
  };
}

/** What Azure shows of one instance's addresses. */
const peeringAddresses = (gateway: WorldRecord, name: string): Props =>
  asList(asObject(gateway.outputs.bgpSettings).bgpPeeringAddresses)
    .map(asObject)
    .find((one) => sameId(asString(one.ipconfigurationId), ipConfigurationId(gateway.id, name))) ?? {};

/**
 * Towards a peer with an APIPA address an instance speaks from the custom address that the connection chose for it,
 * else from its first one; towards any other peer from its address in GatewaySubnet.
 *
 * Sources: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp,
 * https://learn.microsoft.com/azure/vpn-gateway/configure-bgp
 */
function bgpEnd(connection: WorldRecord, gateway: WorldRecord, site: WorldRecord, name: string): BgpEnd {
  const peer = asObject(site.inputs.bgpSettings);
  const peerInsideAddress = asString(peer.bgpPeeringAddress);
  const chosen = asList(connection.inputs.gatewayCustomBgpIpAddresses)
    .map(asObject)
    .find((one) => sameId(asString(one.ipConfigurationId), ipConfigurationId(gateway.id, name)));
  const custom =
    asString(chosen?.customBgpIpAddress) ?? customBgpAddresses(gateway.id, gateway.inputs, name)[0];
  const [own] = asStrings(peeringAddresses(gateway, name).defaultBgpIpAddresses);
  return {
    asn: asNumber(asObject(gateway.inputs.bgpSettings).asn) ?? defaultAsn,
    peerAsn: asNumber(peer.asn),
    insideAddress: peerInsideAddress !== undefined && isLinkLocal(peerInsideAddress) ? (custom ?? own) : own,
    peerInsideAddress,
  };
}
