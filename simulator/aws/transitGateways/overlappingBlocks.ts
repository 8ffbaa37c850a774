import { attachmentsOf, propagatingInto, type TransitGatewayAttachment } from "./attachments";
import { tokens } from "../tokens";
import { blocksOfVpcs } from "../vpcBlocks";
import { type Cidr, overlaps } from "../../../addressing/cidr";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/**
 * AWS takes in VPCs whose blocks overlap, but silently leaves routes of the later one out; nothing here would remember
 * which. Into the default route table nothing is propagated that overlaps a VPC which is attached already.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachment.html
 */
export function refuseOverlapByDefault(world: WorldView, transitGatewayId: string, vpc: WorldRecord): void {
  refuse(world, attachmentsOf(world, transitGatewayId), vpc, overlaps);
}

/**
 * Into other route tables no block is propagated twice.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
 */
export function refuseIdenticalBlocks(
  world: WorldView,
  { transitGatewayId, resourceId }: TransitGatewayAttachment,
  routeTableId: string,
): void {
  const vpc = world.get(tokens.vpc, resourceId);
  if (vpc) {
    refuse(world, propagatingInto(world, transitGatewayId, routeTableId), vpc, (a, b) => a.text === b.text);
  }
}

function refuse(
  world: WorldView,
  attached: readonly TransitGatewayAttachment[],
  vpc: WorldRecord,
  clash: (a: Cidr, b: Cidr) => boolean,
): void {
  const blocksOf = blocksOfVpcs(world);
  const blocks = blocksOf(vpc);
  for (const { resourceType, resourceId } of attached) {
    const other = resourceType === "vpc" ? world.get(tokens.vpc, resourceId) : undefined;
    const present = other ? blocksOf(other) : [];
    const lost = blocks.find((block) => present.some((one) => clash(one, block)));
    if (lost) {
      throw new Error(
        `propagating ${lost.text} of ${vpc.id} beside the blocks of ${resourceId} is not simulated: AWS leaves out the later of two that ${clash === overlaps ? "overlap" : "are identical"}`,
      );
    }
  }
}
