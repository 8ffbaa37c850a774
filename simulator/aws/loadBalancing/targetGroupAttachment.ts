import { existing } from "./references";
import { checkTarget } from "./targets";
import { checkBetween, refuseUnsimulated, unsimulated } from "../checks";
import { regionProperty, withRegion } from "../common";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/**
 * One target of a target group.
 *
 * API: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RegisterTargets.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/lb/targetgroupattachment/
 */
export const targetGroupAttachment: ResourceType = {
  token: tokens.targetGroupAttachment,
  properties: {
    ...regionProperty,
    availabilityZone: { type: "string", replace: true },
    port: { type: "number", replace: true },
    targetGroupArn: { type: "string", required: true, replace: true },
    targetId: { type: "string", required: true, replace: true },
    ...unsimulated("string", ["quicServerId"]),
  },
  computed: [],
  // Rough figures; the provider does not wait for the target to become healthy.
  durations: { create: 1, update: 1, delete: 1 },
  check(context) {
    withRegion(context);
    checkBetween(context, "port", 1, 65535);
    refuseUnsimulated(context, { quicServerId: "there is no QUIC" });
  },
  create(context) {
    const { inputs, draws } = context;
    const targetGroupArn = asString(inputs.targetGroupArn) ?? "";
    const group = existing(context, "RegisterTargets", "targetGroup", targetGroupArn);
    checkTarget(context, group);
    return { id: `${targetGroupArn}-${draws.hex("id", 26)}`, outputs: {} };
  },
};
