import { overlaps } from "../../addressing";
import type { EstateBuilder, NextHop, Route, Session } from "../model";
import { labelOf } from "../resources";
import { type Arm, found } from "./arm";
import type { Connection } from "./connections";
import { type Doubt, doubtBehindSystemRoutes } from "./doubts";
import { pages } from "./pages";
import { reverseOf } from "./peerings";
import { everything, isDefault } from "./prefixes";
import { ranks } from "./ranks";
import { localRoutes, type RoutingContext } from "./subnetTables";
import { tokens } from "./tokens";
import { tableFor } from "./userRoutes";
import type { VirtualNetworkGateway } from "./virtualNetworkGateways";
import type { VirtualNetwork } from "./virtualNetworks";

/** A gateway's node and table, its tunnels and its BGP sessions. */
export function addGateway(
  gateway: VirtualNetworkGateway,
  connections: readonly Connection[],
  arm: Arm,
  context: RoutingContext,
  estate: EstateBuilder,
): void {
  const { urn, name, node, table, region, subnet } = gateway;
  const spokes = context.transit.spokesOf(gateway);
  const user = subnetRoutes(gateway, context);
  estate.nodes.push({
    id: node,
    name: `virtual network gateway ${name}`,
    kind: "gateway",
    cloud: "azure",
    urn,
    region,
    table,
    undecided:
      subnet === undefined
        ? `the virtual network of gateway ${name} is not known`
        : (subnet.network.undecided ?? user.undecided),
  });
  const near = subnet ? [subnet.network, ...spokes.map(({ local }) => local)] : [];
  estate.tables.push({
    id: table,
    name: `routes of virtual network gateway ${name}`,
    urn,
    routes: [
      ...user.routes,
      ...near.flatMap(localRoutes),
      ...closedPeers(gateway, context),
      ...connections.flatMap((connection) => staticRoutes(connection)),
      ...defaultSiteRoutes(gateway, connections, arm),
    ],
    unbeatable: near.flatMap(({ ranges }) => ranges),
    undecided: [
      ...(subnet?.network.doubts ?? []),
      ...user.doubts,
      ...connections.flatMap(({ undecided, rule }) =>
        undecided ? doubtBehindSystemRoutes(rule, undecided) : [],
      ),
    ],
  });
  for (const connection of connections) {
    estate.tunnelEnds.push(...connection.ends);
    if (connection.undecided === undefined && connection.down === undefined) {
      estate.sessions.push(...connection.sessions.map((session) => withRoutes(session, gateway, near)));
    }
  }
}

/**
 * What a gateway tells: its network, the peers that use it, and what it learned from others, but neither default routes
 * nor what overlaps its network.
 *
 * Source: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq#bgp
 */
function withRoutes(
  session: Connection["sessions"][number],
  { table, urn }: VirtualNetworkGateway,
  near: readonly VirtualNetwork[],
): Session {
  const own = near.flatMap(({ ranges }) => ranges);
  return {
    ...session,
    advertises: {
      table,
      also: own.map((prefix) => ({
        prefix,
        rule: { text: `${prefix.text} of its virtual networks`, urn, source: pages.gatewayAdvertisements },
      })),
      accepts: ({ prefix, next }) =>
        next.every((hop) => hop.to === "tunnel") &&
        !isDefault(prefix) &&
        !own.some((range) => overlaps(range, prefix)),
    },
    learns: [{ table, rank: ranks.gateway }],
  };
}

