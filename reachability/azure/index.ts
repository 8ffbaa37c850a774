import { groupBy } from "../groupBy";
import { publishLostRanges } from "../lostRanges";
import type { EstateBuilder } from "../model";
import type { Stack } from "../resources";
import { Appliances } from "./appliances";
import { Arm } from "./arm";
import { ConnectedRanges } from "./connectedRanges";
import { readConnections } from "./connections";
import { doubtBehindSystemRoutes } from "./doubts";
import { EndpointFilters } from "./endpointFilters";
import { addEndpoints } from "./endpoints";
import { addGateway } from "./gatewayTables";
import { NetworkInterfaces } from "./networkInterfaces";
import { NetworkSecurityGroups } from "./networkSecurityGroups";
import { NextHops } from "./nextHops";
import { pages } from "./pages";
import { readPeerings } from "./peerings";
import { addSubnet } from "./subnetTables";
import { Subnets } from "./subnets";
import { tokens } from "./tokens";
import { Transit } from "./transit";
import { adminFilters, doubtRoutes } from "./unmodelled";
import { readUserRouteTables } from "./userRoutes";
import { VirtualWans } from "./virtual-wan";
import { readVirtualNetworkGateways } from "./virtualNetworkGateways";
import { readVirtualNetworks } from "./virtualNetworks";

/** By type, the property of its inputs that holds its name in Azure. */
const nameProperties = {
  [tokens.networkSecurityGroup]: "networkSecurityGroupName",
  [tokens.routeTable]: "routeTableName",
  [tokens.virtualHub]: "virtualHubName",
  [tokens.virtualNetwork]: "virtualNetworkName",
  [tokens.vpnGateway]: "gatewayName",
};

/** Adds what the resources of Azure in a stack make up. What can't be told becomes undecided, with the reason. */
export function readAzure(stack: Stack, estate: EstateBuilder): void {
  const arm = new Arm(stack, nameProperties);
  const networks = readVirtualNetworks(arm, estate);
  const subnets = new Subnets(arm, networks, estate);
  const tables = readUserRouteTables(arm, estate);
  const peerings = readPeerings(arm, networks, estate);
  const interfaces = new NetworkInterfaces(arm, subnets, estate);
  doubtRoutes(arm, networks, subnets, estate);

  const gateways = readVirtualNetworkGateways(arm, subnets, estate);
  const connections = readConnections(arm, gateways, estate);
  const transit = new Transit(networks.values(), peerings, gateways);
  const wans = new VirtualWans(arm, networks, estate);

  for (const { resource, why } of arm.doubts) {
    const rule = { text: why, urn: resource.urn, source: pages.routes };
    for (const { doubts } of networks.values()) {
      doubts.push(...doubtBehindSystemRoutes(rule, why));
    }
    wans.doubt(resource, why);
  }

  const groups = new NetworkSecurityGroups(arm, interfaces.members, estate);
  const ranges = new ConnectedRanges(peerings, transit, connections, wans.networks, arm.doubts);
  const filters = new EndpointFilters(groups, ranges, tables, adminFilters(arm, estate));
  const appliances = new Appliances(arm, interfaces, peerings, filters, estate);
  const nextHops = new NextHops(appliances, transit, wans.networks);

  const context = { tables, peerings, transit, nextHops, interfaces };
  subnets.all.forEach((subnet) => addSubnet(subnet, context, estate));
  publishLostRanges(estate, "azure", subnets.lost);
  const ofGateway = groupBy(connections, ({ gateway }) => gateway);
  for (const gateway of gateways.values()) {
    addGateway(gateway, ofGateway.get(gateway) ?? [], arm, context, estate);
  }
  wans.add(subnets, context);
  addEndpoints(interfaces.all, subnets.all, filters, estate);
}
