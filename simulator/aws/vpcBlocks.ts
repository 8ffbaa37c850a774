import { ipv6BlockOf } from "./ipv6";
import { tokens } from "./tokens";
import { type Cidr, parseCidr } from "../../addressing/cidr";
import { asString } from "../protocol/values";
import type { WorldView } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

/** The IPv4 blocks of a VPC: the primary one, and those that were associated later. */
export const ipv4BlocksOf = (world: WorldView, vpc: WorldRecord): Cidr[] =>
  blocksOf(world, vpc).filter(({ version }) => version === 4);

/** All blocks of a VPC, of both versions of IP. */
export const blocksOf = (world: WorldView, vpc: WorldRecord): Cidr[] => blocksOfVpcs(world)(vpc);

/** The same for many VPCs, with one look at what was associated later. */
export function blocksOfVpcs(world: WorldView): (vpc: WorldRecord) => Cidr[] {
  const later = new Map<string, Cidr[]>();
  for (const { inputs } of world.all(tokens.vpcIpv4CidrBlockAssociation)) {
    const vpcId = asString(inputs.vpcId) ?? "";
    later.set(vpcId, [...(later.get(vpcId) ?? []), blockOf(inputs.cidrBlock)]);
  }
  return (vpc) => [
    blockOf(vpc.inputs.cidrBlock),
    ...(later.get(vpc.id) ?? []),
    ...[ipv6BlockOf(vpc)].flatMap((block) => block ?? []),
  ];
}

const blockOf = (cidrBlock: WorldRecord["inputs"][string] | undefined): Cidr =>
  parseCidr(asString(cidrBlock) ?? "");
