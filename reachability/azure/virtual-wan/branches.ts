import type { Cidr } from "../../../addressing";
import type { EstateBuilder, Session, TunnelEnd } from "../../model";
import {
  follow,
  known,
  labelOf,
  orElse,
  type Properties,
  read,
  readBoolean,
  readList,
  type Resource,
} from "../../resources";
import { type Arm, found, isUnknown, lastName, objectsIn, sameId, textIn } from "../arm";
import { ikeVersions, insideOf, isLinkLocal } from "../connections";
import { digestOf } from "../digest";
import { addLostEnd } from "../lostEnds";
import { prefixesOf } from "../prefixes";
import { proposalsOf } from "../proposals";
import { tokens } from "../tokens";
import type { Hub } from "./hubs";
import { type HubIndex, type HubRouting, hubRouting } from "./routingConfiguration";

/** A site's connection to a hub's VPN gateway: a link or more, each with two tunnels. */
export interface Branch extends HubRouting {
  readonly resource: Resource;
  readonly name: string;
  readonly hub: Hub;
  readonly ends: readonly TunnelEnd[];
  readonly sessions: readonly Omit<Session, "advertises" | "learns">[];
  /** The site's ranges, for links without BGP, and the tunnels of these. */
  readonly ranges: readonly Cidr[];
  readonly staticEnds: readonly TunnelEnd[];
  readonly internetSecurity: boolean | undefined;
}

/** Hub routers and their gateways have this one, and it can't be changed: https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq */
export const hubAsn = 65515;

/** A hub's gateway always has two: https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq */
const instances = ["Instance0", "Instance1"] as const;

/** Sources: https://learn.microsoft.com/azure/virtual-wan/virtual-wan-site-to-site-portal, https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq */
export function readBranches(index: HubIndex, estate: EstateBuilder): readonly Branch[] {
  const { arm, hubs } = index;
  for (const gateway of arm.stack.all(tokens.vpnGateway)) {
    if (known(readList({ ...gateway, outputs: {} }, "connections"))?.length) {
      estate.note(gateway.urn, `connections inside VPN gateway ${labelOf(gateway)} are not read`);
    }
  }
  return arm.stack.all(tokens.vpnConnection).flatMap((resource) => {
    const gateway = arm.parent(resource, "gatewayName", tokens.vpnGateway);
    const hub = gateway && hubs.get(found(arm.refer(gateway, "virtualHub.id", tokens.virtualHub))?.urn ?? "");
    const site = found(arm.refer(resource, "remoteVpnSite.id", tokens.vpnSite));
    if (gateway === undefined || hub === undefined || site === undefined) {
      const why = `the hub, the gateway or the site of ${labelOf(resource)} is in none of these stacks`;
      estate.note(resource.urn, why);
      arm.doubt(resource, why);
      addLostEnd(resource, why, estate);
      return [];
    }
    return [branchOf(resource, gateway, hub, site, index)];
  });
}

function branchOf(resource: Resource, gateway: Resource, hub: Hub, site: Resource, index: HubIndex): Branch {
  const routing = hubRouting(resource, hub, index);
  const links = linkConnections(resource).map((connection) => ({
    connection,
    link: linkOf(connection, resource, site),
  }));
  const made = links.flatMap(({ connection, link }) =>
    instances.map((_, position) => tunnel(resource, gateway, hub, connection, link, position, index.arm)),
  );
  const { ranges } = prefixesOf(readList(site, "addressSpace.addressPrefixes"));
  const wrong = routing.associated !== undefined && routing.associated !== hub.defaultTable;
  return {
    ...routing,
    resource,
    name: labelOf(resource),
    hub,
    ends: made.map(({ end }) => end),
    sessions: made.flatMap(({ session }) => session ?? []),
    ranges,
    staticEnds: made.filter(({ session }) => session === undefined).map(({ end }) => end),
    internetSecurity: orElse(readBoolean(resource, "enableInternetSecurity"), false),
    undecided:
      routing.undecided ??
      unknownPart(resource, site) ??
      translation(resource) ??
      (wrong
        ? `${labelOf(resource)} is not associated to the default route table, as every branch must be`
        : undefined),
  };
}

/** Keys are compared where they are known, and addresses found by what they come from: the rest must be known. */
function unknownPart(resource: Resource, site: Resource): string | undefined {
  const lists = [readList(resource, "vpnLinkConnections"), readList(site, "vpnSiteLinks")];
  const settings = [
    ...["enableBgp", "ipsecPolicies", "vpnConnectionProtocolType", "vpnLinkConnectionMode"],
    ...natRules,
  ];
  const unknown =
    lists.some(({ state }) => state === "unknown") ||
    isUnknown(read(site, "addressSpace")) ||
    linkConnections(resource).some((link) => settings.some((path) => isUnknown(follow(link, path))));
  return unknown ? `some of ${labelOf(resource)} is known only after the update` : undefined;
}

const natRules = ["ingressNatRules", "egressNatRules"];

/** Addresses that change on the way are not followed. */
function translation(resource: Resource): string | undefined {
  const translates = linkConnections(resource).some((link) =>
    natRules.some((path) => {
      const rules = known(follow(link, path));
      return Array.isArray(rules) && rules.length > 0;
    }),
  );
  return translates ? `the NAT rules of ${labelOf(resource)} are not modelled` : undefined;
}

