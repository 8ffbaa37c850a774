import { associationOf, attachedResource } from "./attachments";
import { attachmentForRouteTable } from "./references";
import { regionProperty, withRegion } from "../common";
import { Ec2Error } from "../error";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/**
 * Which route table a transit gateway looks into for what comes from an attachment, and whose routes it advertises to a
 * VPN connection (https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html). An attachment has at most one; with
 * `replaceExistingAssociation` the provider takes the present one away first. Unlike in AWS, the present one is back
 * when such an association is deleted before it.
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
    const id = `${asString(inputs.transitGatewayRouteTableId) ?? ""}_${attachment.id}`;
    const replaces =
      inputs.replaceExistingAssociation === true &&
      world.get(tokens.transitGatewayRouteTableAssociation, id) === undefined;
    if (associationOf(world, attachment) !== undefined && !replaces) {
      throw new Ec2Error(
        operation,
        "Resource.AlreadyAssociated",
        `Transit Gateway Attachment ${attachment.id} is already associated to a route table.`,
      );
    }
    return { id, outputs: attachedResource(attachment) };
  },
  update: () => ({}),
};
