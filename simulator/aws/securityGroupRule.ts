import { crc32 } from "node:zlib";

import {
  checkConflict,
  checkEachIpv4Network,
  checkEachIpv6Network,
  checkOneOf,
  refuseUnsimulated,
  unsimulated,
} from "./checks";
import { regionProperty, withRegion } from "./common";
import { authorize, groupRulePermissions, permissionsOf, protocolNamed } from "./permission";
import { vpcOfSecurityGroup } from "./references";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

const peers = ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "self", "sourceSecurityGroupId"];

/**
 * A rule of a security group, for one or several peers.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygrouprule/
 */
export const securityGroupRule: ResourceType = {
  token: tokens.securityGroupRule,
  properties: {
    ...regionProperty,
    cidrBlocks: { type: "array", replace: true },
    description: { type: "string" },
    fromPort: { type: "number", required: true, replace: true },
    ipv6CidrBlocks: { type: "array", replace: true },
    protocol: { type: "string", required: true, replace: true },
    securityGroupId: { type: "string", required: true, replace: true },
    self: { type: "boolean", replace: true, default: false },
    sourceSecurityGroupId: { type: "string", replace: true },
    toPort: { type: "number", required: true, replace: true },
    type: { type: "string", required: true, replace: true },
    ...unsimulated("array", ["prefixListIds"]),
  },
  computed: ["securityGroupRuleId", "sourceSecurityGroupId"],
  // Rough figures.
  durations: { create: 1, update: 1, delete: 1 },
  check(context) {
    const { inputs } = context;
    withRegion(context);
    checkOneOf(context, "type", ["ingress", "egress"]);
    checkEachIpv4Network(context, "cidrBlocks");
    checkEachIpv6Network(context, "ipv6CidrBlocks");
    checkConflict(context, "sourceSecurityGroupId", ["cidrBlocks", "ipv6CidrBlocks"]);
    refuseUnsimulated(context, { prefixListIds: "only transit gateways refer to prefix lists here" });
    const named = peers.filter((peer) => inputs[peer] !== undefined && inputs[peer] !== false);
    if (named.length === 0) {
      context.fail("cidrBlocks", `one of ${peers.join(", ")} must be specified`);
    }
    if (inputs.self === true && named.length > 1) {
      context.fail("self", `"self" conflicts with ${named.filter((peer) => peer !== "self").join(", ")}`);
    }
    if (typeof inputs.protocol === "string") {
      inputs.protocol = protocolNamed(inputs.protocol) ?? inputs.protocol;
    }
  },
  create(context) {
    const { inputs, world, draws } = context;
    const groupId = asString(inputs.securityGroupId) ?? "";
    const operation = `AuthorizeSecurityGroup${inputs.type === "ingress" ? "Ingress" : "Egress"}`;
    const vpcId = vpcOfSecurityGroup(context, operation, groupId);
    const wanted = groupRulePermissions(inputs);
    authorize(context, { id: groupId, vpcId }, wanted, permissionsOf(world, groupId));
    return {
      id: `sgrule-${crc32(JSON.stringify([groupId, wanted]))}`,
      outputs: {
        securityGroupRuleId: wanted.length === 1 ? `sgr-0${draws.hex("rule", 16)}` : "",
        ...(inputs.sourceSecurityGroupId === undefined ? { sourceSecurityGroupId: "" } : {}),
      },
    };
  },
  update: () => ({}),
};
