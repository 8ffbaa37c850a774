import { checkPrefix } from "./addressPrefixes";
import { parseAddress } from "../../../addressing/cidr";
import type { ArmCheck } from "../arm/armType";
import type { Fields } from "../arm/inputShape";
import { asList, asObject, asString, type Props } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import { findById } from "../arm/references";
import { tokens } from "../tokens";

export const routeFields: Fields = {
  addressPrefix: "string",
  id: "unsimulated string",
  name: "string",
  nextHopIpAddress: "string",
  "nextHopType!": "string",
  type: "string",
};

const nextHopTypes = ["VirtualNetworkGateway", "VnetLocal", "Internet", "VirtualAppliance", "None"];

/** Service tags can stand for address prefixes. */
const serviceTag = /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$/;

/** Source: https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#user-defined */
export function checkRoute(route: Props, path: string, check: ArmCheck): void {
  const at = (property: string): string => (path === "" ? property : `${path}.${property}`);
  const prefix = asString(route.addressPrefix);
  if (route.addressPrefix === undefined) {
    check.refuse(at("addressPrefix"), "BadRequest", "A route must have an addressPrefix.");
  } else if (prefix !== undefined && !serviceTag.test(prefix)) {
    checkPrefix(prefix, at("addressPrefix"), check);
  }
  const type = asString(route.nextHopType);
  if (type !== undefined && !nextHopTypes.includes(type)) {
    check.refuse(
      at("nextHopType"),
      "BadRequest",
      `Next hop type '${type}' is not one of ${nextHopTypes.join(", ")}.`,
    );
  }
  const address = asString(route.nextHopIpAddress);
  if (type === "VirtualAppliance" && route.nextHopIpAddress === undefined) {
    check.refuse(
      at("nextHopIpAddress"),
      "BadRequest",
      "A route to a VirtualAppliance must have a nextHopIpAddress.",
    );
  }
  if (type !== undefined && type !== "VirtualAppliance" && route.nextHopIpAddress !== undefined) {
    check.refuse(
      at("nextHopIpAddress"),
      "BadRequest",
      `nextHopIpAddress is only allowed with next hop type VirtualAppliance, not ${type}.`,
    );
  }
  if (address !== undefined && !isAddress(address)) {
    check.refuse(at("nextHopIpAddress"), "BadRequest", `nextHopIpAddress '${address}' is not an IP address.`);
  }
}

export function isAddress(text: string): boolean {
  try {
    parseAddress(text);
    return true;
  } catch {
    return false;
  }
}

/** A route as the table holds it. */
export interface RouteView {
  readonly name: string;
  readonly prefix: string;
  readonly inputs: Props;
}

export const inlineRoutes = (table: Props): RouteView[] =>
  asList(table.routes)
    .map(asObject)
    .map((route) => view(asString(route.name) ?? "", route));

const view = (name: string, inputs: Props): RouteView => ({
  name,
  prefix: asString(inputs.addressPrefix) ?? "",
  inputs,
});

/** All routes of a table: those it lists, and those with a resource of their own. */
export function routesOf(world: WorldView, tableId: string): RouteView[] {
  const table = findById(world, tokens.routeTable, tableId);
  const own = world
    .all(tokens.route)
    .filter(({ id }) => id.toLowerCase().startsWith(`${tableId.toLowerCase()}/routes/`))
    .map(({ id, inputs }) => view(id.slice(id.lastIndexOf("/") + 1), inputs));
  return [
    ...(table ? inlineRoutes(table.inputs) : []).filter(
      ({ name }) => !own.some((other) => other.name === name),
    ),
    ...own,
  ];
}

/** Two routes of a table may not have the same name or the same prefix. */
export function routeClash(
  routes: readonly RouteView[],
): { index: number; code: string; reason: string } | undefined {
  for (const [index, route] of routes.entries()) {
    const earlier = routes.slice(0, index);
    if (earlier.some(({ name }) => name.toLowerCase() === route.name.toLowerCase())) {
      return {
        index,
        code: "BadRequest",
        reason: `Route name '${route.name}' is used twice in the route table.`,
      };
    }
    const twin = earlier.find(({ prefix }) => prefix === route.prefix && prefix !== "");
    if (twin) {
      return {
        index,
        code: "RouteConflict",
        reason: `Route ${route.name} conflicts with route ${twin.name}. Routes cannot have the same AddressPrefix ${route.prefix}.`,
      };
    }
  }
  return undefined;
}