/** The user routes of GatewaySubnet, by which what comes out of tunnels can be sent through an appliance. */
function subnetRoutes({ subnet, name }: VirtualNetworkGateway, { tables, nextHops }: RoutingContext) {
  const none = { routes: [] as readonly Route[], doubts: [] as readonly Doubt[], undecided: undefined };
  if (subnet === undefined) {
    return none;
  }
  const table = tableFor(subnet.routeTable, tables);
  if (table === "none") {
    return none;
  }
  if (table === "not known" || table.incomplete) {
    return { ...none, undecided: `the route table of GatewaySubnet of ${name} is not known` };
  }
  const { routes, doubts } = nextHops.read(table.routes, subnet.network);
  const broken = [
    table.disablesPropagation !== false &&
      `route table ${table.name} keeps gateways' routes from GatewaySubnet`,
    routes.some(({ prefix }) => isDefault(prefix)) &&
      `route table ${table.name} sends GatewaySubnet's default route elsewhere`,
    subnet.securityGroup.state !== "absent" && "GatewaySubnet has a network security group",
  ].find((why) => typeof why === "string");
  const undecided = broken && `${broken}, with which a gateway may stop working`;
  return { routes, doubts, undecided };
}

/** A peer that doesn't use the gateway gets nothing from it: https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering */
function closedPeers(gateway: VirtualNetworkGateway, { peerings, transit }: RoutingContext): Route[] {
  const network = gateway.subnet?.network;
  const spokes = transit.spokesOf(gateway).map(({ local }) => local);
  const closed = (network ? (peerings.get(network) ?? []) : []).filter(
    ({ remote }) => remote === undefined || !spokes.includes(remote),
  );
  return closed.flatMap((peering) => {
    const { name, remoteRanges, urn, remote } = peering;
    return remoteRanges.map((prefix): Route => {
      const why = `peering ${name} has no gateway transit: it takes allowGatewayTransit here and useRemoteGateways there`;
      const flags = [peering, reverseOf(peerings, peering)].flatMap((one) =>
        one ? [one.offersGateway, one.usesRemoteGateway] : [],
      );
      const next: NextHop =
        remote === undefined || flags.includes(undefined)
          ? {
              to: "undecided",
              why: `whether the network behind peering ${name} uses the gateway can't be seen`,
            }
          : { to: "nowhere", why };
      const rule = { text: `${prefix.text} by peering ${name}`, urn, source: pages.gatewayTransit };
      return { prefix, next: [next], rank: ranks.system, rule };
    });
  });
}

function staticRoutes({ ranges, ends, rule, undecided, down, gateway }: Connection): Route[] {
  const own = gateway.subnet?.network.ranges ?? [];
  return ranges.map((prefix) => {
    const inside = own.some((range) => overlaps(range, prefix));
    const why =
      undecided ?? `${prefix.text} is routed to ${rule.text} and overlaps the gateway's own network`;
    return {
      prefix,
      next: undecided !== undefined || inside ? [{ to: "undecided", why }] : tunnels(ends, down),
      rank: ranks.gateway,
      rule: { ...rule, text: `${prefix.text} to ${rule.text}` },
    };
  });
}

function tunnels(ends: Connection["ends"], down?: string): NextHop[] {
  return ends.length === 0 || down !== undefined
    ? [{ to: "nowhere", why: down ?? "it has no tunnel" }]
    : ends.map(({ id }) => ({ to: "tunnel", end: id }));
}

/** https://learn.microsoft.com/azure/vpn-gateway/site-to-site-tunneling */
function defaultSiteRoutes(
  { resource }: VirtualNetworkGateway,
  connections: readonly Connection[],
  arm: Arm,
): Route[] {
  const reference = arm.refer(resource, "gatewayDefaultSite.id", tokens.localNetworkGateway);
  const rule = {
    text: `default site of ${labelOf(resource)}`,
    urn: resource.urn,
    source: pages.forcedTunneling,
  };
  if (reference.state === "absent") {
    return [];
  }
  const site = found(reference);
  const ends = connections
    .filter(({ peer }) => site !== undefined && peer === site)
    .flatMap((one) => one.ends);
  const next: NextHop[] =
    ends.length > 0
      ? tunnels(ends)
      : [{ to: "undecided", why: `the ${rule.text} is in none of these stacks` }];
  return everything.map((prefix) => ({ prefix, next, rank: ranks.gateway, rule }));
}
