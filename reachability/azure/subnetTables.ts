import { contains } from "../../addressing";
import type { EstateBuilder, NextHop, Propagation, Route, RouteTable } from "../model";
import { labelOf } from "../resources";
import { found } from "./arm";
import { type Doubt, doubtBehindSystemRoutes } from "./doubts";
import type { NetworkInterfaces } from "./networkInterfaces";
import type { NextHops } from "./nextHops";
import { pages } from "./pages";
import type { Peering } from "./peerings";
import { everything, reserved } from "./prefixes";
import { ranks } from "./ranks";
import type { Subnet } from "./subnets";
import type { Transit } from "./transit";
import { tableFor, type UserRouteTable } from "./userRoutes";
import type { VirtualNetwork } from "./virtualNetworks";

/** Of the table in the model. Each subnet has its own, as Azure adds to what the user's says. */
export function tableOf({ id }: Pick<Subnet, "id">): string {
  return `${id}#routes`;
}

/** All tables in which hosts of a subnet look up. */
export function lookupTables(subnet: Subnet): readonly string[] {
  const accesses: readonly InternetAccess[] = ["subnet", "public address", "load balancer"];
  return [...new Set(accesses.map((access) => tableOf({ id: nodeOf(subnet, access) })))];
}

/** Other ways to the internet than the subnet's, for hosts that have their own. */
export type InternetAccess = "subnet" | "public address" | "load balancer";

/** The node at which a host of a subnet looks up. */
export function nodeOf(subnet: Subnet, access: InternetAccess): string {
  return access === "subnet" || hasAccess(subnet) !== false ? subnet.id : `${subnet.id}#${access}`;
}

/** All that decides about a subnet's routes. */
export interface RoutingContext {
  readonly tables: ReadonlyMap<string, UserRouteTable>;
  readonly peerings: ReadonlyMap<VirtualNetwork, readonly Peering[]>;
  readonly transit: Transit;
  readonly nextHops: NextHops;
  readonly interfaces: NetworkInterfaces;
}

/** A subnet's node and tables, and what its gateway tells it. */
export function addSubnet(subnet: Subnet, context: RoutingContext, estate: EstateBuilder): void {
  const { id, name, urn, network, ranges, incomplete } = subnet;
  const table = tableFor(subnet.routeTable, context.tables);
  const undecided = network.undecided ?? undecidedTable(subnet, table);
  const base = { name: `subnet ${name}`, cloud: "azure", urn, region: network.region, undecided } as const;
  const own = routesOf(subnet, table, context);
  estate.nodes.push({
    ...base,
    id,
    kind: "subnet",
    table: tableOf(subnet),
    network: network.id,
    // Where its range is not known, at least what is said to be in it.
    delivers: incomplete
      ? [...ranges, ...context.interfaces.in(subnet).flatMap(({ addresses }) => addresses)]
      : ranges,
  });
  addTable(
    subnet,
    tableOf(subnet),
    [...own.routes, ...internet(subnet, "subnet")],
    own.doubts,
    context,
    estate,
  );
  if (hasAccess(subnet) === false) {
    for (const access of ["public address", "load balancer"] as const) {
      const node = nodeOf(subnet, access);
      estate.nodes.push({ ...base, id: node, kind: "router", table: tableOf({ id: node }) });
      addTable(
        subnet,
        tableOf({ id: node }),
        [...own.routes, ...internet(subnet, access)],
        own.doubts,
        context,
        estate,
      );
    }
  }
}

function addTable(
  subnet: Subnet,
  id: string,
  routes: readonly Route[],
  doubts: readonly Doubt[],
  context: RoutingContext,
  estate: EstateBuilder,
): void {
  const { network, name } = subnet;
  const peers = (context.peerings.get(network) ?? []).flatMap(({ remoteRanges }) => remoteRanges);
  const table: RouteTable = {
    id,
    name: `routes of subnet ${name}`,
    urn: found(subnet.routeTable)?.urn ?? subnet.urn,
    routes,
    // System routes for the network and its peers are preferred even to longer ones from a gateway.
    unbeatable: [...network.ranges, ...peers],
    undecided: [...doubts, ...network.doubts],
  };
  estate.tables.push(table);
  const propagation = fromGateway(subnet, id, context);
  if (propagation !== undefined) {
    estate.propagations.push(propagation);
  }
}

/** https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#optional-default-routes */
function fromGateway(
  { network, routeTable }: Subnet,
  to: string,
  { tables, transit }: RoutingContext,
): Propagation | undefined {
  const gateway = transit.gatewayOf(network);
  const table = tableFor(routeTable, tables);
  if (gateway === undefined || (typeof table !== "string" && table.disablesPropagation !== false)) {
    return undefined;
  }
  return {
    from: gateway.table,
    to,
    next: { to: "node", node: gateway.node },
    rank: ranks.gateway,
    accepts: ({ rank }) => rank === ranks.gateway,
    rule: { text: `from virtual network gateway ${gateway.name}`, urn: gateway.urn, source: pages.routes },
  };
}