/** The links, or the connection itself where a site is written as one. */
function linkConnections(resource: Resource): readonly Properties[] {
  const links = objectsIn(known(readList(resource, "vpnLinkConnections")));
  return links.length > 0 ? links : [{ ...resource.inputs, ...resource.outputs }];
}

/** The site's link that a connection is for: by its id, by its name, or the only one. */
function linkOf(connection: Properties, resource: Resource, site: Resource): Properties {
  const links = objectsIn(known(readList(site, "vpnSiteLinks")));
  if (links.length === 0) {
    return { ...site.inputs, ...site.outputs };
  }
  const position = linkConnections(resource).indexOf(connection);
  const wanted = lastName(textIn(connection, "vpnSiteLink.id")) ?? textIn(connection, "name");
  return links.find((link) => sameId(textIn(link, "name"), wanted)) ?? links[position] ?? {};
}

function tunnel(
  resource: Resource,
  gateway: Resource,
  hub: Hub,
  connection: Properties,
  link: Properties,
  position: number,
  arm: Arm,
): { end: TunnelEnd; session: Branch["sessions"][number] | undefined } {
  const linkName = textIn(connection, "name") ?? textIn(link, "name") ?? "";
  const usesBgp = known(follow(connection, "enableBgp")) === true;
  const peerAddress = textIn(link, "bgpProperties.bgpPeeringAddress");
  const local = localAddress(gateway, connection, peerAddress, position);
  const asn = known(follow(link, "bgpProperties.asn"));
  const end: TunnelEnd = {
    id: `${resource.urn}#${linkName} ${instances[position] ?? ""}`,
    name: `${labelOf(resource)} ${linkName} (instance ${position})`,
    urn: resource.urn,
    cloud: "azure",
    gateway: gateway.urn,
    region: hub.region,
    node: hub.defaultTable.node,
    outsideAddress: publicAddress(gateway, position),
    peerOutsideAddress: textIn(link, "ipAddress"),
    references: { own: [gateway.urn], peer: peerReferences(resource, arm) },
    presharedKey: digestOf(follow(connection, "sharedKey")),
    ikeVersions: ikeVersions(textIn(connection, "vpnConnectionProtocolType")),
    ...proposalsOf(listAt(connection, "ipsecPolicies")),
    initiates: textIn(connection, "vpnLinkConnectionMode")?.toLowerCase() !== "responderonly",
    inside: usesBgp ? insideOf(local, peerAddress) : undefined,
  };
  const session = {
    id: `${end.id}#bgp`,
    name: `BGP of ${end.name}`,
    urn: end.urn,
    end: end.id,
    localAsn: hubAsn,
    peerAsn: typeof asn === "number" ? asn : undefined,
    localAddress: local,
    peerAddress,
  };
  return { end, session: usesBgp ? session : undefined };
}

/** As a virtual network gateway does: https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq */
function localAddress(
  gateway: Resource,
  connection: Properties,
  peer: string | undefined,
  position: number,
): string | undefined {
  const shown = peeringOf(gateway, position);
  const [own] = textsIn(shown, "defaultBgpIpAddresses");
  const chosen = objectsIn(known(listAt(connection, "vpnGatewayCustomBgpAddresses"))).find((one) =>
    sameId(lastName(textIn(one, "ipConfigurationId")), instances[position]),
  );
  const custom =
    (chosen && textIn(chosen, "customBgpIpAddress")) ?? textsIn(shown, "customBgpIpAddresses")[0];
  return peer !== undefined && isLinkLocal(peer) ? (custom ?? own) : own;
}

function peeringOf(gateway: Resource, position: number): Properties {
  return (
    objectsIn(known(readList(gateway, "bgpSettings.bgpPeeringAddresses"))).find((one) =>
      sameId(lastName(textIn(one, "ipconfigurationId")), instances[position]),
    ) ?? {}
  );
}

function publicAddress(gateway: Resource, position: number): string | undefined {
  const configuration = objectsIn(known(readList(gateway, "ipConfigurations"))).find((one) =>
    sameId(lastName(textIn(one, "id")), instances[position]),
  );
  return (
    (configuration && textIn(configuration, "publicIpAddress")) ??
    textsIn(peeringOf(gateway, position), "tunnelIpAddresses")[0]
  );
}

function peerReferences(resource: Resource, arm: Arm): readonly string[] {
  const site = found(arm.refer(resource, "remoteVpnSite.id", tokens.vpnSite));
  const sources = site
    ? ["vpnSiteLinks", "ipAddress"].flatMap((path) => arm.stack.dependencies(site, path))
    : [];
  return sources.map(({ urn }) => urn);
}

function textsIn(from: Properties, path: string): string[] {
  return (known(listAt(from, path)) ?? []).filter((text) => typeof text === "string");
}

function listAt(from: Properties, path: string) {
  const value = follow(from, path);
  return value.state === "known" && Array.isArray(value.value)
    ? ({ state: "known", value: value.value as unknown[] } as const)
    : ({ state: value.state === "absent" ? "absent" : "unknown" } as const);
}
