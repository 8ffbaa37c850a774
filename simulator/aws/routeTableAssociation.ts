import { checkExactlyOneOf, refuseUnsimulated, unsimulated } from "./checks";
import { regionProperty, withRegion } from "./common";
import { Ec2Error } from "./error";
import { existing, having, vpcOfRouteTable } from "./references";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { OperationContext, ResourceType } from "../providers/resourceType";

/**
 * Which route table a subnet uses instead of the main one.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/routetableassociation/
 */
export const routeTableAssociation: ResourceType = {
  token: tokens.routeTableAssociation,
  properties: {
    ...regionProperty,
    routeTableId: { type: "string", required: true },
    subnetId: { type: "string", replace: true },
    ...unsimulated("string", ["gatewayId"]),
  },
  computed: [],
  // Rough figures.
  durations: { create: 1, update: 1, delete: 1 },
  check(context) {
    withRegion(context);
    checkExactlyOneOf(context, ["subnetId", "gatewayId"]);
    refuseUnsimulated(context, { gatewayId: "there are no gateway route tables; associate a subnet" });
  },
  create(context) {
    const { inputs, world, draws } = context;
    const subnetId = asString(inputs.subnetId) ?? "";
    checkSameNetwork(context, "AssociateRouteTable");
    if (having(world, tokens.routeTableAssociation, "subnetId", subnetId).length > 0) {
      throw new Ec2Error(
        "AssociateRouteTable",
        "Resource.AlreadyAssociated",
        `the specified association for route table ${asString(inputs.routeTableId) ?? ""} conflicts with an existing association`,
      );
    }
    return { id: `rtbassoc-0${draws.hex("id", 16)}`, outputs: {} };
  },
  update(context) {
    checkSameNetwork(context, "ReplaceRouteTableAssociation");
    return {};
  },
};

function checkSameNetwork(context: OperationContext, operation: string): void {
  const routeTableId = asString(context.inputs.routeTableId) ?? "";
  const subnet = existing(context, operation, "subnet", asString(context.inputs.subnetId) ?? "");
  if (vpcOfRouteTable(context, operation, routeTableId) !== subnet.inputs.vpcId) {
    throw new Ec2Error(
      operation,
      "InvalidParameterValue",
      `Route table ${routeTableId} and subnet ${subnet.id} belong to different networks`,
    );
  }
}