function routesOf(
  { network }: Subnet,
  table: ReturnType<typeof tableFor>,
  { nextHops, peerings }: RoutingContext,
): { routes: readonly Route[]; doubts: readonly Doubt[] } {
  const system = [
    ...localRoutes(network),
    ...(peerings.get(network) ?? []).flatMap(peeringRoutes),
    ...noneRoutes(network),
  ];
  if (typeof table === "string") {
    return { routes: system, doubts: [] };
  }
  const user = nextHops.read(table.routes, network);
  const why = `whether route table ${table.name} takes routes from gateways is known only after the update`;
  const rule = { text: `route table ${table.name}`, urn: table.urn, source: pages.routes };
  return {
    routes: [...user.routes, ...system],
    doubts: [
      ...user.doubts,
      ...(table.disablesPropagation === undefined ? doubtBehindSystemRoutes(rule, why) : []),
    ],
  };
}

/** https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#default */
export function localRoutes({ id, name, ranges }: VirtualNetwork): Route[] {
  return ranges.map((prefix) => ({
    prefix,
    next: [{ to: "network", network: id }],
    rank: ranks.system,
    rule: { text: `${prefix.text} to virtual network ${name} (system route)`, urn: id, source: pages.routes },
  }));
}

/**
 * A route to each range of the peer, and to nothing behind it.
 *
 * Source: https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview
 */
function peeringRoutes({ name, remote, remoteRanges, connected, urn }: Peering): Route[] {
  const next: NextHop =
    connected === false
      ? { to: "nowhere", why: `peering ${name} has no counterpart at the other side` }
      : remote === undefined
        ? { to: "outside", what: `a virtual network that is in none of these stacks, by peering ${name}` }
        : connected === undefined
          ? {
              to: "undecided",
              why: `whether peering ${name} has a counterpart at the other side is not known`,
            }
          : { to: "network", network: remote.id };
  return remoteRanges.map((prefix) => ({
    prefix,
    next: [next],
    rank: ranks.system,
    rule: { text: `${prefix.text} by peering ${name} (system route)`, urn, source: pages.peering },
  }));
}

/** Dropped, unless the network itself has the range or a larger one. */
function noneRoutes({ ranges }: VirtualNetwork): Route[] {
  return reserved
    .filter((prefix) => !ranges.some((range) => contains(range, prefix)))
    .map((prefix) => {
      const text = `${prefix.text} to None (system route)`;
      const why = "Azure drops what is for private addresses that nobody gave it a route to";
      return {
        prefix,
        next: [{ to: "nowhere", why }],
        rank: ranks.system,
        rule: { text, source: pages.routes },
      };
    });
}

function internet(subnet: Subnet, access: InternetAccess): Route[] {
  const next = internetHop(subnet, access);
  return everything.map((prefix) => ({
    prefix,
    next: [next],
    rank: ranks.system,
    rule: { text: `${prefix.text} to Internet (system route)`, source: pages.routes },
  }));
}

/** https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access */
function internetHop(subnet: Subnet, access: InternetAccess): NextHop {
  if (subnet.natGateway.state === "found") {
    return {
      to: "outside",
      what: `the internet, by NAT gateway ${labelOf(subnet.natGateway.resource)}`,
      internet: true,
    };
  }
  const allowed = hasAccess(subnet);
  if (allowed === true || access === "public address") {
    return { to: "outside", what: "the internet", internet: true };
  }
  if (allowed === undefined) {
    return { to: "undecided", why: `whether subnet ${subnet.name} has access to the internet is not known` };
  }
  return access === "load balancer"
    ? { to: "undecided", why: "outbound rules of load balancers are not modelled" }
    : { to: "nowhere", why: `subnet ${subnet.name} is private, without NAT gateway or public address` };
}

/** Undefined while not known. */
function hasAccess({ natGateway, defaultOutboundAccess }: Subnet): boolean | undefined {
  return natGateway.state === "absent"
    ? defaultOutboundAccess
    : natGateway.state === "unknown"
      ? undefined
      : true;
}

function undecidedTable({ name }: Subnet, table: ReturnType<typeof tableFor>): string | undefined {
  if (table === "not known") {
    return `the route table of subnet ${name} is in none of these stacks`;
  }
  return typeof table !== "string" && table.incomplete
    ? `the routes of ${table.name} are known only after the update`
    : undefined;
}
