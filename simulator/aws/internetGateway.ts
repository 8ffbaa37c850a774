import { accountId, arn } from "./arn";
import { internetGatewayOf, vpcOfInternetGateway } from "./attachments";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "./common";
import { Ec2Error } from "./error";
import { existing, having } from "./references";
import { isFull, quotas } from "./serviceQuotas/quotas";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { OperationContext, ResourceType, WorldView } from "../providers/resourceType";

/**
 * An internet gateway. With `vpcId` the provider attaches it after it is made and detaches it before it is deleted.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachInternetGateway.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/internetgateway/
 */
export const internetGateway: ResourceType = {
  token: tokens.internetGateway,
  properties: { ...regionProperty, ...tagProperties, vpcId: { type: "string" } },
  computed: ["arn", "ownerId", "tagsAll", "vpcId"],
  // Rough figures.
  durations: { create: 2, update: 20, delete: 10 },
  check: withRegion,
  create(context) {
    const { inputs, draws } = context;
    // As many as VPCs: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
    if (isFull(context, tokens.internetGateway, quotas.vpcs)) {
      throw new Ec2Error(
        "CreateInternetGateway",
        "InternetGatewayLimitExceeded",
        "The maximum number of internet gateways has been reached.",
      );
    }
    const vpcId = asString(inputs.vpcId);
    if (vpcId !== undefined) {
      checkVpcTakesInternetGateway(context, vpcId);
    }
    const id = `igw-0${draws.hex("id", 16)}`;
    return {
      id,
      outputs: {
        arn: arn("ec2", regionOf(inputs), `internet-gateway/${id}`),
        ownerId: accountId,
        ...taggedOutputs(inputs),
      },
    };
  },
  update(context, record) {
    const before = asString(record.inputs.vpcId);
    const after = asString(context.inputs.vpcId);
    if (before !== after) {
      if (before !== undefined) {
        checkInternetGatewayDetaches(context.world, before);
      }
      if (after !== undefined) {
        checkVpcTakesInternetGateway(context, after);
      }
    }
    return taggedOutputs(context.inputs);
  },
  delete({ world }, { id, inputs }) {
    if (having(world, tokens.internetGatewayAttachment, "internetGatewayId", id).length > 0) {
      throw new Ec2Error(
        "DeleteInternetGateway",
        "DependencyViolation",
        `The internetGateway '${id}' has dependencies and cannot be deleted.`,
      );
    }
    const vpcId = asString(inputs.vpcId);
    if (vpcId !== undefined) {
      checkInternetGatewayDetaches(world, vpcId);
    }
  },
  observe: ({ id }, world) => ({ vpcId: vpcOfInternetGateway(world, id) ?? "" }),
};

/** A VPC has at most one internet gateway. */
export function checkVpcTakesInternetGateway(context: OperationContext, vpcId: string): void {
  existing(context, "AttachInternetGateway", "vpc", vpcId);
  if (internetGatewayOf(context.world, vpcId) !== undefined) {
    throw new Ec2Error(
      "AttachInternetGateway",
      "InvalidParameterValue",
      `Network ${vpcId} already has an internet gateway attached`,
    );
  }
}

/**
 * Nothing in the VPC may have a public address.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachInternetGateway.html
 */
export function checkInternetGatewayDetaches(world: WorldView, vpcId: string): void {
  const mapped = having(world, tokens.subnet, "vpcId", vpcId).some(
    ({ id }) =>
      having(world, tokens.natGateway, "subnetId", id).some(
        ({ inputs }) => inputs.allocationId !== undefined,
      ) || having(world, tokens.instance, "subnetId", id).some(({ outputs }) => outputs.publicIp !== ""),
  );
  const balanced = world
    .all(tokens.loadBalancer)
    .some(({ outputs }) => outputs.vpcId === vpcId && outputs.internal === false);
  if (mapped || balanced) {
    throw new Ec2Error(
      "DetachInternetGateway",
      "DependencyViolation",
      `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
    );
  }
}
