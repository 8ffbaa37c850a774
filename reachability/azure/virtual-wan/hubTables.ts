import { contains } from "../../../addressing";
import type { EstateBuilder, NextHop, Propagation, Route } from "../../model";
import { known, labelOf, readList } from "../../resources";
import { found, isIncomplete, isUnknown, objectsIn, sameId, textIn } from "../arm";
import { pages } from "../pages";
import { isDefault, prefixOf } from "../prefixes";
import type { RoutingContext } from "../subnetTables";
import { tokens } from "../tokens";
import type { Branch } from "./branches";
import type { Hub, HubTable } from "./hubs";
import type { HubIndex } from "./routingConfiguration";
import type { Spoke } from "./spokes";

/**
 * Among routes to one prefix in a hub: static ones, then what is connected to the hub itself, then what other hubs tell,
 * unless the hub goes by the AS path first.
 *
 * Source: https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing-preference
 */
const ranks = { fixed: 0, near: 10, far: 20 } as const;

/** What hubs put before the path of what they tell each other: https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq */
const betweenHubs = [65520, 65520] as const;

/** Everything of a virtual WAN that hubs' tables are made of. */
export interface Wan {
  readonly index: HubIndex;
  readonly spokes: readonly Spoke[];
  readonly branches: readonly Branch[];
  readonly context: RoutingContext;
}

/** A hub's nodes and tables, and its branches' tunnels and sessions. */
export function addHub(hub: Hub, wan: Wan, estate: EstateBuilder): void {
  const { urn, name, region, undecided, tables, defaultTable, backbone } = hub;
  const base = { kind: "hub", cloud: "azure", urn, region, undecided } as const;
  const doubts = hub.doubts.map(({ resource, why }) => ({ rule: { text: why, urn: resource.urn }, why }));
  for (const table of tables) {
    const suffix = table === defaultTable ? "" : ` (${table.resource ? labelOf(table.resource) : table.key})`;
    const unread = unreadRoutes(table);
    estate.nodes.push({
      ...base,
      undecided: undecided ?? unread,
      id: table.node,
      name: `virtual hub ${name}${suffix}`,
      table: table.table,
    });
    estate.tables.push({
      id: table.table,
      name: `routes of virtual hub ${name}${suffix}`,
      urn: table.resource?.urn ?? urn,
      routes: [...fixedRoutes(table, wan), ...connected(table, hub, wan)],
      undecided: doubts,
    });
  }
  const near = wan.spokes.filter((spoke) => spoke.hub === hub);
  estate.nodes.push({ ...base, id: backbone.node, name: `virtual hub ${name}`, table: backbone.table });
  estate.tables.push({
    id: backbone.table,
    name: `routes of virtual hub ${name} for other hubs`,
    urn,
    routes: [
      ...near.flatMap((spoke) => spokeRoutes(spoke, wan, ranks.near)),
      ...wan.branches.filter((branch) => branch.hub === hub).flatMap((branch) => branchRoutes(branch)),
    ],
    undecided: doubts,
  });
  for (const branch of wan.branches.filter((one) => one.hub === hub)) {
    addBranch(branch, wan, estate);
  }
}

/** What comes to a table from the connections of its hub, and, for networks, from those of other hubs. */
function connected(table: HubTable, hub: Hub, wan: Wan): Route[] {
  const spokes = wan.spokes.filter(({ propagated }) => propagated.includes(table));
  const branches = wan.branches.filter(
    ({ hub: own, propagated }) => own === hub && propagated.includes(table),
  );
  return [
    ...spokes.flatMap((spoke) =>
      spoke.hub === hub ? spokeRoutes(spoke, wan, ranks.near) : hub.transits ? farRoutes(spoke, hub) : [],
    ),
    ...branches.flatMap((branch) => branchRoutes(branch)),
  ];
}

function spokeRoutes(spoke: Spoke, { context }: Wan, rank: number): Route[] {
  const { network, name, resource, undecided, routes, propagatesRoutes } = spoke;
  const rule = (text: string) => ({
    text: `${text} by connection ${name}`,
    urn: resource.urn,
    source: pages.hubRouting,
  });
  const next: NextHop =
    undecided === undefined ? { to: "network", network: network.id } : { to: "undecided", why: undecided };
  const own = network.ranges.map((prefix) => ({ prefix, next: [next], rank, rule: rule(prefix.text) }));
  const added = (propagatesRoutes ? routes : []).flatMap(({ ranges, address }) =>
    ranges.map((prefix) => ({
      prefix,
      next: [context.nextHops.appliance(address, network)],
      rank: ranks.fixed,
      rule: rule(`${prefix.text} to ${address ?? "an appliance"}`),
    })),
  );
  return [...own, ...added];
}

/** What another hub's network has, through that hub. A default route stays in its own hub. */
function farRoutes({ network, hub: other, resource, routes, undecided }: Spoke, hub: Hub): Route[] {
  const prefixes = [...network.ranges, ...routes.flatMap(({ ranges }) => ranges)];
  const next: NextHop =
    undecided === undefined ? { to: "node", node: other.backbone.node } : { to: "undecided", why: undecided };
  return prefixes
    .filter((prefix) => !isDefault(prefix))
    .map((prefix) => ({
      prefix,
      next: [next],
      rank: farRank(hub),
      bgp: { asPath: betweenHubs, med: 0 },
      rule: {
        text: `${prefix.text} from virtual hub ${other.name}`,
        urn: resource.urn,
        source: pages.hubRouting,
      },
    }));
}

