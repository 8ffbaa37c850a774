import {
  NatGateway,
  Route,
  RouteTable,
  RouteTableAssociation,
  Subnet,
  VpcIpv4CidrBlockAssociation,
} from "@pulumi/aws/ec2";
import type { VpcAttachment } from "@pulumi/aws/ec2transitgateway";
import type { Output } from "@pulumi/pulumi";
import { contains, parseCidr } from "../../../addressing/cidr";
import type { SideOptions } from "../../cross-cloud-vpn/gateway";
import { cidrKey } from "../../names";
import type { AwsTransitSpoke, AwsTranslation } from "./args";
import type { AwsHub } from "./hub";

/**
 * A private NAT gateway in a range of a VPC that no other network has. The transit gateway is attached to the range's
 * subnet, whose route table alone leads there, so that everything leaves under an address of it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html#private-nat-overlapping-networks
 */
export class VpcTranslation {
  readonly subnetId: Output<string>;
  readonly natGatewayId: Output<string>;
  private readonly routeTable: RouteTable;

  constructor(
    private readonly name: string,
    private readonly hub: AwsHub,
    vpcId: AwsTransitSpoke["vpcId"],
    { cidrBlock, availabilityZone }: AwsTranslation,
    private readonly opts: SideOptions,
  ) {
    const association = new VpcIpv4CidrBlockAssociation(
      `${name}-translation-range`,
      { vpcId, cidrBlock, region: hub.region },
      { ...opts, deleteBeforeReplace: true },
    );
    const subnetName = `${name}-translation-subnet`;
    const subnet = new Subnet(
      subnetName,
      {
        vpcId,
        cidrBlock,
        ...(availabilityZone !== undefined && { availabilityZone }),
        ...hub.tagged(subnetName),
      },
      { ...opts, dependsOn: association, deleteBeforeReplace: true },
    );
    const natGatewayName = `${name}-translation-nat-gateway`;
    const natGateway = new NatGateway(
      natGatewayName,
      { subnetId: subnet.id, connectivityType: "private", ...hub.tagged(natGatewayName) },
      opts,
    );
    const tableName = `${name}-translation-route-table`;
    this.routeTable = new RouteTable(tableName, { vpcId, ...hub.tagged(tableName) }, opts);
    new RouteTableAssociation(
      `${tableName}-association`,
      { routeTableId: this.routeTable.id, subnetId: subnet.id, region: hub.region },
      { ...opts, deleteBeforeReplace: true },
    );
    this.subnetId = subnet.id;
    this.natGatewayId = natGateway.id;
  }

  /** Sends what the NAT gateway translated on to the hub. */
  routeToHub(ranges: readonly string[], attachment: VpcAttachment): void {
    const { name, hub, opts } = this;
    for (const range of ranges) {
      new Route(
        `${name}-translation-route-${cidrKey(range)}`,
        {
          routeTableId: this.routeTable.id,
          destinationCidrBlock: range,
          transitGatewayId: hub.id,
          region: hub.region,
        },
        // AWS refuses one to a transit gateway that the VPC is not attached to.
        { ...opts, dependsOn: attachment },
      );
    }
  }
}

/** What a translated VPC sends to its hub: not what its own ranges hold, for AWS keeps that in the VPC. */
export function rangesBeyond(
  summaryRanges: readonly string[],
  { cidrBlocks, translation }: AwsTransitSpoke,
): string[] {
  const own = [...cidrBlocks, ...(translation === undefined ? [] : [translation.cidrBlock])].map(parseCidr);
  return summaryRanges.filter((range) => !own.some((block) => contains(block, parseCidr(range))));
}
