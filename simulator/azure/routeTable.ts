import { requireManagementWithRoutes } from "./application-gateways/managementTraffic";
import { armType, networkApiVersion } from "./arm/armType";
import { badRequest } from "./arm/error";
import { lastName } from "./arm/ids";
import { nameProblem, networkName } from "./arm/nameRules";
import { checkRoute, inlineRoutes, routeClash, routeFields, routesOf } from "./rules/routes";
import { subnetsReferring } from "./rules/subnets";
import { tokens } from "./tokens";
import { asList, asObject, asString } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/** https://learn.microsoft.com/azure/virtual-network/manage-route-table */
export const routeTable: ResourceType = armType({
  token: tokens.routeTable,
  armType: "Microsoft.Network/routeTables",
  apiVersion: networkApiVersion,
  nameProperty: "routeTableName",
  nameRule: networkName(),
  inputs: { disableBgpRoutePropagation: "boolean", id: "unsimulated string", routes: [routeFields] },
  regional: true,
  computed: ["subnets"],
  enriches: { routes: ["id", "etag", "provisioningState", "hasBgpOverride"] },
  durations: { create: 3, update: 3, delete: 3 },
  check(context) {
    const routes = asList(context.inputs.routes).map(asObject);
    routes.forEach((route, i) => {
      const path = `routes[${i}]`;
      const problem = nameProblem(asString(route.name) ?? "", networkName());
      if (problem && typeof route.name !== "symbol") {
        context.refuse(`${path}.name`, problem.code, problem.reason);
      }
      checkRoute(route, path, context);
    });
    const clash = routeClash(inlineRoutes(context.inputs));
    if (clash) {
      context.refuse(`routes[${clash.index}]`, clash.code, clash.reason);
    }
  },
  update({ world, id, inputs }) {
    const routes = inputs.routes === undefined ? routesOf(world, id) : inlineRoutes(inputs);
    requireManagementWithRoutes(world, id, routes);
    return {};
  },
  delete({ world, id }) {
    const [user] = subnetsReferring(world, id);
    if (user) {
      throw badRequest(
        "InUseRouteTableCannotBeDeleted",
        `Route table ${lastName(id)} is in use and cannot be deleted. It is used by ${user.id}.`,
      );
    }
  },
  removes({ world, inputs }, record) {
    const own = world.all(tokens.route).filter(({ id }) => id.startsWith(`${record.id}/routes/`));
    if (inputs === record.inputs) {
      return own;
    }
    const listed = inlineRoutes(inputs).map(({ name }) => name);
    return inputs.routes === undefined ? [] : own.filter(({ id }) => !listed.includes(lastName(id)));
  },
  observe: (record, world) => ({
    routes: routesOf(world, record.id).map(({ name, inputs }) => ({
      addressPrefix: inputs.addressPrefix ?? null,
      nextHopType: inputs.nextHopType ?? null,
      ...(inputs.nextHopIpAddress === undefined ? {} : { nextHopIpAddress: inputs.nextHopIpAddress }),
      id: `${record.id}/routes/${name}`,
      name,
      type: "Microsoft.Network/routeTables/routes",
      etag: record.outputs.etag ?? null,
      provisioningState: "Succeeded",
      hasBgpOverride: false,
    })),
    subnets: subnetsReferring(world, record.id).map(({ id }) => ({ id })),
  }),
});
