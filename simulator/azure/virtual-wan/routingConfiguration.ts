import { hubOfTable } from "./hubTables";
import { shownVnetRoutes, vnetRouteFields } from "./vnetRoutes";
import type { ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { parentOf, referredId, sameId } from "../arm/ids";
import { type Fields, reference } from "../arm/inputShape";
import { findById } from "../arm/references";
import { tokens } from "../tokens";
import { asList, asObject, asStrings, type Props } from "../../protocol/values";

/** Of a connection to a VPN site, which has no routes to an appliance. */
export const branchRoutingFields: Fields = {
  associatedRouteTable: reference,
  inboundRouteMap: reference,
  outboundRouteMap: reference,
  propagatedRouteTables: { ids: [reference], labels: ["string"] },
  vnetRoutes: "unsimulated object",
};

/** Of a connection to a virtual network. */
export const vnetRoutingFields: Fields = { ...branchRoutingFields, vnetRoutes: vnetRouteFields };

const routeMapSides = ["inboundRouteMap", "outboundRouteMap"] as const;

/** The built-in label of the default route table of every hub. */
const defaultLabel = "default";

export const defaultRouteTable = (hubId: string): string => `${hubId}/hubRouteTables/defaultRouteTable`;

/** Where the routes of a connection go by the ids of tables, in one order. */
export const propagatedTo = (connection: Props, hubId: string): string[] => {
  const given = propagatedIds(asObject(connection.routingConfiguration));
  return (given ?? [defaultRouteTable(hubId)]).map((id) => id.toLowerCase()).sort();
};

/**
 * Where they go by labels, in one order. A connection that names no label propagates to the default one, which means
 * the default tables of all hubs.
 *
 * Source: https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing#labels
 */
export function propagatedLabels({ routingConfiguration }: Props): string[] {
  const labels = asStrings(asObject(asObject(routingConfiguration).propagatedRouteTables).labels);
  return (labels.length === 0 ? [defaultLabel] : labels).map((label) => label.toLowerCase()).sort();
}

const propagatedIds = (routing: Props): string[] | undefined => {
  const { ids } = asObject(routing.propagatedRouteTables);
  return ids === undefined ? undefined : asList(ids).flatMap((one) => referredId(asObject(one)) ?? []);
};

/**
 * Throws for a table or route map that does not exist where it should, and for a branch that is not associated to the
 * default table.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing#considerations; code and words for
 * branches in https://github.com/hashicorp/terraform-provider-azurerm/pull/18912
 */
export function requireRouting(context: ArmOperation, hubId: string, isBranch: boolean): void {
  const { inputs, id } = context;
  const routing = asObject(inputs.routingConfiguration);
  const associated = referredId(asObject(routing.associatedRouteTable));
  requireTables(context, hubId, [
    ...(associated === undefined ? [] : [associated]),
    ...(propagatedIds(routing) ?? []),
  ]);
  if (associated !== undefined && !sameId(parentOf(associated), hubId)) {
    throw badRequest("BadRequest", `${id} is associated to ${associated}, which is not in its hub ${hubId}.`);
  }
  if (isBranch && associated !== undefined && !sameId(associated, defaultRouteTable(hubId))) {
    throw badRequest(
      "InvalidAssociatedRouteTable",
      `The specified associated route table '${associated}' for connection '${id}' is invalid 'Associated route table on branches can't be custom route table.'.`,
    );
  }
  requireRouteMaps(context, hubId, routing);
}

/** Labels and ids lead to tables of hubs in the same virtual WAN. */
function requireTables({ world, id }: ArmOperation, hubId: string, tables: readonly string[]): void {
  const wan = referredId(asObject(findById(world, tokens.virtualHub, hubId)?.inputs.virtualWan));
  for (const table of tables) {
    const hub = hubOfTable(world, table);
    if (!hub) {
      throw badRequest(
        "BadRequest",
        `Route table ${table} in the routing configuration of ${id} is not the defaultRouteTable or noneRouteTable of a virtual hub, nor a route table of the user's own.`,
      );
    }
    if (!sameId(referredId(asObject(hub.inputs.virtualWan)), wan)) {
      throw badRequest(
        "BadRequest",
        `Route table ${table} in the routing configuration of ${id} is in a hub of another virtual WAN.`,
      );
    }
  }
}

/** Source: https://learn.microsoft.com/azure/virtual-wan/route-maps-about, "Apply route-maps to connections" */
function requireRouteMaps({ world, id }: ArmOperation, hubId: string, routing: Props): void {
  for (const side of routeMapSides) {
    const map = referredId(asObject(routing[side]));
    if (map === undefined) {
      continue;
    }
    if (!findById(world, tokens.routeMap, map) || !sameId(parentOf(map), hubId)) {
      throw badRequest("BadRequest", `The ${side} ${map} of ${id} is not a route map of its hub ${hubId}.`);
    }
  }
}

export function shownRouting(inputs: Props, hubId: string): Props {
  const routing = asObject(inputs.routingConfiguration);
  const propagated = asObject(routing.propagatedRouteTables);
  const table = { id: defaultRouteTable(hubId) };
  const labels = asStrings(propagated.labels);
  return {
    associatedRouteTable: table,
    ...routing,
    propagatedRouteTables: {
      ids: [table],
      ...propagated,
      labels: labels.length === 0 ? [defaultLabel] : labels,
    },
    vnetRoutes: shownVnetRoutes(asObject(routing.vnetRoutes)),
  };
}
