import { requireManagementWithRules } from "./application-gateways/managementTraffic";
import { armType, networkApiVersion } from "./arm/armType";
import { badRequest } from "./arm/error";
import { lastName, referredId, sameId } from "./arm/ids";
import { nameProblem, networkName } from "./arm/nameRules";
import {
  checkSecurityRule,
  defaultSecurityRules,
  inlineSecurityRules,
  securityRuleClash,
  securityRuleFields,
  securityRulesOf,
} from "./rules/securityRules";
import { subnetsReferring } from "./rules/subnets";
import { tokens } from "./tokens";
import { asList, asObject, asString, UNKNOWN } from "../protocol/values";
import type { ResourceType, WorldView } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

/** https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview */
export const networkSecurityGroup: ResourceType = armType({
  token: tokens.networkSecurityGroup,
  armType: "Microsoft.Network/networkSecurityGroups",
  apiVersion: networkApiVersion,
  nameProperty: "networkSecurityGroupName",
  nameRule: networkName(),
  inputs: {
    flushConnection: "unsimulated boolean",
    id: "unsimulated string",
    securityRules: [securityRuleFields],
  },
  regional: true,
  computed: ["defaultSecurityRules", "flowLogs", "networkInterfaces", "subnets"],
  enriches: { securityRules: ["id", "etag", "provisioningState"] },
  durations: { create: 3, update: 3, delete: 3 },
  check(context) {
    const rules = asList(context.inputs.securityRules).map(asObject);
    rules.forEach((rule, i) => {
      const path = `securityRules[${i}]`;
      const problem =
        rule.name === UNKNOWN ? undefined : nameProblem(asString(rule.name) ?? "", networkName());
      if (problem) {
        context.refuse(`${path}.name`, problem.code, problem.reason);
      }
      checkSecurityRule(rule, path, context);
    });
    const clash = securityRuleClash(inlineSecurityRules(context.inputs));
    if (clash) {
      context.refuse(`securityRules[${clash.index}]`, clash.code, clash.reason);
    }
  },
  create: ({ id }) => ({
    defaultSecurityRules: defaultSecurityRules.map((rule) => ({
      ...rule,
      id: `${id}/defaultSecurityRules/${asString(rule.name) ?? ""}`,
    })),
    flowLogs: [],
  }),
  update(context) {
    const { world, id, inputs } = context;
    const rules =
      inputs.securityRules === undefined ? securityRulesOf(world, id) : inlineSecurityRules(inputs);
    requireManagementWithRules(world, id, rules);
    return {};
  },
  delete({ world, id }) {
    const [user] = [...subnetsReferring(world, id), ...interfacesReferring(world, id)];
    if (user) {
      throw badRequest(
        "InUseNetworkSecurityGroupCannotBeDeleted",
        `Network security group ${lastName(id)} cannot be deleted because it is in use by the following resources: ${user.id}. ` +
          "In order to delete the Network security group, remove the association with the resource(s). To learn how to do this, see aka.ms/deletensg.",
      );
    }
  },
  removes({ world, inputs }, record) {
    const own = world
      .all(tokens.securityRule)
      .filter(({ id }) => id.startsWith(`${record.id}/securityRules/`));
    if (inputs === record.inputs) {
      return own;
    }
    const listed = inlineSecurityRules(inputs).map(({ name }) => name);
    return inputs.securityRules === undefined ? [] : own.filter(({ id }) => !listed.includes(lastName(id)));
  },
  observe: (record, world) => ({
    securityRules: securityRulesOf(world, record.id).map(({ name, inputs }) => ({
      ...Object.fromEntries(
        Object.entries(inputs).filter(
          ([key]) => key in securityRuleFields || `${key}!` in securityRuleFields,
        ),
      ),
      id: `${record.id}/securityRules/${name}`,
      name,
      type: "Microsoft.Network/networkSecurityGroups/securityRules",
      etag: record.outputs.etag ?? null,
      provisioningState: "Succeeded",
    })),
    subnets: subnetsReferring(world, record.id).map(({ id }) => ({ id })),
    networkInterfaces: interfacesReferring(world, record.id).map(({ id }) => ({ id })),
  }),
});

const interfacesReferring = (world: WorldView, id: string): readonly WorldRecord[] =>
  world
    .all(tokens.networkInterface)
    .filter(({ inputs }) => sameId(referredId(asObject(inputs.networkSecurityGroup)), id));