function farRank({ prefersAsPath }: Hub): number {
  return prefersAsPath ? ranks.near : ranks.far;
}

function branchRoutes({ ranges, staticEnds, name, resource, undecided }: Branch): Route[] {
  const next: NextHop[] =
    undecided === undefined
      ? staticEnds.map(({ id }) => ({ to: "tunnel", end: id }))
      : [{ to: "undecided", why: undecided }];
  return staticEnds.length === 0
    ? []
    : ranges.map((prefix) => ({
        prefix,
        next,
        rank: ranks.near,
        rule: {
          text: `${prefix.text} by VPN connection ${name}`,
          urn: resource.urn,
          source: pages.hubRouting,
        },
      }));
}

/** https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing#static */
function fixedRoutes({ resource }: HubTable, wan: Wan): Route[] {
  if (resource === undefined) {
    return [];
  }
  return objectsIn(known(readList(resource, "routes"))).flatMap((route) => {
    const destinations = route.destinations;
    const prefixes = Array.isArray(destinations) ? destinations.flatMap((text) => prefixOf(text) ?? []) : [];
    const type = tokens.hubVirtualNetworkConnection;
    const connection = found(wan.index.arm.referIn(route, "nextHop", resource, "routes", type));
    const spoke = wan.spokes.find((one) => one.resource === connection);
    const name = textIn(route, "name") ?? "";
    return prefixes.map((prefix) => ({
      prefix,
      next: [fixedHop(spoke, prefix, name, wan)],
      rank: ranks.fixed,
      rule: { text: `${prefix.text} (static route ${name})`, urn: resource.urn, source: pages.hubRouting },
    }));
  });
}

function fixedHop(
  spoke: Spoke | undefined,
  prefix: Route["prefix"],
  name: string,
  { context }: Wan,
): NextHop {
  if (spoke === undefined) {
    return { to: "undecided", why: `the next hop of static route ${name} is not modelled` };
  }
  const onward = spoke.routes.find(({ ranges }) => ranges.some((range) => contains(range, prefix)));
  if (onward !== undefined) {
    return context.nextHops.appliance(onward.address, spoke.network);
  }
  return spoke.network.ranges.some((range) => contains(range, prefix))
    ? { to: "network", network: spoke.network.id }
    : { to: "nowhere", why: `connection ${spoke.name} has no static route that takes ${prefix.text} on` };
}

/** Why packets that get to a table can't be followed: a route that can't be read may be the one. */
function unreadRoutes({ resource }: HubTable): string | undefined {
  if (resource === undefined) {
    return undefined;
  }
  const list = readList(resource, "routes");
  const unread =
    isIncomplete(list) ||
    objectsIn(known(list)).some(
      ({ destinationType, destinations }) =>
        !sameId(typeof destinationType === "string" ? destinationType : undefined, "CIDR") ||
        !Array.isArray(destinations) ||
        destinations.some((text) => prefixOf(text) === undefined),
    ) ||
    isUnknown(readList(resource, "labels"));
  return unread ? `the routes or the labels of ${labelOf(resource)} can't all be read` : undefined;
}

/** Every branch is told what is in the default table, and what it tells goes to the tables that it propagates to. */
function addBranch(branch: Branch, wan: Wan, estate: EstateBuilder): void {
  const { hub, ends, sessions, propagated, undecided } = branch;
  estate.tunnelEnds.push(...ends);
  if (undecided !== undefined) {
    estate.note(branch.resource.urn, undecided);
    return;
  }
  const near = propagated.filter((table) => table.hub === hub.urn).map(({ table }) => table);
  for (const session of sessions) {
    estate.sessions.push({
      ...session,
      advertises: { table: hub.defaultTable.table, accepts: toldTo(branch, wan) },
      learns: [...near, hub.backbone.table].map((table) => ({ table, rank: ranks.near })),
    });
  }
  estate.propagations.push(...toOtherHubs(branch, wan));
}

/** A default route only where the connection wants it, and other branches' only where the WAN joins them. */
function toldTo({ hub, internetSecurity }: Branch, { spokes }: Wan): (route: Route) => boolean {
  const networks = new Set(spokes.flatMap(({ network }) => network.ranges.map(({ text }) => text)));
  return ({ prefix }) =>
    (!isDefault(prefix) || internetSecurity === true) &&
    (hub.joinsBranches !== false || networks.has(prefix.text));
}

function toOtherHubs({ hub, ends, propagated, resource }: Branch, { index }: Wan): Propagation[] {
  const own = new Set(ends.map(({ id }) => id));
  const far = propagated.filter((table) => table.hub !== hub.urn);
  return (hub.transits ? far : []).map((table) => ({
    from: hub.backbone.table,
    to: table.table,
    next: { to: "node", node: hub.backbone.node },
    rank: ranks.far,
    accepts: ({ prefix, next }) =>
      !isDefault(prefix) && next.some((hop) => hop.to === "tunnel" && own.has(hop.end)),
    changes: (route) => ({
      ...route,
      rank: farRank(index.hubs.get(table.hub) ?? hub),
      bgp: { asPath: [...betweenHubs, ...(route.bgp?.asPath ?? [])], med: route.bgp?.med ?? 0 },
    }),
    rule: { text: `from virtual hub ${hub.name}`, urn: resource.urn, source: pages.hubRouting },
  }));
}
