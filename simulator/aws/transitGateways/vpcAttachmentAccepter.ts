import { accountId } from "../arn";
import { regionProperty, tagProperties, withRegion } from "../common";
import { tokens } from "../tokens";
import type { ResourceType } from "../../providers/resourceType";

/**
 * The acceptance of a VPC attachment that another account asked for. There is one account, whose attachments need none.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AcceptTransitGatewayVpcAttachment.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2transitgateway/vpcattachmentaccepter/
 */
export const vpcAttachmentAccepter: ResourceType = {
  token: tokens.transitGatewayVpcAttachmentAccepter,
  properties: {
    ...regionProperty,
    ...tagProperties,
    transitGatewayAttachmentId: { type: "string", required: true, replace: true },
    transitGatewayDefaultRouteTableAssociation: { type: "boolean" },
    transitGatewayDefaultRouteTablePropagation: { type: "boolean" },
  },
  computed: [],
  durations: { create: 0, update: 0, delete: 0 },
  check(context) {
    withRegion(context);
    context.fail(
      "transitGatewayAttachmentId",
      `accepting VPC attachments is not simulated: there is one account, ${accountId}, whose own attachments need no accepter`,
    );
  },
  create() {
    throw new Error("no VPC attachment awaits acceptance");
  },
};
