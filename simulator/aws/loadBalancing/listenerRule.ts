import { checkActions, requireForwards } from "./actions";
import { checkConditions } from "./conditions";
import { existing } from "./references";
import { refused } from "./refusals";
import { arn } from "../arn";
import { checkBetween, refuseUnsimulated, unsimulated } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { having } from "../references";
import { tokens } from "../tokens";
import { asNumber, asString, type Props } from "../../protocol/values";
import type { OperationContext, ResourceType } from "../../providers/resourceType";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html */
const lastPriority = 50000;

/**
 * A rule of a listener of an Application Load Balancer.
 *
 * API: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/lb/listenerrule/
 */
export const listenerRule: ResourceType = {
  token: tokens.listenerRule,
  properties: {
    ...regionProperty,
    ...tagProperties,
    actions: { type: "array", required: true },
    conditions: { type: "array", required: true },
    listenerArn: { type: "string", required: true, replace: true },
    priority: { type: "number" },
    ...unsimulated("array", ["transforms"]),
  },
  computed: ["arn", "priority", "tagsAll"],
  // Rough figures.
  durations: { create: 2, update: 2, delete: 2 },
  check(context) {
    withRegion(context);
    checkActions(context, "actions");
    checkConditions(context);
    checkBetween(context, "priority", 1, lastPriority);
    refuseUnsimulated(context, { transforms: "requests are forwarded as they are" });
  },
  create(context) {
    const { inputs, draws } = context;
    const settings = judged(context, "CreateRule");
    const [, suffix = ""] = (asString(inputs.listenerArn) ?? "").split(":listener/");
    const id = arn(
      "elasticloadbalancing",
      regionOf(inputs),
      `listener-rule/${suffix}/${draws.hex("id", 16)}`,
    );
    return { id, outputs: { arn: id, ...settings } };
  },
  update: (context, record) => judged(context, "ModifyRule", record.id),
};

function judged(context: OperationContext, operation: string, own?: string): Props {
  const { inputs, world } = context;
  const listener = existing(context, operation, "listener", asString(inputs.listenerArn) ?? "");
  const balancer = existing(
    context,
    operation,
    "loadBalancer",
    asString(listener.inputs.loadBalancerArn) ?? "",
  );
  if (balancer.inputs.loadBalancerType !== "application") {
    throw new Error(
      `rules of the Network Load Balancer ${balancer.id} are not simulated: its listeners forward by their default action`,
    );
  }
  requireForwards(context, operation, balancer, asString(listener.outputs.protocol) ?? "", "actions");
  const others = having(world, tokens.listenerRule, "listenerArn", listener.id).filter(
    ({ id }) => id !== own,
  );
  const taken = others.map(({ outputs }) => asNumber(outputs.priority) ?? 0);
  const kept =
    own === undefined ? undefined : asNumber(world.get(tokens.listenerRule, own)?.outputs.priority);
  const priority = asNumber(inputs.priority) ?? kept ?? Math.max(0, ...taken) + 1;
  if (taken.includes(priority)) {
    throw refused(operation, "PriorityInUse", `Priority '${priority}' is currently in use`);
  }
  return { priority, ...taggedOutputs(inputs) };
}
