import { armType, networkApiVersion, type ArmOperation } from "./arm/armType";
import { badRequest } from "./arm/error";
import { groupId, lastName, parentOf, resourceId } from "./arm/ids";
import { networkName } from "./arm/nameRules";
import { busyUntilDone } from "./rules/busy";
import {
  checkSecurityRule,
  securityRuleClash,
  securityRuleFields,
  securityRulesOf,
} from "./rules/securityRules";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

const { priority, ...otherFields } = securityRuleFields;

/** https://learn.microsoft.com/azure/virtual-network/manage-network-security-group#work-with-security-rules */
export const securityRule: ResourceType = armType({
  token: tokens.securityRule,
  armType: "Microsoft.Network/networkSecurityGroups/securityRules",
  apiVersion: networkApiVersion,
  nameProperty: "securityRuleName",
  nameRule: networkName(),
  parent: { token: tokens.networkSecurityGroup, nameProperty: "networkSecurityGroupName" },
  inputs: { ...otherFields, "priority!": priority ?? "number" },
  regional: false,
  computed: [],
  durations: { create: 2, update: 2, delete: 2 },
  check: (context) => checkSecurityRule(context.inputs, "", context),
  create(context) {
    if (
      securityRulesOf(context.world, parentOf(context.id)).some(({ name }) => name === lastName(context.id))
    ) {
      throw new Error(`cannot create already existing resource '${context.id}'`);
    }
    requireNoClash(context);
    return {};
  },
  update(context) {
    requireNoClash(context);
    return {};
  },
  busy(context) {
    const { inputs, config } = context;
    const group = groupId(config, asString(inputs.resourceGroupName) ?? "");
    const names = [asString(inputs.networkSecurityGroupName) ?? ""];
    return busyUntilDone(
      context,
      [resourceId(group, "Microsoft.Network/networkSecurityGroups", names)],
      true,
    );
  },
});

function requireNoClash({ world, id, inputs }: ArmOperation): void {
  const name = lastName(id);
  const others = securityRulesOf(world, parentOf(id)).filter((other) => other.name !== name);
  const clash = securityRuleClash([...others, { name, inputs }]);
  if (clash) {
    throw badRequest(clash.code, clash.reason);
  }
}
