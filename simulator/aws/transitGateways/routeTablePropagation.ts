import { attachedResource, propagationsOf, type TransitGatewayAttachment } from "./attachments";
import { refuseIdenticalBlocks } from "./overlappingBlocks";
import { refuseLeftOutRoutes } from "./quotas";
import { attachmentForRouteTable } from "./references";
import { routesOf } from "./routeCount";
import { regionProperty, withRegion } from "../common";
import { Ec2Error } from "../error";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/**
 * Lets a route table of a transit gateway learn the routes of an attachment.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableTransitGatewayRouteTablePropagation.html
 * Codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2transitgateway/routetablepropagation/
 */
export const routeTablePropagation: ResourceType = {
  token: tokens.transitGatewayRouteTablePropagation,
  properties: {
    ...regionProperty,
    transitGatewayAttachmentId: { type: "string", required: true, replace: true },
    transitGatewayRouteTableId: { type: "string", required: true, replace: true },
  },
  computed: ["resourceId", "resourceType"],
  // Rough figures.
  durations: { create: 5, update: 0, delete: 5 },
  check: withRegion,
  create(context) {
    const operation = "EnableTransitGatewayRouteTablePropagation";
    const routeTableId = asString(context.inputs.transitGatewayRouteTableId) ?? "";
    const attachment = attachmentForRouteTable(context, operation);
    checkPropagates(operation, attachment);
    if (propagationsOf(context.world, attachment).includes(routeTableId)) {
      throw new Ec2Error(
        operation,
        "TransitGatewayRouteTablePropagation.Duplicate",
        `Propagation of ${attachment.id} already exists in Transit Gateway Route Table ${routeTableId}.`,
      );
    }
    refuseLeftOutRoutes(context.world, attachment.transitGatewayId, routesOf(context.world, attachment));
    refuseIdenticalBlocks(context.world, attachment, routeTableId);
    return { id: `${routeTableId}_${attachment.id}`, outputs: attachedResource(attachment) };
  },
};

/**
 * Routes over a peering are static: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering-add-route.html. The
 * documentation names no code.
 */
function checkPropagates(operation: string, { id, resourceType }: TransitGatewayAttachment): void {
  if (resourceType === "peering") {
    throw new Ec2Error(
      operation,
      "UnsupportedOperation",
      `Transit Gateway Attachment ${id} is a peering attachment, whose routes cannot be propagated.`,
    );
  }
}
