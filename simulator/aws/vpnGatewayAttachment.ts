import { crc32 } from "node:zlib";

import { vpcOfVpnGateway } from "./attachments";
import { regionProperty, withRegion } from "./common";
import { Ec2Error } from "./error";
import { existing } from "./references";
import { tokens } from "./tokens";
import { checkVpcTakesVpnGateway } from "./vpnGateway";
import { asString } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/**
 * The attachment of a virtual private gateway that does not name its VPC itself.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachVpnGateway.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/vpngatewayattachment/
 */
export const vpnGatewayAttachment: ResourceType = {
  token: tokens.vpnGatewayAttachment,
  properties: {
    ...regionProperty,
    vpcId: { type: "string", required: true, replace: true },
    vpnGatewayId: { type: "string", required: true, replace: true },
  },
  computed: [],
  // Rough figures.
  durations: { create: 15, update: 0, delete: 15 },
  check: withRegion,
  create(context) {
    const vpcId = asString(context.inputs.vpcId) ?? "";
    const gatewayId = asString(context.inputs.vpnGatewayId) ?? "";
    existing(context, "AttachVpnGateway", "vpnGateway", gatewayId);
    if (vpcOfVpnGateway(context.world, gatewayId) !== undefined) {
      throw new Ec2Error(
        "AttachVpnGateway",
        "VpnGatewayAttachmentLimitExceeded",
        "The maximum number of VPCs attached to the virtual private gateway has been reached.",
      );
    }
    checkVpcTakesVpnGateway(context, vpcId);
    return { id: `vpn-attachment-${crc32(`${vpcId}-${gatewayId}`).toString(16)}`, outputs: {} };
  },
};
