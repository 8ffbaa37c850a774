import { accountId, arn } from "./arn";
import {
  checkConflict,
  checkIpv4Network,
  checkIpv6Network,
  checkOneOf,
  refuseUnsimulated,
  unsimulated,
} from "./checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "./common";
import { Ec2Error } from "./error";
import { requireIpv6ForAssignment, subnetIpv6Block } from "./ipv6";
import { existing, having } from "./references";
import { regionNamed } from "./regions";
import { tokens } from "./tokens";
import { ipv4BlocksOf } from "./vpcBlocks";
import { type Cidr, contains, overlaps, parseCidr } from "../../addressing/cidr";
import { asString, asStrings } from "../protocol/values";
import type { OperationContext, ResourceType } from "../providers/resourceType";

/** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const subnetsPerVpc = 200;

/** https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const prefixLengths = { shortest: 16, longest: 28 };

/**
 * A subnet in one Availability Zone, within its VPC's CIDR blocks and apart from its siblings.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/subnet/
 */
export const subnet: ResourceType = {
  token: tokens.subnet,
  properties: {
    ...regionProperty,
    ...tagProperties,
    vpcId: { type: "string", required: true, replace: true },
    cidrBlock: { type: "string", replace: true },
    availabilityZone: { type: "string", replace: true },
    availabilityZoneId: { type: "string", replace: true },
    mapPublicIpOnLaunch: { type: "boolean", default: false },
    privateDnsHostnameTypeOnLaunch: { type: "string" },
    enableResourceNameDnsARecordOnLaunch: { type: "boolean", default: false },
    enableResourceNameDnsAaaaRecordOnLaunch: { type: "boolean", default: false },
    assignIpv6AddressOnCreation: { type: "boolean", default: false },
    // The provider cannot take a block away while the subnet assigns addresses out of it.
    ipv6CidrBlock: {
      type: "string",
      replaceIf: (before, _, olds) => before !== undefined && olds.assignIpv6AddressOnCreation === true,
    },
    enableDns64: { type: "boolean", default: false },
    ipv6Native: { type: "boolean", replace: true, default: false },
    ...unsimulated("boolean", ["mapCustomerOwnedIpOnLaunch"]),
    ...unsimulated("number", ["enableLniAtDeviceIndex", "ipv4NetmaskLength", "ipv6NetmaskLength"]),
    ...unsimulated("string", ["customerOwnedIpv4Pool", "ipv4IpamPoolId", "ipv6IpamPoolId", "outpostArn"]),
  },
  computed: [
    "arn",
    "availabilityZone",
    "availabilityZoneId",
    "ipv6CidrBlock",
    "ipv6CidrBlockAssociationId",
    "ownerId",
    "privateDnsHostnameTypeOnLaunch",
    "tagsAll",
  ],
  renews: { ipv6CidrBlock: ["ipv6CidrBlockAssociationId"] },
  // Rough figures; with mapPublicIpOnLaunch the provider waits some ten seconds more.
  durations: { create: 3, update: 2, delete: 2 },
  check(context) {
    withRegion(context);
    refuseUnsimulated(context, {
      customerOwnedIpv4Pool: "there are no Outposts",
      enableDns64: "there is no NAT64",
      enableLniAtDeviceIndex: "there are no Outposts",
      enableResourceNameDnsAaaaRecordOnLaunch: "there are no instances",
      ipv4IpamPoolId: "there is no IPAM; give cidrBlock",
      ipv4NetmaskLength: "there is no IPAM; give cidrBlock",
      ipv6IpamPoolId: "there is no IPAM",
      ipv6Native: "subnets have IPv4, alone or with IPv6",
      ipv6NetmaskLength: "there is no IPAM",
      mapCustomerOwnedIpOnLaunch: "there are no Outposts",
      outpostArn: "there are no Outposts",
    });
    if (context.inputs.cidrBlock === undefined) {
      context.fail("cidrBlock", "one of cidrBlock, ipv4IpamPoolId, ipv6Native must be specified");
    }
    checkConflict(context, "availabilityZone", ["availabilityZoneId"]);
    checkIpv4Network(context, "cidrBlock");
    checkIpv6Network(context, "ipv6CidrBlock");
    checkOneOf(context, "privateDnsHostnameTypeOnLaunch", ["ip-name", "resource-name"]);
  },
  create(context) {
    const { inputs, draws, world } = context;
    const region = regionOf(inputs);
    const vpc = existing(context, "CreateSubnet", "vpc", asString(inputs.vpcId) ?? "");
    const cidr = parseCidr(asString(inputs.cidrBlock) ?? "");
    const siblings = having(world, tokens.subnet, "vpcId", vpc.id);
    checkRange(cidr, ipv4BlocksOf(world, vpc));
    if (siblings.some((sibling) => overlaps(cidr, parseCidr(asString(sibling.inputs.cidrBlock) ?? "")))) {
      throw new Ec2Error(
        "CreateSubnet",
        "InvalidSubnet.Conflict",
        `The CIDR '${cidr.text}' conflicts with another subnet`,
      );
    }
    if (siblings.length >= subnetsPerVpc) {
      throw new Ec2Error(
        "CreateSubnet",
        "SubnetLimitExceeded",
        "The maximum number of subnets has been reached.",
      );
    }
    const zone = zoneOf(context);
    const id = `subnet-0${draws.hex("id", 16)}`;
    const ipv6 = subnetIpv6Block(context, vpc);
    requireIpv6ForAssignment(context, id);
    return {
      id,
      outputs: {
        arn: arn("ec2", region, `subnet/${id}`),
        ...zone,
        ...ipv6,
        ownerId: accountId,
        privateDnsHostnameTypeOnLaunch: inputs.privateDnsHostnameTypeOnLaunch ?? "ip-name",
        ...taggedOutputs(inputs),
      },
    };
  },
  update(context, record) {
    const { inputs } = context;
    const vpc = existing(context, "AssociateSubnetCidrBlock", "vpc", asString(inputs.vpcId) ?? "");
    const ipv6 = subnetIpv6Block(context, vpc, record);
    requireIpv6ForAssignment(context, record.id);
    return { ...ipv6, ...taggedOutputs(inputs) };
  },
  delete({ world }, { id }) {
    const attached = world
      .all(tokens.transitGatewayVpcAttachment)
      .some(({ inputs }) => asStrings(inputs.subnetIds).includes(id));
    const used = [tokens.natGateway, tokens.instance].some(
      (token) => having(world, token, "subnetId", id).length > 0,
    );
    const balanced = world
      .all(tokens.loadBalancer)
      .some(({ outputs }) => asStrings(outputs.subnets).includes(id));
    if (attached || used || balanced) {
      throw new Ec2Error(
        "DeleteSubnet",
        "DependencyViolation",
        `The subnet '${id}' has dependencies and cannot be deleted.`,
      );
    }
  },
};

