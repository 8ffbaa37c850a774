import { spokeOf } from "./spokes";
import type { ArmCheck, ArmOperation } from "../arm/armType";
import { ArmError, badRequest } from "../arm/error";
import { parentOf, sameId } from "../arm/ids";
import type { Fields } from "../arm/inputShape";
import { findById } from "../arm/references";
import { checkPrefix } from "../rules/addressPrefixes";
import { tokens } from "../tokens";
import { asList, asObject, asString, asStrings, type Props } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

export const hubRouteFields: Fields = {
  "destinationType!": "string",
  "destinations!": ["string"],
  "name!": "string",
  "nextHop!": "string",
  "nextHopType!": "string",
};

const routesOf = (table: Props): Props[] => asList(table.routes).map(asObject);

/** Source of the duplicates' code: https://github.com/hashicorp/terraform-provider-azurerm/pull/31258 */
export function checkHubRoutes(check: ArmCheck): void {
  const { inputs, refuse } = check;
  const names = new Set<string>();
  const destinations = new Set<string>();
  routesOf(inputs).forEach((route, i) => {
    const path = `routes[${i}]`;
    const name = asString(route.name)?.toLowerCase();
    if (name !== undefined && names.has(name)) {
      refuse(`${path}.name`, "BadRequest", `Two routes of the route table have the name ${name}.`);
    }
    names.add(name ?? "");
    checkKinds(route, path, refuse);
    for (const text of asStrings(route.destinations)) {
      const cidr = checkPrefix(text, `${path}.destinations`, check);
      if (cidr && destinations.has(cidr.text)) {
        refuse(
          `${path}.destinations`,
          "DuplicateDestinations",
          `The destination ${cidr.text} is in the route table twice.`,
        );
      }
      destinations.add(cidr?.text ?? "");
    }
    if (Array.isArray(route.destinations) && route.destinations.length === 0) {
      refuse(`${path}.destinations`, "BadRequest", "A route must have at least one destination.");
    }
  });
}

function checkKinds(route: Props, path: string, refuse: ArmCheck["refuse"]): void {
  const destinationType = asString(route.destinationType);
  if (destinationType !== undefined && destinationType !== "CIDR") {
    refuse(
      `${path}.destinationType`,
      "BadRequest",
      `Routes with destinations of type '${destinationType}' are not simulated; use CIDR.`,
    );
  }
  const nextHopType = asString(route.nextHopType);
  if (nextHopType !== undefined && nextHopType !== "ResourceId") {
    refuse(
      `${path}.nextHopType`,
      "BadRequest",
      `The next hop of a hub's route must be of type ResourceId, not '${nextHopType}'.`,
    );
  }
  const nextHop = asString(route.nextHop) ?? "";
  if (/\/azureFirewalls\//i.test(nextHop)) {
    refuse(
      `${path}.nextHop`,
      "BadRequest",
      "Firewalls in a hub are not simulated, so no route leads to one.",
    );
  }
}

/**
 * A next hop is a connection of the hub to a virtual network.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-wan/how-to-virtual-hub-routing#create-table; what Azure answers to
 * another: https://github.com/hashicorp/terraform-provider-azurerm/issues/10101
 */
export function requireNextHops({ world, inputs, id }: ArmOperation): void {
  for (const route of routesOf(inputs)) {
    const nextHop = asString(route.nextHop) ?? "";
    const connection = findById(world, tokens.hubVirtualNetworkConnection, nextHop);
    if (!connection || !sameId(parentOf(connection.id), parentOf(id))) {
      throw new ArmError(
        500,
        "InternalServerError",
        `An error occurred. (The next hop ${nextHop} of route ${asString(route.name) ?? ""} is not a virtual network connection of the hub of ${id}.)`,
      );
    }
  }
}

/** Throws while a route of a table leads to the connection. */
export function requireNoRoutesTo(world: WorldView, connection: WorldRecord): void {
  const table = world
    .all(tokens.hubRouteTable)
    .find(({ inputs }) => routesOf(inputs).some(({ nextHop }) => sameId(asString(nextHop), connection.id)));
  if (table) {
    throw badRequest(
      "BadRequest",
      `Connection ${connection.id} of virtual network ${spokeOf(connection) ?? ""} cannot be deleted while a route of ${table.id} leads to it.`,
    );
  }
}
