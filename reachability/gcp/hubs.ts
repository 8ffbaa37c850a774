import type { Cidr } from "../../addressing";
import type { Route, Rule } from "../model";
import { groupBy } from "../groupBy";
import { known, orElse, read, readText } from "../resources";
import type { PeerOfRouter } from "./bgpPeers";
import { addImports, type Import, subnetRoutesOf } from "./exchange";
import { exportFilter, importFilter } from "./hubFilters";
import { pages } from "./pages";
import type { Reader } from "./reader";
import type { Spoke } from "./spokes";
import type { DynamicRoutes, SubnetRoute, Vpc } from "./vpc";
import { isGlobal, selectionOf } from "./vpcs";

/**
 * What the spokes of Network Connectivity Center hubs get from each other.
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/connectivity-topologies
 */
export function readHubs(reader: Reader, spokes: readonly Spoke[], peers: readonly PeerOfRouter[]): void {
  const byHub = groupBy(spokes, ({ hub }) => hub);
  const imports = [...byHub.values()].flatMap((members) => [
    ...members.flatMap((to) => doubts(to, members, peers, reader)),
    ...pairs(members).flatMap(([from, to]) => (canSee(to, from) === true ? exchanged(from, to, peers) : [])),
  ]);
  addImports([...imports, ...openSpokes(spokes, peers)]);
  for (const members of byHub.values()) {
    for (const [from, to] of pairs(members)) {
      tellSites(reader, from, to, peers);
    }
  }
}

function pairs(members: readonly Spoke[]): readonly (readonly [Spoke, Spoke])[] {
  return members.flatMap((from) => members.filter((to) => to !== from).map((to) => [from, to] as const));
}

/** What may belong to any hub, or any tunnel to it, leaves all spokes and routers in doubt. */
function openSpokes(spokes: readonly Spoke[], peers: readonly PeerOfRouter[]): Import[] {
  const vpcs = new Set([...spokes.flatMap(({ vpc }) => vpc ?? []), ...peers.map(({ router }) => router.vpc)]);
  return spokes.flatMap((spoke) => {
    const { doubt: why } = spoke;
    const undecided = why === undefined ? [] : [{ rule: ruleOf(spoke, spoke.label, pages.topologies), why }];
    return undecided.length === 0 ? [] : [...vpcs].map((to) => ({ to, subnetRoutes: [], undecided }));
  });
}

/** In a star, edge spokes see the center alone. Undefined for topologies that are not read. */
function canSee(to: Spoke, from: Spoke): boolean | undefined {
  const topology = topologyOf(to);
  switch (topology) {
    case "MESH":
      return true;
    case "STAR":
      return (
        to.group === "center" ||
        from.group === "center" ||
        (isGroupKnown(to) && isGroupKnown(from) ? false : undefined)
      );
    default:
      return undefined;
  }
}

function isGroupKnown({ group }: Spoke): boolean {
  return group === "center" || group === "edge";
}

function topologyOf({ hubResource }: Spoke): string | undefined {
  if (hubResource === undefined || known(readText(hubResource, "policyMode")) === "CUSTOM") {
    return undefined;
  }
  return orElse(readText(hubResource, "presetTopology"), "MESH");
}

/** What may come of a hub that is not read whole: one outside the stacks, of another topology, with other spokes. */
function doubts(
  to: Spoke,
  members: readonly Spoke[],
  peers: readonly PeerOfRouter[],
  reader: Reader,
): Import[] {
  const topology = topologyOf(to);
  const isRead = topology === "MESH" || (topology === "STAR" && isGroupKnown(to));
  const unread = members.filter(
    (from) =>
      from !== to &&
      canSee(to, from) !== false &&
      ((topology === "STAR" && !isGroupKnown(from)) ||
        (from.vpc === undefined && from.tunnels === undefined)),
  );
  const reasons = [
    ...(isRead ? [] : [topologyDoubt(to, topology)]),
    ...unread.map(({ label }) => `what spoke ${label} links, and in which group, is not known`),
  ];
  const vpcs = to.vpc ? [to.vpc] : [...new Set(routersOf(to, peers).map(({ router }) => router.vpc))];
  return reasons.flatMap((why) => {
    reader.estate.note(to.resource.urn, why);
    const undecided = [{ rule: ruleOf(to, to.label, pages.topologies), why }];
    return vpcs.map((vpc) => ({ to: vpc, subnetRoutes: [], undecided }));
  });
}

function topologyDoubt({ hubResource, label, group }: Spoke, topology: string | undefined): string {
  return hubResource === undefined
    ? `the hub of ${label} is in none of these stacks, so what it brings is not known`
    : `what the hub of ${label} brings in topology ${topology ?? "unknown"}, group ${group}, is not known`;
}

function exchanged(from: Spoke, to: Spoke, peers: readonly PeerOfRouter[]): Import[] {
  if (from.vpc !== undefined && to.vpc !== undefined) {
    return from.vpc === to.vpc ? [] : [subnetsInto(from, from.vpc, to.vpc)];
  }
  if (from.tunnels !== undefined && to.vpc !== undefined) {
    return [{ to: to.vpc, subnetRoutes: [], dynamicRoutes: learnedBy(from, to.vpc, peers) }];
  }
  if (from.vpc !== undefined && to.tunnels !== undefined) {
    return subnetsForTunnels(from, from.vpc, to, peers);
  }
  return [];
}

