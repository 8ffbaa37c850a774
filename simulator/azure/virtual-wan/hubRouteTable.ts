import { checkHubRoutes, hubRouteFields, requireNextHops } from "./hubRoutes";
import { isBuiltIn } from "./hubTables";
import { namedBy } from "./ids";
import { associatedWith, connectionTokens, propagatingTo } from "./tableUsers";
import { armType, networkApiVersion, type ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { lastName, parentOf } from "../arm/ids";
import { networkName } from "../arm/nameRules";
import { dependents, findById } from "../arm/references";
import { busyUntilDone } from "../rules/busy";
import { tokens } from "../tokens";
import type { Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/**
 * A route table of a virtual hub, beside the two that every hub has: those exist already, so that the provider can
 * only import them (https://github.com/pulumi/pulumi-azure-native/issues/1350), which is not simulated.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing,
 * https://learn.microsoft.com/azure/virtual-wan/how-to-virtual-hub-routing,
 * https://learn.microsoft.com/rest/api/virtualwan/hub-route-tables/create-or-update
 */
export const hubRouteTable: ResourceType = armType({
  token: tokens.hubRouteTable,
  armType: "Microsoft.Network/virtualHubs/hubRouteTables",
  apiVersion: networkApiVersion,
  nameProperty: "routeTableName",
  nameRule: networkName(),
  parent: { token: tokens.virtualHub, nameProperty: "virtualHubName" },
  inputs: {
    id: "unsimulated string",
    labels: ["string"],
    name: "unsimulated string",
    routes: [hubRouteFields],
  },
  regional: false,
  computed: ["associatedConnections", "propagatingConnections"],
  durations: { create: 30, update: 30, delete: 30 },
  check: checkHubRoutes,
  create(context) {
    if (isBuiltIn(context.id)) {
      throw new Error(`cannot create already existing resource '${context.id}'`);
    }
    requireStandardHub(context);
    requireNextHops(context);
    return shown(context);
  },
  update(context) {
    requireNextHops(context);
    return shown(context);
  },
  delete({ world, id }) {
    const users = dependents(world, connectionTokens, id);
    if (users.length > 0) {
      throw badRequest(
        "BadRequest",
        `Route table ${id} cannot be deleted while it is in the routing configuration of ${users.map((one) => lastName(one.id)).join(", ")}. Change these first.`,
      );
    }
  },
  observe: (record, world) => ({
    associatedConnections: associatedWith(world, record.id).map(({ id }) => id),
    propagatingConnections: propagatingTo(world, record).map(({ id }) => id),
  }),
  busy: (context) => busyUntilDone(context, [namedBy(context, "virtualHubs", "virtualHubName")], false),
});

/** "These routing capabilities apply to Standard Virtual WAN customers." */
function requireStandardHub({ world, id }: ArmOperation): void {
  const hub = findById(world, tokens.virtualHub, parentOf(id));
  if (hub?.outputs.sku === "Basic") {
    throw badRequest("BadRequest", `Virtual hub ${hub.id} is Basic; route tables need a Standard one.`);
  }
}

const shown = ({ inputs }: ArmOperation): Props => ({
  labels: inputs.labels ?? [],
  routes: inputs.routes ?? [],
});
