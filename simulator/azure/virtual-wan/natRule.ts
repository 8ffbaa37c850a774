import { instances } from "./gatewayInstances";
import { namedBy } from "./ids";
import { linkConnectionsOf } from "./linkConnections";
import { armType, networkApiVersion, type ArmCheck } from "../arm/armType";
import { badRequest } from "../arm/error";
import { lastName, parentOf, sameId } from "../arm/ids";
import { networkName } from "../arm/nameRules";
import { dependents, refersTo } from "../arm/references";
import { busyUntilDone } from "../rules/busy";
import { checkNatRule, natRuleFields, requireFreeMapping } from "../rules/natRules";
import { tokens } from "../tokens";
import { asString, type Props } from "../../protocol/values";
import type { ResourceType, WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/**
 * A rule by which a hub's VPN gateway translates addresses, on the link connections that name it.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-wan/nat-rules-vpn-gateway; of `ipConfigurationId`:
 * https://github.com/Azure/ResourceModules/pull/1068
 */
export const natRule: ResourceType = armType({
  token: tokens.natRule,
  armType: "Microsoft.Network/vpnGateways/natRules",
  apiVersion: networkApiVersion,
  nameProperty: "natRuleName",
  nameRule: networkName(),
  parent: { token: tokens.vpnGateway, nameProperty: "gatewayName" },
  inputs: natRuleFields,
  regional: false,
  computed: ["egressVpnSiteLinkConnections", "ingressVpnSiteLinkConnections"],
  // Rough figures.
  durations: { create: 60, update: 60, delete: 60 },
  check(context) {
    checkNatRule(context);
    checkInstance(context);
  },
  create(context) {
    requireFreeMapping(context, hubNatRules(context.world, parentOf(context.id)));
    return {};
  },
  update(context) {
    requireFreeMapping(context, hubNatRules(context.world, parentOf(context.id)));
    return {};
  },
  delete({ world, id }) {
    const users = dependents(world, [tokens.vpnConnection], id);
    if (users.length > 0) {
      throw badRequest(
        "BadRequest",
        `NAT rule ${id} cannot be deleted while it is used by ${users.map((one) => lastName(one.id)).join(", ")}. Change these first.`,
      );
    }
  },
  observe: (record, world) => ({
    egressVpnSiteLinkConnections: usersOf(world, record.id, "egressNatRules"),
    ingressVpnSiteLinkConnections: usersOf(world, record.id, "ingressNatRules"),
  }),
  busy: (context) => busyUntilDone(context, [namedBy(context, "vpnGateways", "gatewayName")], false),
});

/** The rules of a hub's gateway. */
export const hubNatRules = (world: WorldView, gatewayId: string): WorldRecord[] =>
  world.all(tokens.natRule).filter(({ id }) => sameId(parentOf(id), gatewayId));

/** A dynamic rule is of one instance of the gateway; a static one is of both. */
function checkInstance({ inputs, refuse }: ArmCheck): void {
  const configuration = asString(inputs.ipConfigurationId);
  if (inputs.type === "Static" && inputs.ipConfigurationId !== undefined) {
    refuse("ipConfigurationId", "BadRequest", "A static NAT rule applies to both instances of the gateway.");
  }
  const known = configuration === undefined || instances.some((one) => sameId(one, configuration));
  if (inputs.type === "Dynamic" && (inputs.ipConfigurationId === undefined || !known)) {
    refuse(
      "ipConfigurationId",
      "BadRequest",
      `A dynamic NAT rule must be of ${instances.join(" or ")}, got ${configuration ?? "none"}.`,
    );
  }
}

const usersOf = (world: WorldView, id: string, side: string): Props[] =>
  dependents(world, [tokens.vpnConnection], id).flatMap((connection) =>
    linkConnectionsOf(connection.inputs)
      .filter((link) => refersTo(link[side], id))
      .map((link) => ({ id: `${connection.id}/vpnLinkConnections/${asString(link.name) ?? ""}` })),
  );
