import type { ArmCheck, ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import type { Fields } from "../arm/inputShape";
import { findById } from "../arm/references";
import { checkPrefix } from "../rules/addressPrefixes";
import { isAddress } from "../rules/routes";
import { tokens } from "../tokens";
import { asList, asObject, asString, asStrings, type Props, type Value } from "../../protocol/values";

const overrides = ["Contains", "Equal"];

/** Static routes of a connection, to an appliance in its virtual network. */
export const vnetRouteFields: Fields = {
  staticRoutes: [{ addressPrefixes: ["string"], name: "string", nextHopIpAddress: "string" }],
  staticRoutesConfig: { propagateStaticRoutes: "boolean", vnetLocalRouteOverrideCriteria: "string" },
};

const path = "routingConfiguration.vnetRoutes";

const routesOf = (connection: Props): Value[] =>
  asList(asObject(asObject(connection.routingConfiguration).vnetRoutes).staticRoutes);

/** Source: https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing#static */
export function checkVnetRoutes(check: ArmCheck): void {
  const { inputs, refuse } = check;
  const names = new Set<string>();
  routesOf(inputs).forEach((value, i) => {
    const route = asObject(value);
    const at = `${path}.staticRoutes[${i}]`;
    for (const property of ["name", "addressPrefixes", "nextHopIpAddress"]) {
      if (typeof value !== "symbol" && route[property] === undefined) {
        refuse(
          `${at}.${property}`,
          "BadRequest",
          `A static route of a connection must have its ${property}.`,
        );
      }
    }
    asStrings(route.addressPrefixes).forEach((prefix) => checkPrefix(prefix, `${at}.addressPrefixes`, check));
    const nextHop = asString(route.nextHopIpAddress);
    if (nextHop !== undefined && !isAddress(nextHop)) {
      refuse(`${at}.nextHopIpAddress`, "BadRequest", `nextHopIpAddress ${nextHop} is not an IP address.`);
    }
    const name = asString(route.name)?.toLowerCase();
    if (name !== undefined && names.has(name)) {
      refuse(`${at}.name`, "BadRequest", `Two static routes of the connection have the name ${name}.`);
    }
    names.add(name ?? "");
  });
  const { staticRoutesConfig } = asObject(asObject(inputs.routingConfiguration).vnetRoutes);
  const override = asString(asObject(staticRoutesConfig).vnetLocalRouteOverrideCriteria);
  if (override !== undefined && !overrides.includes(override)) {
    refuse(
      `${path}.staticRoutesConfig.vnetLocalRouteOverrideCriteria`,
      "BadRequest",
      `vnetLocalRouteOverrideCriteria '${override}' is not one of ${overrides.join(", ")}.`,
    );
  }
}

/** Source: https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing#considerations, "hub router IPs" */
export function requireVnetRoutes({ world, inputs, id }: ArmOperation, hubId: string): void {
  const routers = asStrings(findById(world, tokens.virtualHub, hubId)?.outputs.virtualRouterIps);
  for (const { nextHopIpAddress } of routesOf(inputs).map(asObject)) {
    const nextHop = asString(nextHopIpAddress) ?? "";
    if (routers.includes(nextHop)) {
      throw badRequest(
        "BadRequest",
        `The next hop ${nextHop} of a static route of ${id} is the router of the virtual hub ${hubId}; it must be an appliance in the virtual network.`,
      );
    }
  }
}

/** What Azure shows: how static routes are treated only where there are any. */
export function shownVnetRoutes({ staticRoutes = [], staticRoutesConfig }: Props): Props {
  const treatment = {
    propagateStaticRoutes: true,
    vnetLocalRouteOverrideCriteria: "Contains",
    ...asObject(staticRoutesConfig),
  };
  return asList(staticRoutes).length === 0 && staticRoutesConfig === undefined
    ? { staticRoutes }
    : { staticRoutes, staticRoutesConfig: treatment };
}
