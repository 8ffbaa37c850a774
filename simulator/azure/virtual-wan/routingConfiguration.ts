import type { ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { lastName, parentOf, referredId, sameId } from "../arm/ids";
import { type Fields, reference } from "../arm/inputShape";
import { findById } from "../arm/references";
import { tokens } from "../tokens";
import { asList, asObject, type Props } from "../../protocol/values";

export const routingFields: Fields = {
  associatedRouteTable: reference,
  inboundRouteMap: "unsimulated object",
  outboundRouteMap: "unsimulated object",
  propagatedRouteTables: { ids: [reference], labels: ["string"] },
  vnetRoutes: "unsimulated object",
};

/** Every hub has these two. Tables of the user's own are not simulated. */
const builtIn = ["defaultRouteTable", "noneRouteTable"];

export const defaultRouteTable = (hubId: string): string => `${hubId}/hubRouteTables/defaultRouteTable`;

/** Where the routes of a connection go, in one order. */
export const propagatedTo = (connection: Props, hubId: string): string[] => {
  const given = propagatedIds(asObject(connection.routingConfiguration));
  return (given ?? [defaultRouteTable(hubId)]).map((id) => id.toLowerCase()).sort();
};

const propagatedIds = (routing: Props): string[] | undefined => {
  const { ids } = asObject(routing.propagatedRouteTables);
  return ids === undefined ? undefined : asList(ids).flatMap((one) => referredId(asObject(one)) ?? []);
};

/**
 * Throws for a table that does not exist, and for a branch that is not associated to the default one.
 *
 * Source: https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing#considerations
 */
export function requireRouteTables(
  { world, inputs, id }: ArmOperation,
  hubId: string,
  isBranch: boolean,
): void {
  const routing = asObject(inputs.routingConfiguration);
  const associated = referredId(asObject(routing.associatedRouteTable));
  for (const table of [
    ...(associated === undefined ? [] : [associated]),
    ...(propagatedIds(routing) ?? []),
  ]) {
    const known = builtIn.some((name) => sameId(name, lastName(table)));
    if (!known || !findById(world, tokens.virtualHub, parentOf(table))) {
      throw badRequest(
        "BadRequest",
        `Route table ${table} in the routing configuration of ${id} is not the ${builtIn.join(" or ")} of a virtual hub.`,
      );
    }
  }
  if (associated !== undefined && !sameId(parentOf(associated), hubId)) {
    throw badRequest("BadRequest", `${id} is associated to ${associated}, which is not in its hub ${hubId}.`);
  }
  if (isBranch && associated !== undefined && !sameId(associated, defaultRouteTable(hubId))) {
    throw badRequest(
      "BadRequest",
      `VPN connection ${id} must be associated to the default route table of its hub, not to ${associated}.`,
    );
  }
}

export function shownRouting(inputs: Props, hubId: string): Props {
  const routing = asObject(inputs.routingConfiguration);
  const table = { id: defaultRouteTable(hubId) };
  return {
    associatedRouteTable: table,
    ...routing,
    propagatedRouteTables: {
      labels: ["default"],
      ids: [table],
      ...asObject(routing.propagatedRouteTables),
    },
    vnetRoutes: { staticRoutes: [] },
  };
}
