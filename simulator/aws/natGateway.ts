import { internetGatewayOf } from "./attachments";
import { checkOneOf, isMissing, refuseUnsimulated, unsimulated } from "./checks";
import { regionProperty, tagProperties, taggedOutputs, withRegion } from "./common";
import { Ec2Error } from "./error";
import { existing, having } from "./references";
import { tokens } from "./tokens";
import { addressCount, cidrHost, contains, parseCidr } from "../../addressing/cidr";
import { asString } from "../protocol/values";
import type { OperationContext, ResourceType } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

/** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const natGatewaysPerZone = 5;

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
    ...unsimulated("array", [
      "availabilityZoneAddresses",
      "secondaryAllocationIds",
      "secondaryPrivateIpAddresses",
    ]),
    ...unsimulated("number", ["secondaryPrivateIpAddressCount"]),
    ...unsimulated("string", ["vpcId"]),
  },
  computed: [
    "associationId",
    "availabilityMode",
    "networkInterfaceId",
    "privateIp",
    "publicIp",
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
      secondaryAllocationIds: "a NAT gateway has one address",
      secondaryPrivateIpAddressCount: "a NAT gateway has one address",
      secondaryPrivateIpAddresses: "a NAT gateway has one address",
      vpcId: "NAT gateways are zonal only; give subnetId",
    });
    if (isMissing(inputs.subnetId)) {
      context.fail("subnetId", `"subnetId" must be set when "availabilityMode" is "zonal"`);
    }
    if (inputs.connectivityType === "private" && inputs.allocationId !== undefined) {
      context.fail("allocationId", `"allocationId" is not supported with "connectivityType" = "private"`);
    }
  },
  create(context) {
    const { inputs, draws } = context;
    const subnet = existing(context, "CreateNatGateway", "subnet", asString(inputs.subnetId) ?? "");
    checkQuota(context, subnet);
    const privateIp = privateAddress(context, subnet);
    const address = inputs.connectivityType === "public" ? publicAddress(context, subnet) : undefined;
    return {
      id: `nat-0${draws.hex("id", 16)}`,
      outputs: {
        associationId: address ? `eipassoc-0${draws.hex("association", 16)}` : "",
        availabilityMode: "zonal",
        networkInterfaceId: `eni-0${draws.hex("interface", 16)}`,
        privateIp,
        publicIp: address?.outputs.publicIp ?? "",
        vpcId: subnet.inputs.vpcId ?? "",
        ...taggedOutputs(inputs),
      },
    };
  },
  update: ({ inputs }) => taggedOutputs(inputs),
};

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

/** The address asked for, or a free one: AWS keeps the first four of a subnet and the last for itself. */
function privateAddress({ inputs, draws, world }: OperationContext, subnet: WorldRecord): string {
  const cidr = parseCidr(asString(subnet.inputs.cidrBlock) ?? "");
  const asked = asString(inputs.privateIp);
  const taken = having(world, tokens.natGateway, "subnetId", subnet.id).map(
    ({ outputs }) => outputs.privateIp,
  );
  if (asked !== undefined) {
    if (!contains(cidr, parseCidr(`${asked}/32`)) || taken.includes(asked)) {
      throw new Ec2Error(
        "CreateNatGateway",
        "InvalidParameterValue",
        `Private IP address ${asked} is not a free address of subnet ${subnet.id} (${cidr.text})`,
      );
    }
    return asked;
  }
  for (let attempt = 0; ; attempt++) {
    const address = cidrHost(cidr, 4 + draws.below(`privateIp/${attempt}`, Number(addressCount(cidr)) - 5));
    if (!taken.includes(address)) {
      return address;
    }
  }
}

function checkQuota({ world }: OperationContext, subnet: WorldRecord): void {
  const zone = subnet.outputs.availabilityZone;
  const inZone = world
    .all(tokens.natGateway)
    .filter(
      ({ inputs }) => world.get(tokens.subnet, asString(inputs.subnetId))?.outputs.availabilityZone === zone,
    );
  if (inZone.length >= natGatewaysPerZone) {
    throw new Ec2Error(
      "CreateNatGateway",
      "NatGatewayLimitExceeded",
      `Performing this operation would exceed the limit of ${natGatewaysPerZone} NAT gateways`,
    );
  }
}
