import { checkRouteQuota } from "./quotas";
import { transitGatewayOfRouteTable } from "./references";
import { checkRouteTarget } from "./routeTarget";
import { regionProperty, withRegion } from "../common";
import { Ec2Error } from "../error";
import { having } from "../references";
import { tokens } from "../tokens";
import { CidrError, parseCidr } from "../../../addressing/cidr";
import { asString } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";

/**
 * A static route of a transit gateway, to an attachment or into a black hole.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayRoute.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2transitgateway/route/
 */
export const route: ResourceType = {
  token: tokens.transitGatewayRoute,
  properties: {
    ...regionProperty,
    blackhole: { type: "boolean", default: false, replace: true },
    destinationCidrBlock: { type: "string", required: true, replace: true },
    transitGatewayAttachmentId: { type: "string", replace: true },
    transitGatewayRouteTableId: { type: "string", required: true, replace: true },
  },
  computed: [],
  // Rough figures.
  durations: { create: 5, update: 0, delete: 5 },
  check(context) {
    withRegion(context);
    checkDestination(context);
  },
  create(context) {
    const operation = "CreateTransitGatewayRoute";
    const { inputs, world } = context;
    const destination = asString(inputs.destinationCidrBlock) ?? "";
    const routeTableId = asString(inputs.transitGatewayRouteTableId) ?? "";
    const transitGatewayId = transitGatewayOfRouteTable(context, operation, routeTableId);
    checkRouteTarget(context, operation);
    const others = having(world, tokens.transitGatewayRoute, "transitGatewayRouteTableId", routeTableId);
    if (others.some((other) => other.inputs.destinationCidrBlock === destination)) {
      throw new Ec2Error(
        operation,
        "RouteAlreadyExists",
        `Route ${destination} already exists in Transit Gateway Route Table ${routeTableId}.`,
      );
    }
    checkRouteQuota(world, operation, transitGatewayId, 1);
    return { id: `${routeTableId}_${destination}`, outputs: {} };
  },
};

/** The provider compares IPv6 blocks by their canonical form. */
function checkDestination({ inputs, fail }: CheckContext): void {
  const destination = asString(inputs.destinationCidrBlock);
  if (destination === undefined) {
    return;
  }
  try {
    inputs.destinationCidrBlock = parseCidr(destination).text;
  } catch (error) {
    if (!(error instanceof CidrError)) {
      throw error;
    }
    fail("destinationCidrBlock", `expected destinationCidrBlock to be a network: ${error.message}`);
  }
}
