import { namedBy } from "./ids";
import { checkRouteMapRules, routeMapRuleFields } from "./routeMapRules";
import { connectionTokens } from "./tableUsers";
import { armType, networkApiVersion, type ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { lastName, parentOf, referredId, sameId } from "../arm/ids";
import { networkName } from "../arm/nameRules";
import { dependents, findById } from "../arm/references";
import { busyUntilDone } from "../rules/busy";
import { tokens } from "../tokens";
import { asObject, type Props } from "../../protocol/values";
import type { ResourceType, WorldView } from "../../providers/resourceType";

/**
 * What a hub does to the routes of the connections that name it. It is applied by their routing configuration; to list
 * them here as well is not simulated.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-wan/route-maps-about,
 * https://learn.microsoft.com/rest/api/virtualwan/route-maps/create-or-update
 */
export const routeMap: ResourceType = armType({
  token: tokens.routeMap,
  armType: "Microsoft.Network/virtualHubs/routeMaps",
  apiVersion: networkApiVersion,
  nameProperty: "routeMapName",
  nameRule: networkName(),
  parent: { token: tokens.virtualHub, nameProperty: "virtualHubName" },
  inputs: {
    associatedInboundConnections: "unsimulated array",
    associatedOutboundConnections: "unsimulated array",
    id: "unsimulated string",
    rules: [routeMapRuleFields],
  },
  regional: false,
  computed: [],
  // Rough figures.
  durations: { create: 60, update: 60, delete: 60 },
  check: checkRouteMapRules,
  create(context) {
    requireStandardHub(context);
    return { rules: context.inputs.rules ?? [] };
  },
  update: ({ inputs }) => ({ rules: inputs.rules ?? [] }),
  delete({ world, id }) {
    const users = dependents(world, connectionTokens, id);
    if (users.length > 0) {
      throw badRequest(
        "BadRequest",
        `Route map ${id} cannot be deleted while it is in the routing configuration of ${users.map((one) => lastName(one.id)).join(", ")}. Change these first.`,
      );
    }
  },
  observe: (record, world) => ({
    associatedInboundConnections: usersOf(world, record.id, "inboundRouteMap"),
    associatedOutboundConnections: usersOf(world, record.id, "outboundRouteMap"),
  }),
  busy: (context) => busyUntilDone(context, [namedBy(context, "virtualHubs", "virtualHubName")], false),
});

const usersOf = (world: WorldView, id: string, side: string): Props[string] =>
  dependents(world, connectionTokens, id)
    .filter(({ inputs }) => sameId(referredId(asObject(asObject(inputs.routingConfiguration)[side])), id))
    .map((one) => one.id);

/** Routing in a hub, of which route maps are a part, is for Standard WANs: about-virtual-hub-routing. */
function requireStandardHub({ world, id }: ArmOperation): void {
  const hub = findById(world, tokens.virtualHub, parentOf(id));
  if (hub?.outputs.sku === "Basic") {
    throw badRequest("BadRequest", `Virtual hub ${hub.id} is Basic; route maps need a Standard one.`);
  }
}
