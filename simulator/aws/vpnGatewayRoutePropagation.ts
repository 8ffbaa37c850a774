import { vpcOfVpnGateway } from "./attachments";
import { regionProperty, withRegion } from "./common";
import { Ec2Error } from "./error";
import { find, vpcOfRouteTable } from "./references";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/**
 * Lets a route table of the VPC learn the routes of its virtual private gateway. Enabling it twice is no error.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableVgwRoutePropagation.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/vpngatewayroutepropagation/
 */
export const vpnGatewayRoutePropagation: ResourceType = {
  token: tokens.vpnGatewayRoutePropagation,
  properties: {
    ...regionProperty,
    routeTableId: { type: "string", required: true, replace: true },
    vpnGatewayId: { type: "string", required: true, replace: true },
  },
  computed: [],
  // Rough figures.
  durations: { create: 1, update: 0, delete: 1 },
  check: withRegion,
  create(context) {
    const operation = "EnableVgwRoutePropagation";
    const gatewayId = asString(context.inputs.vpnGatewayId) ?? "";
    const routeTableId = asString(context.inputs.routeTableId) ?? "";
    const vpcId = vpcOfRouteTable(context, operation, routeTableId);
    if (!find(context, "vpnGateway", gatewayId)) {
      throw new Ec2Error(
        operation,
        "InvalidGatewayID.NotFound",
        `The gateway ID '${gatewayId}' does not exist`,
      );
    }
    if (vpcOfVpnGateway(context.world, gatewayId) !== vpcId) {
      throw new Ec2Error(
        operation,
        "Gateway.NotAttached",
        `resource ${gatewayId} is not attached to network ${vpcId}`,
      );
    }
    return { id: `${gatewayId}_${routeTableId}`, outputs: {}, existing: true };
  },
};
