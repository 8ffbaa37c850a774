import {
  associationOf,
  attachmentsOf,
  findAttachment,
  propagationsOf,
  recordsOfAttachment,
} from "./attachments";
import { refuseOverlapByDefault } from "./overlappingBlocks";
import { checkAttachmentQuota, refuseLeftOutRoutes } from "./quotas";
import { existingSubnet, existingTransitGateway } from "./references";
import { accountId, arn } from "../arn";
import { checkOneOf } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { Ec2Error } from "../error";
import { ipv6BlockOf } from "../ipv6";
import { existing } from "../references";
import { tokens } from "../tokens";
import { blocksOf } from "../vpcBlocks";
import { asString, asStrings, hasUnknown, type Props } from "../../protocol/values";
import type { OperationContext, ResourceType, WorldView } from "../../providers/resourceType";

/**
 * The attachment of a VPC to a transit gateway, with an interface in one subnet an Availability Zone.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachment.html
 * Rules: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2transitgateway/vpcattachment/
 */
export const vpcAttachment: ResourceType = {
  token: tokens.transitGatewayVpcAttachment,
  properties: {
    ...regionProperty,
    ...tagProperties,
    applianceModeSupport: { type: "string", default: "disable" },
    dnsSupport: { type: "string", default: "enable" },
    ipv6Support: { type: "string", default: "disable" },
    securityGroupReferencingSupport: { type: "string" },
    subnetIds: { type: "array", required: true },
    transitGatewayDefaultRouteTableAssociation: { type: "boolean" },
    transitGatewayDefaultRouteTablePropagation: { type: "boolean" },
    transitGatewayId: { type: "string", required: true, replace: true },
    vpcId: { type: "string", required: true, replace: true },
  },
  computed: [
    "arn",
    "securityGroupReferencingSupport",
    "tagsAll",
    "transitGatewayDefaultRouteTableAssociation",
    "transitGatewayDefaultRouteTablePropagation",
    "vpcOwnerId",
  ],
  // Rough figures.
  durations: { create: 90, update: 60, delete: 60 },
  check(context) {
    const { inputs, fail } = context;
    withRegion(context);
    for (const name of [
      "applianceModeSupport",
      "dnsSupport",
      "ipv6Support",
      "securityGroupReferencingSupport",
    ]) {
      checkOneOf(context, name, ["enable", "disable"]);
    }
    if (inputs.securityGroupReferencingSupport === "enable") {
      fail(
        "securityGroupReferencingSupport",
        `"securityGroupReferencingSupport" is not simulated: security groups refer to groups of their own VPC only`,
      );
    }
    if (Array.isArray(inputs.subnetIds) && inputs.subnetIds.length === 0) {
      fail("subnetIds", "expected at least 1 item in subnetIds");
    }
    // The provider keeps them as a set: another order is no change.
    if (Array.isArray(inputs.subnetIds) && !hasUnknown(inputs.subnetIds)) {
      inputs.subnetIds = [...new Set(asStrings(inputs.subnetIds))].sort();
    }
  },
  create(context) {
    const operation = "CreateTransitGatewayVpcAttachment";
    const { inputs, draws, world } = context;
    const gateway = existingTransitGateway(context, operation, asString(inputs.transitGatewayId) ?? "");
    const vpc = existing(context, operation, "vpc", asString(inputs.vpcId) ?? "");
    checkSubnets(context, operation);
    if (attachmentsOf(world, gateway.id).some(({ resourceId }) => resourceId === vpc.id)) {
      throw new Ec2Error(
        operation,
        "DuplicateTransitGatewayAttachment",
        `${gateway.id} has non-deleted Transit Gateway Attachments with same VPC ID.`,
      );
    }
    checkAttachmentQuota(world, operation, gateway.id);
    const learnsByDefault = gateway.outputs.propagationDefaultRouteTableId !== "";
    if (learnsByDefault && inputs.transitGatewayDefaultRouteTablePropagation !== false) {
      refuseOverlapByDefault(world, gateway.id, vpc);
      refuseLeftOutRoutes(world, gateway.id, blocksOf(world, vpc).length);
    }
    const id = `tgw-attach-0${draws.hex("id", 16)}`;
    return {
      id,
      outputs: {
        arn: arn("ec2", regionOf(inputs), `transit-gateway-attachment/${id}`),
        securityGroupReferencingSupport: "disable",
        vpcOwnerId: accountId,
        ...taggedOutputs(inputs),
      },
    };
  },
  update(context) {
    checkSubnets(context, "ModifyTransitGatewayVpcAttachment");
    return taggedOutputs(context.inputs);
  },
  removes: ({ inputs, world }, record) =>
    inputs === record.inputs ? recordsOfAttachment(world, record.id) : [],
  observe: ({ id, inputs }, world) => defaultsOf(world, id, inputs),
};

/**
 * With IPv6 support the attachment's interfaces have an IPv6 address
 * (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachmentRequestOptions.html), so
 * that each subnet needs a block. The documentation names no code for that and for a subnet of another VPC.
 */
function checkSubnets(context: OperationContext, operation: string): void {
  const vpcId = asString(context.inputs.vpcId) ?? "";
  const zones = asStrings(context.inputs.subnetIds).map((id) => {
    const subnet = existingSubnet(context, operation, id);
    if (subnet.inputs.vpcId !== vpcId) {
      throw new Ec2Error(operation, "InvalidParameterValue", `Subnet ${id} does not belong to VPC ${vpcId}.`);
    }
    if (context.inputs.ipv6Support === "enable" && ipv6BlockOf(subnet) === undefined) {
      throw new Ec2Error(
        operation,
        "InvalidParameterValue",
        `Subnet ${id} has no IPv6 CIDR block, which IPv6 support needs.`,
      );
    }
    return subnet.outputs.availabilityZone;
  });
  if (new Set(zones).size < zones.length) {
    throw new Ec2Error(operation, "DuplicateSubnetsInSameZone", "Duplicate Subnets for same AZ");
  }
}

/** Whether the attachment uses the default route tables, whoever made it so. */
function defaultsOf(world: WorldView, id: string, inputs: Props): Props {
  const attachment = findAttachment(world, id, regionOf(inputs));
  const gateway = world.get(tokens.transitGateway, asString(inputs.transitGatewayId))?.outputs ?? {};
  return {
    transitGatewayDefaultRouteTableAssociation:
      attachment !== undefined &&
      associationOf(world, attachment) === asString(gateway.associationDefaultRouteTableId),
    transitGatewayDefaultRouteTablePropagation:
      attachment !== undefined &&
      propagationsOf(world, attachment).includes(asString(gateway.propagationDefaultRouteTableId) ?? ""),
  };
}
