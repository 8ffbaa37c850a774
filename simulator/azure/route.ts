import { requireManagementWithRoutes } from "./application-gateways/managementTraffic";
import { armType, networkApiVersion, type ArmOperation } from "./arm/armType";
import { badRequest } from "./arm/error";
import { groupId, lastName, parentOf, resourceId } from "./arm/ids";
import { networkName } from "./arm/nameRules";
import { busyUntilDone } from "./rules/busy";
import { checkRoute, routeClash, routeFields, routesOf } from "./rules/routes";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/** https://learn.microsoft.com/azure/virtual-network/manage-route-table#create-a-route */
export const route: ResourceType = armType({
  token: tokens.route,
  armType: "Microsoft.Network/routeTables/routes",
  apiVersion: networkApiVersion,
  nameProperty: "routeName",
  nameRule: networkName(),
  parent: { token: tokens.routeTable, nameProperty: "routeTableName" },
  inputs: routeFields,
  regional: false,
  computed: ["hasBgpOverride"],
  durations: { create: 2, update: 2, delete: 2 },
  check: (context) => checkRoute(context.inputs, "", context),
  create(context) {
    if (routesOf(context.world, parentOf(context.id)).some(({ name }) => name === lastName(context.id))) {
      throw new Error(`cannot create already existing resource '${context.id}'`);
    }
    requireRoutesWith(context);
    return { hasBgpOverride: false };
  },
  update(context) {
    requireRoutesWith(context);
    return {};
  },
  busy(context) {
    const { inputs, config } = context;
    const group = groupId(config, asString(inputs.resourceGroupName) ?? "");
    return busyUntilDone(
      context,
      [resourceId(group, "Microsoft.Network/routeTables", [asString(inputs.routeTableName) ?? ""])],
      true,
    );
  },
});

function requireRoutesWith({ world, id, inputs }: ArmOperation): void {
  const name = lastName(id);
  const others = routesOf(world, parentOf(id)).filter((other) => other.name !== name);
  const routes = [...others, { name, prefix: asString(inputs.addressPrefix) ?? "", inputs }];
  const clash = routeClash(routes);
  if (clash) {
    throw badRequest(clash.code, clash.reason);
  }
  requireManagementWithRoutes(world, parentOf(id), routes);
}
