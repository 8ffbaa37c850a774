import type { Resource } from "../../../../reachability/resources";
import { shortest, type Told } from "../bgp";
import { overlap, within } from "../cidr";
import { allOf, byId, get, records, text, texts } from "../properties";
import type { End } from "../tunnels";
import type { Route, World } from "../world";

export type Target =
  | { readonly to: "network"; readonly id: string }
  | { readonly to: "gateway"; readonly id: string }
  | { readonly to: "none" | "internet" };

/**
 * The effective routes of a subnet: user-defined ones before those of the gateway, these before the system's; what a
 * gateway learned inside the address space of the network or of a peered one never counts.
 * https://learn.microsoft.com/en-us/azure/virtual-network/virtual-networks-udr-overview
 */
export function effectiveRoutes(world: World, subnet: Resource): Route<Target>[] {
  const { resources } = world;
  const network = networkOf(resources, subnet);
  const routes: Route<Target>[] = [
    { prefix: "0.0.0.0/0", rank: 3, to: { to: "internet" } },
    ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map((prefix) => ({
      prefix,
      rank: 3,
      to: { to: "none" } as const,
    })),
  ];
  const system: string[] = [];
  for (const near of [network, ...peersOf(resources, network)]) {
    for (const prefix of spaceOf(near)) {
      system.push(prefix);
      routes.push({ prefix, rank: 2, to: { to: "network", id: near.id ?? "" } });
    }
  }
  const gateway = gatewayFor(resources, network);
  const table = byId(resources, text(subnet, "routeTable.id"));
  if (gateway !== undefined && !(table && get(table, "disableBgpRoutePropagation") === true)) {
    for (const { prefix } of gatewayRoutes(world, gateway)) {
      if (!system.some((range) => within(prefix, range))) {
        routes.push({ prefix, rank: 1, to: { to: "gateway", id: gateway.id ?? "" } });
      }
    }
  }
  for (const route of table ? userRoutes(resources, table) : []) {
    const prefix = String(route["addressPrefix"]);
    switch (route["nextHopType"]) {
      case "VirtualNetworkGateway":
        routes.push({
          prefix,
          rank: 0,
          to: gateway ? { to: "gateway", id: gateway.id ?? "" } : { to: "none" },
        });
        break;
      case "VnetLocal":
        routes.push({ prefix, rank: 0, to: { to: "network", id: network.id ?? "" } });
        break;
      case "None":
        routes.push({ prefix, rank: 0, to: { to: "none" } });
        break;
      case "Internet":
        routes.push({ prefix, rank: 0, to: { to: "internet" } });
        break;
      default:
        throw new Error(`a route to something unknown: ${JSON.stringify(route)}`);
    }
  }
  return routes;
}

/** What the tag VirtualNetwork stands for at a subnet. https://learn.microsoft.com/en-us/azure/virtual-network/service-tags-overview */
export function virtualNetworkTag(world: World, subnet: Resource): string[] {
  const { resources } = world;
  const network = networkOf(resources, subnet);
  const gateway = gatewayFor(resources, network);
  const table = byId(resources, text(subnet, "routeTable.id"));
  return [
    ...[network, ...peersOf(resources, network)].flatMap(spaceOf),
    ...(gateway ? gatewayRoutes(world, gateway).map(({ prefix }) => prefix) : []),
    ...(table ? userRoutes(resources, table).map((route) => String(route["addressPrefix"])) : []),
  ];
}

/** What a gateway knows of the other sides: address spaces of local network gateways, and BGP's shortest paths. */
export function gatewayRoutes(
  { resources, ends, learned }: World,
  gateway: Resource,
): Route<readonly End[]>[] {
  const routes: Route<readonly End[]>[] = [];
  for (const connection of connectionsOf(resources, gateway)) {
    const site = byId(resources, text(connection, "localNetworkGateway2.id"));
    for (const prefix of site ? texts(site, "localNetworkAddressSpace.addressPrefixes") : []) {
      routes.push({ prefix, rank: 0, to: ends.filter((end) => end.resource === connection) });
    }
  }
  for (const { prefix, end } of shortest(learned.filter((one) => one.end.speaker === gateway.id))) {
    routes.push({ prefix, rank: 0, to: [end] });
  }
  return routes;
}

