import { accountId, arn } from "./arn";
import { checkConflict, checkIpv4Network, checkOneOf, refuseUnsimulated, unsimulated } from "./checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "./common";
import { Ec2Error } from "./error";
import { existing, having } from "./references";
import { regionNamed } from "./regions";
import { tokens } from "./tokens";
import { type Cidr, contains, overlaps, parseCidr } from "../../addressing/cidr";
import { asString, asStrings } from "../protocol/values";
import type { OperationContext, ResourceType } from "../providers/resourceType";

/** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const subnetsPerVpc = 200;

/** https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const prefixLengths = { shortest: 16, longest: 28 };

/**
 * A subnet in one Availability Zone, within its VPC's CIDR block and apart from its siblings.
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
    enableDns64: { type: "boolean", default: false },
    ipv6Native: { type: "boolean", replace: true, default: false },
    ...unsimulated("boolean", ["mapCustomerOwnedIpOnLaunch"]),
    ...unsimulated("number", ["enableLniAtDeviceIndex", "ipv4NetmaskLength", "ipv6NetmaskLength"]),
    ...unsimulated("string", [
      "customerOwnedIpv4Pool",
      "ipv4IpamPoolId",
      "ipv6CidrBlock",
      "ipv6IpamPoolId",
      "outpostArn",
    ]),
  },
  computed: [
    "arn",
    "availabilityZone",
    "availabilityZoneId",
    "ipv6CidrBlockAssociationId",
    "ownerId",
    "privateDnsHostnameTypeOnLaunch",
    "tagsAll",
  ],
  // Rough figures; with mapPublicIpOnLaunch the provider waits some ten seconds more.
  durations: { create: 3, update: 2, delete: 2 },
  check(context) {
    withRegion(context);
    refuseUnsimulated(context, {
      assignIpv6AddressOnCreation: "subnets have IPv4 only",
      customerOwnedIpv4Pool: "there are no Outposts",
      enableDns64: "subnets have IPv4 only",
      enableLniAtDeviceIndex: "there are no Outposts",
      enableResourceNameDnsAaaaRecordOnLaunch: "subnets have IPv4 only",
      ipv4IpamPoolId: "there is no IPAM; give cidrBlock",
      ipv4NetmaskLength: "there is no IPAM; give cidrBlock",
      ipv6CidrBlock: "subnets have IPv4 only",
      ipv6IpamPoolId: "there is no IPAM",
      ipv6Native: "subnets have IPv4 only",
      ipv6NetmaskLength: "there is no IPAM",
      mapCustomerOwnedIpOnLaunch: "there are no Outposts",
      outpostArn: "there are no Outposts",
    });
    if (context.inputs.cidrBlock === undefined) {
      context.fail("cidrBlock", "one of cidrBlock, ipv4IpamPoolId, ipv6Native must be specified");
    }
    checkConflict(context, "availabilityZone", ["availabilityZoneId"]);
    checkIpv4Network(context, "cidrBlock");
    checkOneOf(context, "privateDnsHostnameTypeOnLaunch", ["ip-name", "resource-name"]);
  },
  create(context) {
    const { inputs, draws, world } = context;
    const region = regionOf(inputs);
    const vpc = existing(context, "CreateSubnet", "vpc", asString(inputs.vpcId) ?? "");
    const cidr = parseCidr(asString(inputs.cidrBlock) ?? "");
    const siblings = having(world, tokens.subnet, "vpcId", vpc.id);
    checkRange(cidr, parseCidr(asString(vpc.inputs.cidrBlock) ?? ""));
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
    return {
      id,
      outputs: {
        arn: arn("ec2", region, `subnet/${id}`),
        ...zone,
        ipv6CidrBlockAssociationId: "",
        ownerId: accountId,
        privateDnsHostnameTypeOnLaunch: inputs.privateDnsHostnameTypeOnLaunch ?? "ip-name",
        ...taggedOutputs(inputs),
      },
    };
  },
  update: ({ inputs }) => taggedOutputs(inputs),
  delete({ world }, { id }) {
    const attached = world
      .all(tokens.transitGatewayVpcAttachment)
      .some(({ inputs }) => asStrings(inputs.subnetIds).includes(id));
    if (attached || having(world, tokens.natGateway, "subnetId", id).length > 0) {
      throw new Ec2Error(
        "DeleteSubnet",
        "DependencyViolation",
        `The subnet '${id}' has dependencies and cannot be deleted.`,
      );
    }
  },
};

function checkRange(cidr: Cidr, vpcCidr: Cidr): void {
  const sized = cidr.prefixLength >= prefixLengths.shortest && cidr.prefixLength <= prefixLengths.longest;
  if (!sized || !contains(vpcCidr, cidr)) {
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
