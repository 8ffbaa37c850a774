import { requireManagementWithRules } from "./application-gateways/managementTraffic";
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
  type SecurityRuleView,
} from "./rules/securityRules";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { ResourceType, WorldView } from "../providers/resourceType";

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
    requireRulesWith(context);
    return {};
  },
  update(context) {
    requireRulesWith(context);
    return {};
  },
  delete({ world, id }) {
    requireManagementWithRules(world, parentOf(id), othersThan(world, id));
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

const othersThan = (world: WorldView, id: string): SecurityRuleView[] =>
  securityRulesOf(world, parentOf(id)).filter(({ name }) => name !== lastName(id));

function requireRulesWith({ world, id, inputs }: ArmOperation): void {
  const rules = [...othersThan(world, id), { name: lastName(id), inputs }];
  const clash = securityRuleClash(rules);
  if (clash) {
    throw badRequest(clash.code, clash.reason);
  }
  requireManagementWithRules(world, parentOf(id), rules);
}
