import { Ec2Error } from "./error";
import { regionOf } from "./common";
import { having } from "./references";
import { tokens } from "./tokens";
import { type Cidr, contains, nthSubnet, parseCidr } from "../../addressing/cidr";
import { asString, type Props } from "../protocol/values";
import type { OperationContext, WorldView } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

/** A part of Amazon's addresses; https://ip-ranges.amazonaws.com/ip-ranges.json has all. */
const amazonPool = parseCidr("2600:1f00::/24");

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#vpc-sizing-ipv6 */
const prefixLengths = { vpc: 56, subnet: 64 };

/** The IPv6 block of a VPC or subnet, if it has one. */
export function ipv6BlockOf({ outputs }: WorldRecord): Cidr | undefined {
  const text = asString(outputs.ipv6CidrBlock) ?? "";
  return text === "" ? undefined : parseCidr(text);
}

/**
 * What a VPC answers of its IPv6 block, which Amazon chooses: as wide as /56, and kept until it is given back.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateVpcCidrBlock.html
 */
export function vpcIpv6Block(context: OperationContext, record?: WorldRecord): Props {
  const { inputs, draws, world } = context;
  const present = record && ipv6BlockOf(record);
  if (inputs.assignGeneratedIpv6CidrBlock !== true) {
    if (record && present) {
      refuseWhileInUse(world, record, present);
    }
    return { ipv6AssociationId: "", ipv6CidrBlock: "", ipv6CidrBlockNetworkBorderGroup: "" };
  }
  const index = BigInt(`0x${draws.hex("ipv6CidrBlock", (prefixLengths.vpc - amazonPool.prefixLength) / 4)}`);
  return {
    ipv6AssociationId: `vpc-cidr-assoc-0${draws.hex("ipv6Association", 16)}`,
    ipv6CidrBlock: present?.text ?? nthSubnet(amazonPool, prefixLengths.vpc, index).text,
    ipv6CidrBlockNetworkBorderGroup: regionOf(inputs),
  };
}

/** Code and words: https://github.com/hashicorp/terraform-provider-aws/issues/39854 */
function refuseWhileInUse(world: WorldView, { id }: WorldRecord, block: Cidr): void {
  if (having(world, tokens.subnet, "vpcId", id).some(ipv6BlockOf)) {
    throw new Ec2Error(
      "DisassociateVpcCidrBlock",
      "InvalidCidrBlock.InUse",
      `The vpc ${id} currently has a subnet within CIDR block ${block.text}`,
    );
  }
}

/**
 * What a subnet answers of its IPv6 block: one /64 of the VPC's, which no sibling has.
 *
 * Sizes: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/subnet/#ipv6cidrblock_nodejs
 */
export function subnetIpv6Block(context: OperationContext, vpc: WorldRecord, record?: WorldRecord): Props {
  const { inputs, draws, world } = context;
  const text = asString(inputs.ipv6CidrBlock);
  const operation = record ? "AssociateSubnetCidrBlock" : "CreateSubnet";
  if (record) {
    refuseDisassociation(record, inputs);
  }
  if (text === undefined || text === "") {
    return { ipv6CidrBlock: "", ipv6CidrBlockAssociationId: "" };
  }
  const cidr = parseCidr(text);
  const around = ipv6BlockOf(vpc);
  if (!around || !contains(around, cidr) || cidr.prefixLength !== prefixLengths.subnet) {
    throw new Ec2Error(operation, "InvalidSubnet.Range", `The CIDR '${cidr.text}' is invalid.`);
  }
  const siblings = having(world, tokens.subnet, "vpcId", vpc.id).filter(({ id }) => id !== record?.id);
  if (siblings.some((sibling) => ipv6BlockOf(sibling)?.text === cidr.text)) {
    throw new Ec2Error(
      operation,
      "InvalidSubnet.Conflict",
      `The CIDR '${cidr.text}' conflicts with another subnet`,
    );
  }
  return {
    ipv6CidrBlock: cidr.text,
    ipv6CidrBlockAssociationId: `subnet-cidr-assoc-0${draws.hex(`ipv6Association/${cidr.text}`, 16)}`,
  };
}

/** Code and words: https://github.com/hashicorp/terraform-provider-aws/issues/46017 */
function refuseDisassociation(
  record: WorldRecord,
  { assignIpv6AddressOnCreation, ipv6CidrBlock }: Props,
): void {
  const present = ipv6BlockOf(record)?.text;
  const given = asString(ipv6CidrBlock) ?? "";
  const stays = present === undefined || (given !== "" && parseCidr(given).text === present);
  if (!stays && record.inputs.assignIpv6AddressOnCreation === true && assignIpv6AddressOnCreation === true) {
    const association = asString(record.outputs.ipv6CidrBlockAssociationId) ?? "";
    throw new Ec2Error(
      "DisassociateSubnetCidrBlock",
      "InvalidCidrBlock.InUse",
      `The subnet IPv6 CIDR block with association ID ${association} may not be disassociated, because its subnet has assign-ipv6-address-on-creation set to true.`,
    );
  }
}

/** Code and words: https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/735 */
export function requireIpv6ForAssignment({ inputs }: OperationContext, id: string): void {
  if (inputs.assignIpv6AddressOnCreation === true && (asString(inputs.ipv6CidrBlock) ?? "") === "") {
    throw new Ec2Error(
      "ModifySubnetAttribute",
      "InvalidParameterValue",
      `Invalid value 'true' for assign-ipv6-address-on-creation. Cannot set assign-ipv6-address-on-creation to true unless the subnet (${id}) has an IPv6 CIDR block associated with it.`,
    );
  }
}
