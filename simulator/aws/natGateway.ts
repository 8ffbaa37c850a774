import { internetGatewayOf } from "./attachments";
import {
  checkBetween,
  checkConflict,
  checkOneOf,
  ipv4AddressProblem,
  isMissing,
  refuseUnsimulated,
  unsimulated,
} from "./checks";
import { regionProperty, tagProperties, taggedOutputs, withRegion } from "./common";
import { Ec2Error } from "./error";
import { privateAddresses } from "./natGatewayAddresses";
import { existing, having } from "./references";
import { quotaOf, quotas } from "./serviceQuotas/quotas";
import { tokens } from "./tokens";
import { asString, asStrings, hasUnknown } from "../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

/**
 * A zonal NAT gateway: public with an Elastic IP behind the VPC's internet gateway, or private.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html
 * Failures: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/natgateway/
 */
export const natGateway: ResourceType = {
  token: tokens.natGateway,
  properties: {
    ...regionProperty,
    ...tagProperties,
    subnetId: { type: "string", replace: true },
    allocationId: { type: "string", replace: true },
    connectivityType: { type: "string", replace: true, default: "public" },
    availabilityMode: { type: "string", replace: true },
    privateIp: { type: "string", replace: true },
    secondaryPrivateIpAddressCount: { type: "number", replace: true },
    secondaryPrivateIpAddresses: { type: "array" },
    ...unsimulated("array", ["availabilityZoneAddresses", "secondaryAllocationIds"]),
    ...unsimulated("string", ["vpcId"]),
  },
  computed: [
    "associationId",
    "availabilityMode",
    "networkInterfaceId",
    "privateIp",
    "publicIp",
    "secondaryPrivateIpAddressCount",
    "secondaryPrivateIpAddresses",
    "tagsAll",
    "vpcId",
  ],
  // Rough figures: creation takes one to two minutes.
  durations: { create: 100, update: 3, delete: 60 },
  check(context) {
    const { inputs } = context;
    withRegion(context);
    checkOneOf(context, "connectivityType", ["public", "private"]);
    checkOneOf(context, "availabilityMode", ["zonal"]);
    refuseUnsimulated(context, {
      availabilityZoneAddresses: "NAT gateways are zonal only",
      secondaryAllocationIds: "a public NAT gateway has one address",
      vpcId: "NAT gateways are zonal only; give subnetId",
    });
    if (isMissing(inputs.subnetId)) {
      context.fail("subnetId", `"subnetId" must be set when "availabilityMode" is "zonal"`);
    }
    if (inputs.connectivityType === "private" && inputs.allocationId !== undefined) {
      context.fail("allocationId", `"allocationId" is not supported with "connectivityType" = "private"`);
    }
    checkSecondaryAddresses(context);
  },
  create(context) {
    const { inputs, draws } = context;
    const subnet = existing(context, "CreateNatGateway", "subnet", asString(inputs.subnetId) ?? "");
    checkQuota(context, subnet);
    const addresses = privateAddresses(context, "CreateNatGateway", subnet);
    const address = inputs.connectivityType === "public" ? publicAddress(context, subnet) : undefined;
    return {
      id: `nat-0${draws.hex("id", 16)}`,
      outputs: {
        associationId: address ? `eipassoc-0${draws.hex("association", 16)}` : "",
        availabilityMode: "zonal",
        networkInterfaceId: `eni-0${draws.hex("interface", 16)}`,
        ...addresses,
        publicIp: address?.outputs.publicIp ?? "",
        vpcId: subnet.inputs.vpcId ?? "",
        ...taggedOutputs(inputs),
      },
    };
  },
  update(context, record) {
    const { inputs } = context;
    const subnet = existing(
      context,
      "AssignPrivateNatGatewayAddress",
      "subnet",
      asString(inputs.subnetId) ?? "",
    );
    return {
      ...privateAddresses(context, "AssignPrivateNatGatewayAddress", subnet, record),
      ...taggedOutputs(inputs),
    };
  },
};

/** Only a private NAT gateway takes them alone; to a public one they come with further Elastic IP addresses. */
function checkSecondaryAddresses(context: CheckContext): void {
  const { inputs, fail } = context;
  checkConflict(context, "secondaryPrivateIpAddressCount", ["secondaryPrivateIpAddresses"]);
  checkBetween(context, "secondaryPrivateIpAddressCount", 1, Infinity);
  if (inputs.connectivityType === "public" && inputs.secondaryPrivateIpAddressCount !== undefined) {
    fail(
      "secondaryPrivateIpAddressCount",
      `"secondaryPrivateIpAddressCount" is not supported with "connectivityType" = "public"`,
    );
  }
  if (inputs.connectivityType === "public" && inputs.secondaryPrivateIpAddresses !== undefined) {
    fail(
      "secondaryPrivateIpAddresses",
      `"secondaryPrivateIpAddresses" is not simulated with "connectivityType" = "public": a public NAT gateway has one address`,
    );
  }
  for (const address of [...asStrings(inputs.secondaryPrivateIpAddresses), asString(inputs.privateIp)]) {
    const problem = address === undefined ? undefined : ipv4AddressProblem(address);
    if (problem) {
      fail(
        address === inputs.privateIp ? "privateIp" : "secondaryPrivateIpAddresses",
        `expected a valid IPv4 address, got: ${problem}`,
      );
    }
  }
  // The provider keeps them as a set: another order is no change.
  if (Array.isArray(inputs.secondaryPrivateIpAddresses) && !hasUnknown(inputs.secondaryPrivateIpAddresses)) {
    inputs.secondaryPrivateIpAddresses = [...new Set(asStrings(inputs.secondaryPrivateIpAddresses))].sort();
  }
}

/** The Elastic IP, free and with an internet gateway to go out by. */
function publicAddress(context: OperationContext, subnet: WorldRecord): WorldRecord {
  const { inputs, world } = context;
  const vpcId = asString(subnet.inputs.vpcId) ?? "";
  const allocationId = asString(inputs.allocationId);
  if (allocationId === undefined) {
    throw new Ec2Error(
      "CreateNatGateway",
      "MissingParameter",
      "The request must contain the parameter AllocationId for a public NAT gateway",
    );
  }
  const address = existing(context, "CreateNatGateway", "eip", allocationId);
  if (having(world, tokens.natGateway, "allocationId", allocationId).length > 0) {
    throw new Ec2Error(
      "CreateNatGateway",
      "Resource.AlreadyAssociated",
      `Elastic IP address [${allocationId}] is already associated`,
    );
  }
  if (internetGatewayOf(world, vpcId) === undefined) {
    throw new Ec2Error(
      "CreateNatGateway",
      "Gateway.NotAttached",
      `Network ${vpcId} has no Internet gateway attached`,
    );
  }
  return address;
}

function checkQuota(context: OperationContext, subnet: WorldRecord): void {
  const { world } = context;
  const quota = quotaOf(context, quotas.natGatewaysPerZone);
  const zone = subnet.outputs.availabilityZone;
  const inZone = world
    .all(tokens.natGateway)
    .filter(
      ({ inputs }) => world.get(tokens.subnet, asString(inputs.subnetId))?.outputs.availabilityZone === zone,
    );
  if (inZone.length >= quota) {
    throw new Ec2Error(
      "CreateNatGateway",
      "NatGatewayLimitExceeded",
      `Performing this operation would exceed the limit of ${quota} NAT gateways`,
    );
  }
}
