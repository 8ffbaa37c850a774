import { checkIpv4Network, refuseUnsimulated, unsimulated } from "./checks";
import { regionProperty, withRegion } from "./common";
import { Ec2Error } from "./error";
import { existing, findVpcOfRouteTable, having } from "./references";
import { tokens } from "./tokens";
import { ipv4BlocksOf } from "./vpcBlocks";
import { type Cidr, contains, overlaps, parseCidr } from "../../addressing/cidr";
import { asString } from "../protocol/values";
import type { OperationContext, ResourceType } from "../providers/resourceType";

/** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html, the primary block counted */
const blocksPerVpc = 5;

/**
 * A further IPv4 block of a VPC.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateVpcCidrBlock.html
 * Rules: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/vpcipv4cidrblockassociation/
 */
export const vpcIpv4CidrBlockAssociation: ResourceType = {
  token: tokens.vpcIpv4CidrBlockAssociation,
  properties: {
    ...regionProperty,
    cidrBlock: { type: "string", replace: true },
    vpcId: { type: "string", required: true, replace: true },
    ...unsimulated("string", ["ipv4IpamPoolId"]),
    ...unsimulated("number", ["ipv4NetmaskLength"]),
  },
  computed: [],
  // Rough figures.
  durations: { create: 10, update: 0, delete: 10 },
  check(context) {
    withRegion(context);
    refuseUnsimulated(context, {
      ipv4IpamPoolId: "there is no IPAM; give cidrBlock",
      ipv4NetmaskLength: "there is no IPAM; give cidrBlock",
    });
    if (context.inputs.cidrBlock === undefined && context.inputs.ipv4IpamPoolId === undefined) {
      context.fail("cidrBlock", "one of cidrBlock, ipv4IpamPoolId must be specified");
    }
    checkIpv4Network(context, "cidrBlock", 16, 28);
  },
  create(context) {
    const { inputs, draws, world } = context;
    const vpc = existing(context, operation, "vpc", asString(inputs.vpcId) ?? "");
    const block = parseCidr(asString(inputs.cidrBlock) ?? "");
    const present = ipv4BlocksOf(world, vpc);
    checkRange(block, present);
    checkRoutes(context, vpc.id, block);
    if (present.length >= blocksPerVpc) {
      throw new Ec2Error(
        operation,
        "CidrLimitExceeded",
        `This network '${vpc.id}' has met its maximum number of allowed CIDRs: ${blocksPerVpc}`,
      );
    }
    return { id: `vpc-cidr-assoc-0${draws.hex("id", 16)}`, outputs: {} };
  },
  delete({ world }, { inputs }) {
    const vpcId = asString(inputs.vpcId) ?? "";
    const block = parseCidr(asString(inputs.cidrBlock) ?? "");
    const isInside = (cidr: string | undefined): boolean => contains(block, parseCidr(cidr ?? ""));
    if (
      having(world, tokens.subnet, "vpcId", vpcId).some((subnet) =>
        isInside(asString(subnet.inputs.cidrBlock)),
      )
    ) {
      throw new Ec2Error(
        "DisassociateVpcCidrBlock",
        "InvalidCidrBlock.InUse",
        `The vpc ${vpcId} currently has a subnet within CIDR block ${block.text}`,
      );
    }
  },
};

const operation = "AssociateVpcCidrBlock";

/** Ranges of which a VPC has blocks of one only; what is in none of them goes with what is in none of them. */
const ranges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "198.19.0.0/16"].map(parseCidr);
const linkLocal = parseCidr("169.254.0.0/16");
const defaultVpcRange = parseCidr("172.31.0.0/16");
const [firstTwo, first] = [parseCidr("10.0.0.0/15"), parseCidr("10.0.0.0/16")];

/**
 * The table of restrictions: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions.
 * To a private VPC, though, blocks in none of the ranges can be added. The documentation names no code for an overlap.
 */
function checkRange(block: Cidr, present: readonly Cidr[]): void {
  const taken = present.find((other) => overlaps(other, block));
  if (taken) {
    throw new Ec2Error(
      operation,
      "InvalidVpc.Range",
      `The CIDR '${block.text}' conflicts with the CIDR '${taken.text}' of the same VPC.`,
    );
  }
  const rangeOf = (cidr: Cidr): Cidr | undefined => ranges.find((range) => contains(range, cidr));
  const range = rangeOf(block);
  const restricted =
    overlaps(linkLocal, block) ||
    (range !== undefined && present.some((other) => rangeOf(other) !== range)) ||
    (contains(defaultVpcRange, block) && present.some((other) => rangeOf(other) === range)) ||
    (overlaps(first, block) && present.some((other) => overlaps(firstTwo, other)));
  if (restricted) {
    throw new Ec2Error(
      operation,
      "InvalidVpc.Range",
      `The CIDR '${block.text}' is restricted. Use a CIDR from the same private address range as the current VPC CIDR, or use a publicly-routable CIDR.`,
    );
  }
}

/** A block must be smaller than every destination in the VPC's route tables. The documentation names no code. */
function checkRoutes({ inputs, world }: OperationContext, vpcId: string, block: Cidr): void {
  const route = world.all(tokens.route).find((candidate) => {
    const destination = asString(candidate.inputs.destinationCidrBlock);
    return (
      destination !== undefined &&
      contains(block, parseCidr(destination)) &&
      findVpcOfRouteTable({ world, inputs }, asString(candidate.inputs.routeTableId) ?? "") === vpcId
    );
  });
  if (route) {
    throw new Ec2Error(
      operation,
      "InvalidVpc.Range",
      `The CIDR '${block.text}' is the same as or larger than the destination ${asString(route.inputs.destinationCidrBlock) ?? ""} of a route in ${asString(route.inputs.routeTableId) ?? ""}.`,
    );
  }
}
