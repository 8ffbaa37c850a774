import { associationOf, attachedResource } from "./attachments";
import { attachmentForRouteTable } from "./references";
import { regionProperty, withRegion } from "../common";
import { Ec2Error } from "../error";
import { having } from "../references";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/**
 * Which route table a transit gateway looks into for what comes from an attachment. An attachment has at most one; with
 * `replaceExistingAssociation` the provider takes the default one away first. Unlike in AWS, the default one is back
 * when such an association is deleted.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateTransitGatewayRouteTable.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2transitgateway/routetableassociation/
 */
export const routeTableAssociation: ResourceType = {
  token: tokens.transitGatewayRouteTableAssociation,
  properties: {
    ...regionProperty,
    replaceExistingAssociation: { type: "boolean" },
    transitGatewayAttachmentId: { type: "string", required: true, replace: true },
    transitGatewayRouteTableId: { type: "string", required: true, replace: true },
  },
  computed: ["resourceId", "resourceType"],
  // Rough figures.
  durations: { create: 30, update: 0, delete: 30 },
  check: withRegion,
  create(context) {
    const operation = "AssociateTransitGatewayRouteTable";
    const { inputs, world } = context;
    const attachment = attachmentForRouteTable(context, operation);
    const hasOwn =
      having(world, tokens.transitGatewayRouteTableAssociation, "transitGatewayAttachmentId", attachment.id)
        .length > 0;
    const replaces = inputs.replaceExistingAssociation === true && !hasOwn;
    if (associationOf(world, attachment) !== undefined && !replaces) {
      throw new Ec2Error(
        operation,
        "Resource.AlreadyAssociated",
        `Transit Gateway Attachment ${attachment.id} is already associated to a route table.`,
      );
    }
    return {
      id: `${asString(inputs.transitGatewayRouteTableId) ?? ""}_${attachment.id}`,
      outputs: attachedResource(attachment),
    };
  },
  update: () => ({}),
};
