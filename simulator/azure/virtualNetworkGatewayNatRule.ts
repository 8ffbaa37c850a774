import { armType, networkApiVersion, type ArmOperation } from "./arm/armType";
import { badRequest } from "./arm/error";
import { lastName, parentOf, sameId } from "./arm/ids";
import { networkName } from "./arm/nameRules";
import { dependents, findById } from "./arm/references";
import { busyUntilDone } from "./rules/busy";
import { ipConfigurationId, ipConfigurationNames } from "./rules/gatewayBgp";
import { checkNatRule, natRuleFields, requireFreeMapping } from "./rules/natRules";
import { tokens } from "./tokens";
import { namedBy } from "./virtual-wan/ids";
import { asObject, asString } from "../protocol/values";
import type { ResourceType, WorldView } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

/**
 * A rule by which a VPN gateway translates addresses, on the connections that name it.
 *
 * Sources: https://learn.microsoft.com/azure/vpn-gateway/nat-overview,
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq#nat
 */
export const virtualNetworkGatewayNatRule: ResourceType = armType({
  token: tokens.virtualNetworkGatewayNatRule,
  armType: "Microsoft.Network/virtualNetworkGateways/natRules",
  apiVersion: networkApiVersion,
  nameProperty: "natRuleName",
  nameRule: networkName(),
  parent: { token: tokens.virtualNetworkGateway, nameProperty: "virtualNetworkGatewayName" },
  inputs: natRuleFields,
  regional: false,
  computed: [],
  // Rough figures.
  durations: { create: 60, update: 60, delete: 60 },
  check: checkNatRule,
  create(context) {
    requireGateway(context);
    return {};
  },
  update(context) {
    requireGateway(context);
    return {};
  },
  delete({ world, id }) {
    const users = dependents(world, [tokens.connection], id);
    if (users.length > 0) {
      throw badRequest(
        "BadRequest",
        `NAT rule ${id} cannot be deleted while it is used by ${users.map((one) => lastName(one.id)).join(", ")}. Change these first.`,
      );
    }
  },
  busy: (context) =>
    busyUntilDone(context, [namedBy(context, "virtualNetworkGateways", "virtualNetworkGatewayName")], false),
});

/** The rules of a gateway. */
export const natRulesOf = (world: WorldView, gatewayId: string): WorldRecord[] =>
  world.all(tokens.virtualNetworkGatewayNatRule).filter(({ id }) => sameId(parentOf(id), gatewayId));

/** "NAT is supported on VpnGw2 to VpnGw5 and on VpnGw2AZ to VpnGw5AZ": the FAQ. */
function requireGateway(context: ArmOperation): void {
  const { world, inputs, id } = context;
  const gateway = findById(world, tokens.virtualNetworkGateway, parentOf(id));
  if (!gateway) {
    return;
  }
  const sku = asString(asObject(gateway.inputs.sku).name) ?? "";
  if (sku.startsWith("VpnGw1")) {
    throw badRequest(
      "BadRequest",
      `NAT rules need a gateway of SKU VpnGw2 or above, and ${gateway.id} is ${sku}.`,
    );
  }
  const configuration = asString(inputs.ipConfigurationId);
  const known = ipConfigurationNames(gateway.inputs).map((name) => ipConfigurationId(gateway.id, name));
  if (configuration !== undefined && !known.some((one) => sameId(one, configuration))) {
    throw badRequest(
      "BadRequest",
      `IP configuration ${configuration} of NAT rule ${id} is not one of the gateway's: ${known.join(", ")}.`,
    );
  }
  requireFreeMapping(context, natRulesOf(world, gateway.id));
}
