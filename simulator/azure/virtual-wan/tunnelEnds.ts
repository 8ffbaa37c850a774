import {
  customAddresses,
  hubAsn,
  type Instance,
  instances,
  peeringOf,
  publicAddresses,
} from "./gatewayInstances";
import { linkConnectionsOf } from "./linkConnections";
import { findLink, type SiteLink } from "./siteLinks";
import { parentOf, referredId, sameId } from "../arm/ids";
import { findById } from "../arm/references";
import { proposalsOf } from "../proposals";
import { isLinkLocal } from "../rules/gatewayBgp";
import { tokens } from "../tokens";
import { asList, asObject, asString, asStrings, type Props } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { BgpEnd, TunnelEnd } from "../../tunnels/end";
import type { WorldRecord } from "../../world/record";

/**
 * The ends of the tunnels of virtual hubs: "each link connection consists of two IPsec tunnels that terminate in two
 * instances of an active-active VPN gateway", https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq.
 * A connection's tunnels are counted link by link, and in each link by instance.
 */
export const hubTunnelEnds = (world: WorldView): TunnelEnd[] =>
  world.all(tokens.vpnConnection).flatMap((connection) => {
    const gateway = findById(world, tokens.vpnGateway, parentOf(connection.id));
    const siteId = referredId(asObject(connection.inputs.remoteVpnSite));
    const site = findById(world, tokens.vpnSite, siteId);
    if (!gateway || !site) {
      return [];
    }
    return linkConnectionsOf(connection.inputs).flatMap((linkConnection, i) => {
      const link = findLink(site, referredId(asObject(linkConnection.vpnSiteLink)) ?? "");
      return instances.map((_, j) =>
        endOf(connection.id, gateway, linkConnection, link, { link: i, instance: j }),
      );
    });
  });

function endOf(
  recordId: string,
  gateway: WorldRecord,
  linkConnection: Props,
  link: SiteLink | undefined,
  position: { readonly link: number; readonly instance: number },
): TunnelEnd {
  const instance = instances[position.instance] ?? instances[0];
  return {
    cloud: "azure",
    recordId,
    index: position.link * instances.length + position.instance,
    outsideAddress: publicAddresses(gateway)[position.instance],
    peerOutsideAddress: link?.address,
    presharedKey: asString(linkConnection.sharedKey),
    ikeVersions: linkConnection.vpnConnectionProtocolType === "IKEv1" ? [1] : [2],
    ...proposalsOf(linkConnection),
    initiates: linkConnection.vpnLinkConnectionMode !== "ResponderOnly",
    bgp: linkConnection.enableBgp === true ? bgpEnd(gateway, linkConnection, link, instance) : undefined,
  };
}

/**
 * As a virtual network gateway does, an instance speaks to a peer with an APIPA address from the custom address that
 * the link connection chose for it, else from its first one; to any other peer from its address in the hub.
 */
function bgpEnd(
  gateway: WorldRecord,
  linkConnection: Props,
  link: SiteLink | undefined,
  instance: Instance,
): BgpEnd {
  const peer = link?.bgp?.address;
  const [own] = asStrings(peeringOf(gateway.outputs, instance).defaultBgpIpAddresses);
  const chosen = asList(linkConnection.vpnGatewayCustomBgpAddresses)
    .map(asObject)
    .find((entry) => sameId(asString(entry.ipConfigurationId), instance));
  const custom = asString(chosen?.customBgpIpAddress) ?? customAddresses(gateway.inputs, instance)[0];
  return {
    asn: hubAsn,
    peerAsn: link?.bgp?.asn,
    insideAddress: peer !== undefined && isLinkLocal(peer) ? (custom ?? own) : own,
    peerInsideAddress: peer,
  };
}