/** https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview */
function subnetsInto(from: Spoke, vpc: Vpc, to: Vpc): Import {
  const filter = exportFilter(from.resource, "linkedVpcNetwork");
  const rule = (text: string): Rule => ruleOf(from, `${text} (spoke ${from.label})`, pages.vpcSpokes);
  const routes = subnetRoutesOf(vpc, filter ?? (() => false), rule);
  return {
    to,
    subnetRoutes: routes.map((route) => ({ ...route, hub: from.hub })),
    subnetDoubts: [
      ...vpc.subnetDoubts,
      ...(filter === undefined
        ? [{ rule: rule(vpc.name), why: `the export filter of ${from.label} is known only after the update` }]
        : []),
    ],
  };
}

/** What the sites behind a hybrid spoke told the Cloud Routers of its tunnels. */
function learnedBy(from: Spoke, to: Vpc, peers: readonly PeerOfRouter[]): readonly DynamicRoutes[] {
  const filter = hybridFilter(from);
  return routersOf(from, peers)
    .filter(({ router }) => router.vpc !== to)
    .map(({ router }) => ({
      table: router.table,
      region: router.region,
      isGlobal: isGlobal(router.vpc),
      isExchanged: true,
      selection: selectionOf(router.vpc),
      accepts: (route: Route) => leadsInto(route, from) && filter(route.prefix),
      rule: ruleOf(from, `learned by ${router.label} (spoke ${from.label})`, pages.dynamicExchange),
      hub: from.hub,
    }));
}

function hybridFilter(spoke: Spoke): (range: Cidr) => boolean {
  const given = ["includeExportRanges", "excludeExportRanges"].some(
    (property) => read(spoke.resource, `linkedVpnTunnels.${property}`).state !== "absent",
  );
  return (given ? exportFilter(spoke.resource, "linkedVpnTunnels") : undefined) ?? (() => true);
}

/** Hybrid spokes get the subnets of VPC spokes only if they import them. */
function subnetsForTunnels(from: Spoke, vpc: Vpc, to: Spoke, peers: readonly PeerOfRouter[]): Import[] {
  const imports = importFilter(to.resource, "linkedVpnTunnels");
  if (imports === "nothing") {
    return [];
  }
  const vpcs = new Set(routersOf(to, peers).map(({ router }) => router.vpc));
  return [...vpcs]
    .filter((one) => one !== vpc)
    .map((one) => {
      const { subnetRoutes, ...rest } = subnetsInto(from, vpc, one);
      return {
        ...rest,
        subnetRoutes: subnetRoutes
          .filter(({ prefix }) => imports?.(prefix) !== false)
          .map((route): SubnetRoute => ({
            ...route,
            spoke: to.resource.urn,
            ...(imports === undefined && {
              next: { to: "undecided", why: `what ${to.label} imports is known only after the update` },
            }),
          })),
      };
    });
}

/**
 * Site-to-site data transfer: what one spoke's sites told, another's are told, and packets pass from tunnel to tunnel.
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/site-to-site-overview
 */
function tellSites(reader: Reader, from: Spoke, to: Spoke, peers: readonly PeerOfRouter[]): void {
  const sides = [from, to];
  if (sides.some((side) => side.tunnels === undefined || side.isSiteToSite === false)) {
    return;
  }
  if (sides.some((side) => side.isSiteToSite === undefined) || canSee(to, from) !== true) {
    const why = `whether the sites of ${from.label} and ${to.label} reach each other is not known`;
    const doubt = { rule: ruleOf(from, from.label, pages.siteToSite), why };
    for (const peer of peers.filter(({ tunnel }) => to.tunnels?.has(tunnel.urn) === true)) {
      peer.doubts.push(doubt);
      peer.router.vpc.undecided.push(doubt);
    }
    return;
  }
  const rule = ruleOf(from, `of the sites of spoke ${from.label}`, pages.siteToSite);
  for (const { router } of routersOf(from, peers)) {
    const vpcs = new Set(routersOf(to, peers).map((one) => one.router.vpc));
    for (const vpc of vpcs) {
      vpc.dynamicRoutes.push({
        table: router.table,
        region: router.region,
        isGlobal: isGlobal(router.vpc),
        isExchanged: false,
        selection: selectionOf(router.vpc),
        accepts: (route) => leadsInto(route, from),
        rule,
        spoke: to.resource.urn,
      });
    }
    for (const peer of peers.filter(({ tunnel }) => to.tunnels?.has(tunnel.urn) === true)) {
      reader.estate.propagations.push({
        from: router.table,
        to: peer.advertisements,
        rank: 1,
        accepts: (route) => leadsInto(route, from),
        rule,
      });
    }
  }
}

/** The Cloud Routers of a spoke's tunnels, each once. */
function routersOf(spoke: Spoke, peers: readonly PeerOfRouter[]): readonly PeerOfRouter[] {
  const all = peers.filter(({ tunnel }) => spoke.tunnels?.has(tunnel.urn) === true);
  return [...new Map(all.map((peer) => [peer.router.resource.urn, peer])).values()];
}

function leadsInto({ next }: Route, { tunnels }: Spoke): boolean {
  return next.every(
    (hop) => hop.to === "undecided" || (hop.to === "tunnel" && tunnels?.has(hop.end) === true),
  );
}

function ruleOf({ resource }: Spoke, text: string, source: string): Rule {
  return { text, urn: resource.urn, source };
}

/** The spoke that each tunnel belongs to. */
export function spokesByTunnel(spokes: readonly Spoke[]): ReadonlyMap<string, string> {
  return new Map(
    spokes.flatMap(({ resource, tunnels }) =>
      [...(tunnels ?? [])].map((urn) => [urn, resource.urn] as const),
    ),
  );
}