/**
 * It tells its network's address space, that of peered networks which use it, what other local network gateways hold,
 * and what other sessions told it.
 * https://learn.microsoft.com/en-us/azure/vpn-gateway/vpn-gateway-vpn-faq
 */
export function gatewayTells(world: World, end: End): Told[] {
  const { resources } = world;
  const gateway = byId(resources, end.speaker);
  const network = gateway && networkOfGateway(resources, gateway);
  if (gateway === undefined || network === undefined) {
    return [];
  }
  const users = peersOf(resources, network).filter((one) => gatewayFor(resources, one) === gateway);
  const own = [network, ...users].flatMap(spaceOf);
  const sites = connectionsOf(resources, gateway)
    .filter((connection) => connection !== end.resource)
    .flatMap((connection) => byId(resources, text(connection, "localNetworkGateway2.id")) ?? [])
    .flatMap((site) => texts(site, "localNetworkAddressSpace.addressPrefixes"));
  const heard = shortest(world.learned.filter((one) => one.end.speaker === gateway.id)).filter(
    ({ prefix }) => prefix !== "0.0.0.0/0" && !own.some((range) => overlap(range, prefix)),
  );
  return [...[...own, ...sites].map((prefix) => ({ prefix, path: [] })), ...heard];
}

/** The gateway that a network's routes lead to: its own, else the one that it uses of a peered network which lets it. */
function gatewayFor(resources: readonly Resource[], network: Resource): Resource | undefined {
  const gateways = allOf(resources, "azure-native:network:VirtualNetworkGateway");
  const own = gateways.find((one) => networkOfGateway(resources, one) === network);
  if (own !== undefined) {
    return own;
  }
  const remote = peersOf(resources, network).find(
    (hub) =>
      get(peering(resources, network, hub) ?? network, "useRemoteGateways") === true &&
      get(peering(resources, hub, network) ?? hub, "allowGatewayTransit") === true,
  );
  return gateways.find((one) => remote !== undefined && networkOfGateway(resources, one) === remote);
}

/** Networks peered both ways. Peering goes no further than one network. */
function peersOf(resources: readonly Resource[], network: Resource): Resource[] {
  return allOf(resources, "azure-native:network:VirtualNetwork").filter(
    (other) =>
      peering(resources, network, other) !== undefined && peering(resources, other, network) !== undefined,
  );
}

function peering(resources: readonly Resource[], from: Resource, to: Resource): Resource | undefined {
  return allOf(resources, "azure-native:network:VirtualNetworkPeering").find(
    (one) => one.id?.startsWith(`${from.id}/`) && text(one, "remoteVirtualNetwork.id") === to.id,
  );
}

function userRoutes(resources: readonly Resource[], table: Resource): Readonly<Record<string, unknown>>[] {
  const apart = allOf(resources, "azure-native:network:Route").filter((one) =>
    one.id?.startsWith(`${table.id}/`),
  );
  return [...records(table, "routes"), ...apart.map(({ inputs }) => inputs)];
}

export function connectionsOf(resources: readonly Resource[], gateway: Resource): Resource[] {
  return allOf(resources, "azure-native:network:VirtualNetworkGatewayConnection").filter(
    (one) => text(one, "virtualNetworkGateway1.id") === gateway.id,
  );
}

export function networkOf(resources: readonly Resource[], subnet: Resource): Resource {
  const id = subnet.id?.split("/subnets/")[0];
  const network = byId(resources, id);
  if (network === undefined) {
    throw new Error(`no network of subnet ${subnet.urn}`);
  }
  return network;
}

export function gatewaySubnetOf(resources: readonly Resource[], gateway: Resource): Resource | undefined {
  const [configuration] = records(gateway, "ipConfigurations");
  const { id } = (configuration?.["subnet"] ?? {}) as { readonly id?: string };
  return byId(resources, id);
}

function networkOfGateway(resources: readonly Resource[], gateway: Resource): Resource | undefined {
  const subnet = gatewaySubnetOf(resources, gateway);
  return subnet && networkOf(resources, subnet);
}

function spaceOf(network: Resource): string[] {
  return texts(network, "addressSpace.addressPrefixes");
}
