import { found, objectsIn, parentId } from "../../../../reachability/azure/arm";
import { tokens } from "../../../../reachability/azure/tokens";
import {
  follow,
  known,
  read,
  readList,
  readText,
  type Resource,
  type Value,
} from "../../../../reachability/resources";
import { outsideNode } from "./joins";
import type { Joining, Linker } from "./linker";
import { plainText } from "../../../reading/plainText";

const more = {
  connectivityConfiguration: "azure-native:network:ConnectivityConfiguration",
  expressRouteCircuit: "azure-native:network:ExpressRouteCircuit",
  expressRouteConnection: "azure-native:network:ExpressRouteConnection",
  expressRouteGateway: "azure-native:network:ExpressRouteGateway",
  pointToSiteGateway: "azure-native:network:P2sVpnGateway",
} as const;

/** Properties that join, and what they point to. */
const links: readonly Joining[] = [
  [tokens.connection, "virtualNetworkGateway1.id", tokens.virtualNetworkGateway],
  [tokens.connection, "virtualNetworkGateway2.id", tokens.virtualNetworkGateway, "crossing"],
  [tokens.connection, "localNetworkGateway2.id", tokens.localNetworkGateway, "crossing"],
  [tokens.connection, "peer.id", more.expressRouteCircuit, "crossing"],
  [tokens.virtualNetworkPeering, "remoteVirtualNetwork.id", tokens.virtualNetwork],
  [tokens.hubVirtualNetworkConnection, "remoteVirtualNetwork.id", tokens.virtualNetwork],
  [tokens.virtualHub, "virtualWan.id", tokens.virtualWan],
  [tokens.vpnGateway, "virtualHub.id", tokens.virtualHub],
  [more.pointToSiteGateway, "virtualHub.id", tokens.virtualHub],
  [more.expressRouteGateway, "virtualHub.id", tokens.virtualHub],
  [tokens.vpnConnection, "remoteVpnSite.id", tokens.vpnSite, "crossing"],
];

/** Children that name their parent by a property instead of its id. */
const children: readonly (readonly [type: string, property: string, parent: string])[] = [
  [tokens.virtualNetworkPeering, "virtualNetworkName", tokens.virtualNetwork],
  [tokens.hubVirtualNetworkConnection, "virtualHubName", tokens.virtualHub],
  [tokens.vpnConnection, "gatewayName", tokens.vpnGateway],
  [more.expressRouteConnection, "expressRouteGatewayName", more.expressRouteGateway],
];

/** Links what joins virtual networks with each other and with the rest of the world. */
export function linkAzure(linker: Linker): void {
  const { stack } = linker;
  linker.linkAll(links);
  for (const [type, property, parent] of children) {
    stack
      .all(type)
      .forEach((child) => linker.linkNodes(child, property, parentNodes(linker, child, property, parent)));
  }
  stack.all(tokens.virtualNetworkGateway).forEach((gateway) => linkGateway(linker, gateway));
  for (const address of stack.all(tokens.publicIPAddress)) {
    const value = read(address, "ipAddress");
    if (value.state === "known") {
      linker.linkAddress(address, value, "ipAddress");
    }
  }
  linkFarEnds(linker);
  linkInline(linker);
  linkCircuits(linker);
  for (const configuration of stack.all(more.connectivityConfiguration)) {
    // Which networks are in its groups is decided by policies in Azure.
    stack.all(tokens.virtualNetwork).forEach(({ urn }) => linker.joins.link(configuration.urn, urn));
  }
}

/** The virtual network of a resource that names it, or another parent, by name. */
export function parentNodes(
  { arm }: Linker,
  child: Resource,
  property: string,
  type: string,
): readonly string[] | undefined {
  const parent = arm.parent(child, property, type);
  const name = read(child, property);
  return parent !== undefined
    ? [parent.urn]
    : name.state === "known"
      ? [outsideNode(`${known(readText(child, "resourceGroupName")) ?? ""}/${plainText(name.value)}`)]
      : name.state === "absent"
        ? []
        : undefined;
}

/** The virtual network that a subnet's id lies in. */
export function networksOfSubnet(
  linker: Linker,
  value: Value<unknown>,
  from: Resource,
  path: string,
): readonly string[] | undefined {
  const { stack } = linker;
  if (value.state === "known" && typeof value.value === "string") {
    const network = found(stack.byId(parentId(value.value), tokens.virtualNetwork));
    if (network !== undefined) {
      return [network.urn];
    }
  }
  const nodes = linker.nodesOf(value, from, path, tokens.subnet, tokens.virtualNetwork);
  return nodes?.flatMap((node) => {
    const subnet = stack.get(node);
    const isSubnet = subnet !== undefined && stack.all(tokens.subnet).includes(subnet);
    return isSubnet
      ? (parentNodes(linker, subnet, "virtualNetworkName", tokens.virtualNetwork) ?? [])
      : [node];
  });
}

function linkGateway(linker: Linker, gateway: Resource): void {
  const list = "ipConfigurations";
  const configurations = readList(gateway, list);
  if (configurations.state === "unknown") {
    const { unknown } = unknownValue;
    linker.linkNodes(gateway, list, networksOfSubnet(linker, unknown, gateway, list));
  }
  for (const configuration of objectsIn(known(configurations))) {
    linker.linkNodes(
      gateway,
      list,
      networksOfSubnet(linker, follow(configuration, "subnet.id"), gateway, list),
    );
    const address = follow(configuration, "publicIPAddress.id");
    linker.linkNodes(gateway, list, linker.nodesOf(address, gateway, list, tokens.publicIPAddress));
  }
}

const unknownValue = { unknown: { state: "unknown" } } as const;

function linkFarEnds(linker: Linker): void {
  const { stack } = linker;
  for (const site of stack.all(tokens.localNetworkGateway)) {
    for (const path of ["gatewayIpAddress", "fqdn"]) {
      linker.linkAddress(site, read(site, path), path);
    }
  }
  for (const site of stack.all(tokens.vpnSite)) {
    linker.linkAddress(site, read(site, "ipAddress"), "ipAddress");
    for (const link of objectsIn(known(readList(site, "vpnSiteLinks")))) {
      linker.linkAddress(site, follow(link, "ipAddress"), "vpnSiteLinks");
      linker.linkAddress(site, follow(link, "fqdn"), "vpnSiteLinks");
    }
  }
}

/** Peerings that are written inside their network. */
function linkInline(linker: Linker): void {
  const list = "virtualNetworkPeerings";
  for (const network of linker.stack.all(tokens.virtualNetwork)) {
    for (const peering of objectsIn(known(readList(network, list)))) {
      const remote = follow(peering, "remoteVirtualNetwork.id");
      linker.linkNodes(network, list, linker.nodesOf(remote, network, list, tokens.virtualNetwork));
    }
  }
}

/** A connection of Virtual WAN points to a peering of its circuit. */
function linkCircuits(linker: Linker): void {
  const path = "expressRouteCircuitPeering.id";
  for (const connection of linker.stack.all(more.expressRouteConnection)) {
    const value = read(connection, path);
    const circuit: Value<unknown> =
      value.state === "known" && typeof value.value === "string"
        ? { state: "known", value: parentId(value.value) }
        : value;
    const nodes = linker.nodesOf(circuit, connection, path, more.expressRouteCircuit);
    linker.linkNodes(connection, path, nodes, { crossing: true });
  }
}
