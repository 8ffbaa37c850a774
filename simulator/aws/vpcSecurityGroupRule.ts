import { arn } from "./arn";
import {
  checkBetween,
  checkExactlyOneOf,
  checkIpv4Network,
  checkIpv6Network,
  refuseUnsimulated,
  unsimulated,
} from "./checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "./common";
import { authorize, type Direction, permissionsOf, protocolNamed, vpcRulePermissions } from "./permission";
import { vpcOfSecurityGroup } from "./references";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

/** Provider: https://www.pulumi.com/registry/packages/aws/api-docs/vpc/securitygroupingressrule/ */
export const securityGroupIngressRule = ruleType("ingress", tokens.securityGroupIngressRule);

/** Provider: https://www.pulumi.com/registry/packages/aws/api-docs/vpc/securitygroupegressrule/ */
export const securityGroupEgressRule = ruleType("egress", tokens.securityGroupEgressRule);

/**
 * One rule for one peer. It can be changed in place, but not from one kind of peer to another.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySecurityGroupRules.html
 */
function ruleType(direction: Direction, token: string): ResourceType {
  const allow = (context: OperationContext, record?: WorldRecord): void => {
    const id = asString(context.inputs.securityGroupId) ?? "";
    const operation = `AuthorizeSecurityGroup${direction === "ingress" ? "Ingress" : "Egress"}`;
    const vpcId = vpcOfSecurityGroup(context, operation, id);
    const present = permissionsOf(context.world, id, record);
    authorize(context, { id, vpcId }, vpcRulePermissions(direction)(context.inputs), present);
  };
  return {
    token,
    properties: {
      ...regionProperty,
      ...tagProperties,
      cidrIpv4: { type: "string", replaceIfToggled: true },
      cidrIpv6: { type: "string", replaceIfToggled: true },
      description: { type: "string" },
      fromPort: { type: "number" },
      ipProtocol: { type: "string", required: true },
      referencedSecurityGroupId: { type: "string", replaceIfToggled: true },
      securityGroupId: { type: "string", required: true, replace: true },
      toPort: { type: "number" },
      ...unsimulated("string", ["prefixListId"]),
    },
    computed: ["arn", "securityGroupRuleId", "tagsAll"],
    // Rough figures.
    durations: { create: 1, update: 1, delete: 1 },
    check: checkRule,
    create(context) {
      allow(context);
      const id = `sgr-0${context.draws.hex("id", 16)}`;
      return {
        id,
        outputs: {
          arn: arn("ec2", regionOf(context.inputs), `security-group-rule/${id}`),
          securityGroupRuleId: id,
          ...taggedOutputs(context.inputs),
        },
      };
    },
    update(context, record) {
      allow(context, record);
      return taggedOutputs(context.inputs);
    },
  };
}

function checkRule(context: CheckContext): void {
  const { inputs } = context;
  withRegion(context);
  checkExactlyOneOf(context, ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"]);
  checkIpv4Network(context, "cidrIpv4");
  checkIpv6Network(context, "cidrIpv6");
  checkBetween(context, "fromPort", -1, 65535);
  checkBetween(context, "toPort", -1, 65535);
  refuseUnsimulated(context, { prefixListId: "only transit gateways refer to prefix lists here" });
  const protocol = asString(inputs.ipProtocol);
  if (protocol === undefined) {
    return;
  }
  inputs.ipProtocol = protocolNamed(protocol) ?? protocol;
  for (const port of ["fromPort", "toPort"]) {
    if (inputs.ipProtocol === "-1" && inputs[port] !== undefined) {
      context.fail(
        port,
        `leave out ${port} with ipProtocol "-1": the API answers without it, and the provider takes that for a bug`,
      );
    }
    // Source: the note on the property's page, which leaves ICMPv6 out as well.
    if (["tcp", "udp", "icmp"].includes(inputs.ipProtocol) && inputs[port] === undefined) {
      context.fail(port, `${port} must be specified with ipProtocol "${inputs.ipProtocol}"`);
    }
  }
}
