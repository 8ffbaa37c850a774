import { checkRouteQuota } from "./quotas";
import { transitGatewayOfRouteTable } from "./references";
import { mostEntries } from "./routeCount";
import { checkRouteTarget } from "./routeTarget";
import { accountId } from "../arn";
import { regionProperty, withRegion } from "../common";
import { Ec2Error } from "../error";
import { existing } from "../references";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/**
 * A route to every entry of a prefix list, which follows the list. The documentation names no code for a second
 * reference.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayPrefixListReference.html
 * Rules: https://docs.aws.amazon.com/vpc/latest/tgw/create-prefix-list-reference.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2transitgateway/prefixlistreference/
 */
export const prefixListReference: ResourceType = {
  token: tokens.transitGatewayPrefixListReference,
  properties: {
    ...regionProperty,
    blackhole: { type: "boolean", default: false },
    prefixListId: { type: "string", required: true, replace: true },
    transitGatewayAttachmentId: { type: "string" },
    transitGatewayRouteTableId: { type: "string", required: true, replace: true },
  },
  computed: ["prefixListOwnerId"],
  // Rough figures.
  durations: { create: 5, update: 5, delete: 5 },
  check: withRegion,
  create(context) {
    const operation = "CreateTransitGatewayPrefixListReference";
    const { inputs, world } = context;
    const routeTableId = asString(inputs.transitGatewayRouteTableId) ?? "";
    const transitGatewayId = transitGatewayOfRouteTable(context, operation, routeTableId);
    const list = existing(context, operation, "managedPrefixList", asString(inputs.prefixListId) ?? "");
    checkRouteTarget(context, operation);
    const id = `${routeTableId}_${list.id}`;
    if (world.get(tokens.transitGatewayPrefixListReference, id)) {
      throw new Ec2Error(
        operation,
        "RouteAlreadyExists",
        `A reference to ${list.id} already exists in Transit Gateway Route Table ${routeTableId}.`,
      );
    }
    checkRouteQuota(world, operation, transitGatewayId, mostEntries(world, list.id));
    return { id, outputs: { prefixListOwnerId: accountId } };
  },
  update(context) {
    checkRouteTarget(context, "ModifyTransitGatewayPrefixListReference");
    return {};
  },
};