function checkRange(cidr: Cidr, vpcBlocks: readonly Cidr[]): void {
  const sized = cidr.prefixLength >= prefixLengths.shortest && cidr.prefixLength <= prefixLengths.longest;
  if (!sized || !vpcBlocks.some((block) => contains(block, cidr))) {
    throw new Ec2Error("CreateSubnet", "InvalidSubnet.Range", `The CIDR '${cidr.text}' is invalid.`);
  }
}

/** The zone asked for, or one of AWS's choice. */
function zoneOf({ inputs, draws }: OperationContext): {
  availabilityZone: string;
  availabilityZoneId: string;
} {
  const { zones, zoneIds } = regionNamed(regionOf(inputs));
  const asked = asString(inputs.availabilityZone) ?? asString(inputs.availabilityZoneId);
  const index =
    asked === undefined
      ? draws.below("zone", zones.length)
      : Math.max(zones.indexOf(asked), zoneIds.indexOf(asked));
  const [availabilityZone, availabilityZoneId] = [zones[index], zoneIds[index]];
  if (availabilityZone === undefined || availabilityZoneId === undefined) {
    const [parameter, valid] =
      inputs.availabilityZone === undefined ? ["availabilityZoneId", zoneIds] : ["availabilityZone", zones];
    throw new Ec2Error(
      "CreateSubnet",
      "InvalidParameterValue",
      `Value (${asked ?? ""}) for parameter ${parameter} is invalid. Subnets can currently only be created in the following availability zones: ${valid.join(", ")}.`,
    );
  }
  return { availabilityZone, availabilityZoneId };
}
