import { vpcOfInternetGateway } from "./attachments";
import { regionProperty, withRegion } from "./common";
import { Ec2Error } from "./error";
import { checkInternetGatewayDetaches, checkVpcTakesInternetGateway } from "./internetGateway";
import { existing } from "./references";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/**
 * The attachment of an internet gateway that does not name its VPC itself.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachInternetGateway.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/internetgatewayattachment/
 */
export const internetGatewayAttachment: ResourceType = {
  token: tokens.internetGatewayAttachment,
  properties: {
    ...regionProperty,
    internetGatewayId: { type: "string", required: true, replace: true },
    vpcId: { type: "string", required: true, replace: true },
  },
  computed: [],
  // Rough figures.
  durations: { create: 2, update: 0, delete: 10 },
  check: withRegion,
  create(context) {
    const gatewayId = asString(context.inputs.internetGatewayId) ?? "";
    const vpcId = asString(context.inputs.vpcId) ?? "";
    existing(context, "AttachInternetGateway", "internetGateway", gatewayId);
    const attachedTo = vpcOfInternetGateway(context.world, gatewayId);
    if (attachedTo !== undefined) {
      throw new Ec2Error(
        "AttachInternetGateway",
        "Resource.AlreadyAssociated",
        `resource ${gatewayId} is already attached to network ${attachedTo}`,
      );
    }
    checkVpcTakesInternetGateway(context, vpcId);
    return { id: `${gatewayId}:${vpcId}`, outputs: {} };
  },
  delete: ({ world }, { inputs }) => checkInternetGatewayDetaches(world, asString(inputs.vpcId) ?? ""),
};
