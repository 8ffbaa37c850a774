import { customAddresses, instances } from "./gatewayInstances";
import { linkConnectionsOf } from "./linkConnections";
import { hubNatRules } from "./natRule";
import { propagatedLabels, propagatedTo, requireRouting } from "./routingConfiguration";
import { findLink, type SiteLink } from "./siteLinks";
import { isInHub, overlappingHub } from "./virtualHub";
import { connectionsOf } from "./vpnGateway";
import type { ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { lastName, parentOf, referredId, sameId } from "../arm/ids";
import { findById } from "../arm/references";
import { isLinkLocal } from "../rules/gatewayBgp";
import { requireUsableRules } from "../rules/natRules";
import { invalidReference } from "../rules/subnets";
import { tokens } from "../tokens";
import { asList, asObject, asString, asStrings, type Props } from "../../protocol/values";
import type { WorldRecord } from "../../world/record";

interface Ends {
  readonly gateway: WorldRecord;
  readonly hub: WorldRecord;
  readonly site: WorldRecord;
  /** The other connections of the gateway. */
  readonly others: readonly WorldRecord[];
}

/** Throws unless the gateway and the site of a connection suit each other; answers with the hub's id. */
export function requireEnds(context: ArmOperation): string {
  const ends = endsOf(context);
  const { hub, site } = ends;
  const { id, inputs } = context;
  const twin = ends.others.find((other) => sameId(siteOf(other.inputs), site.id));
  if (twin) {
    throw badRequest("BadRequest", `VPN site ${site.id} is already connected to the gateway by ${twin.id}.`);
  }
  const prefixes = asStrings(asObject(site.inputs.addressSpace).addressPrefixes);
  const overlap = overlappingHub(hub, prefixes);
  if (overlap) {
    throw badRequest(
      "BadRequest",
      `The address prefix ${overlap.text} of VPN site ${site.id} overlaps that of the virtual hub ${hub.id}.`,
    );
  }
  for (const linkConnection of linkConnectionsOf(inputs)) {
    const link = requireLink(context, site, linkConnection);
    requireFreeAddresses(context, ends, link);
    requireBgp(id, ends, linkConnection, link);
    requireCustomAddresses(ends.gateway, linkConnection);
    const isApipa = linkConnection.enableBgp === true && isLinkLocal(link.bgp?.address ?? "");
    requireUsableRules(id, linkConnection, hubNatRules(context.world, ends.gateway.id), isApipa);
  }
  requireRouting(context, hub.id, true);
  requireSamePropagation(context, ends);
  return hub.id;
}

const siteOf = (connection: Props): string | undefined => referredId(asObject(connection.remoteVpnSite));

function endsOf({ world, inputs, id }: ArmOperation): Ends {
  const gateway = findById(world, tokens.vpnGateway, parentOf(id));
  const hub = findById(world, tokens.virtualHub, referredId(asObject(gateway?.inputs.virtualHub)));
  const siteId = siteOf(inputs) ?? "";
  const site = findById(world, tokens.vpnSite, siteId);
  if (!gateway || !hub || !site) {
    throw invalidReference(siteId, id);
  }
  const [wan, other] = [hub, site].map((end) => referredId(asObject(end.inputs.virtualWan)));
  if (!sameId(wan, other)) {
    throw badRequest(
      "BadRequest",
      `VPN site ${site.id} and virtual hub ${hub.id} are not in the same virtual WAN.`,
    );
  }
  return {
    gateway,
    hub,
    site,
    others: connectionsOf(world, gateway.id).filter((one) => !sameId(one.id, id)),
  };
}

function requireLink({ id }: ArmOperation, site: WorldRecord, linkConnection: Props): SiteLink {
  const linkId = referredId(asObject(linkConnection.vpnSiteLink)) ?? "";
  const link = findLink(site, linkId);
  if (!link) {
    throw badRequest(
      "BadRequest",
      `Link ${linkId} in connection ${id} is not one of the VPN site ${site.id}.`,
    );
  }
  return link;
}

/** As with VPN Gateway: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-highlyavailable, "Multiple on-premises VPN devices" */
function requireFreeAddresses({ world }: ArmOperation, { others }: Ends, link: SiteLink): void {
  for (const other of others) {
    const site = findById(world, tokens.vpnSite, siteOf(other.inputs));
    for (const linkConnection of site ? linkConnectionsOf(other.inputs) : []) {
      const theirs = site && findLink(site, referredId(asObject(linkConnection.vpnSiteLink)) ?? "");
      for (const [what, own, taken] of [
        ["ipAddress", link.address, theirs?.address],
        ["bgpPeeringAddress", link.bgp?.address, theirs?.bgp?.address],
      ] as const) {
        if (own !== undefined && own === taken) {
          throw badRequest(
            "BadRequest",
            `The links ${link.id} and ${theirs?.id ?? ""} have the same ${what} ${own}; a VPN gateway can be connected to only one of them.`,
          );
        }
      }
    }
  }
}

function requireBgp(id: string, { gateway, hub, site }: Ends, linkConnection: Props, link: SiteLink): void {
  if (linkConnection.enableBgp !== true) {
    if (asStrings(asObject(site.inputs.addressSpace).addressPrefixes).length === 0) {
      throw badRequest(
        "BadRequest",
        `Connection ${id} does not use BGP on link ${link.name}, so the VPN site ${site.id} must have an address space.`,
      );
    }
    return;
  }
  if (!link.bgp) {
    throw badRequest(
      "BadRequest",
      `Connection ${id} enables BGP on link ${link.id}, which has no BGP properties.`,
    );
  }
  const peer = link.bgp.address ?? "";
  if (instances.some((instance) => customAddresses(gateway.inputs, instance).includes(peer))) {
    throw badRequest(
      "BadRequest",
      `The BGP peering address ${peer} of link ${link.id} is also a custom BGP IP address of the gateway ${gateway.id}.`,
    );
  }
  if (isInHub(hub, peer)) {
    throw badRequest(
      "BadRequest",
      `The BGP peering address ${peer} of link ${link.id} lies in the address prefix of the virtual hub ${hub.id}.`,
    );
  }
}

function requireCustomAddresses(gateway: WorldRecord, linkConnection: Props): void {
  for (const entry of asList(linkConnection.vpnGatewayCustomBgpAddresses).map(asObject)) {
    const name = asString(entry.ipConfigurationId) ?? "";
    const address = asString(entry.customBgpIpAddress) ?? "";
    const instance = instances.find((one) => sameId(one, name));
    if (!instance) {
      throw badRequest(
        "BadRequest",
        `IP configuration ${name} is not one of the gateway ${gateway.id}, which has ${instances.join(", ")}.`,
      );
    }
    const own = customAddresses(gateway.inputs, instance);
    if (!own.includes(address)) {
      throw badRequest(
        "BadRequest",
        `Custom BGP IP address ${address} is not among those of ${instance} of the gateway ${gateway.id}: ${own.join(", ") || "none"}.`,
      );
    }
  }
}

/** Source: https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing#considerations */
function requireSamePropagation({ inputs, id }: ArmOperation, { hub, others }: Ends): void {
  const own = propagatedTo(inputs, hub.id);
  const targets = (connection: Props): string =>
    [...propagatedTo(connection, hub.id), ...propagatedLabels(connection)].join();
  const different = others.find((other) => targets(other.inputs) !== targets(inputs));
  if (different) {
    throw badRequest(
      "BadRequest",
      `Connections ${id} and ${different.id} propagate their routes to different route tables (${own.map(lastName).join(", ")}); all branches of a hub must propagate to the same ones.`,
    );
  }
}
