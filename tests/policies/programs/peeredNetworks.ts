import { unknown } from "../../../reachability/resources";
import type { ResourceArgs } from "./program";

/** A VPC with one subnet, whose route table leads to the other VPC if `range` says where that is. */
export const network = (name: string, cidrBlock: string, range?: string): ResourceArgs[] => [
  { type: "aws:ec2/vpc:Vpc", name, props: { cidrBlock } },
  {
    type: "aws:ec2/subnet:Subnet",
    name: `${name}-subnet`,
    props: { cidrBlock: cidrBlock.replace("/16", "/20"), vpcId: unknown },
    from: { vpcId: name },
  },
  {
    type: "aws:ec2/routeTable:RouteTable",
    name: `${name}-table`,
    props: { vpcId: unknown },
    from: { vpcId: name },
  },
  {
    type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    name: `${name}-association`,
    props: { subnetId: unknown, routeTableId: unknown },
    from: { subnetId: `${name}-subnet`, routeTableId: `${name}-table` },
  },
  ...(range === undefined
    ? []
    : [
        {
          type: "aws:ec2/route:Route",
          name: `${name}-route`,
          props: {
            destinationCidrBlock: range,
            routeTableId: unknown,
            vpcPeeringConnectionId: unknown,
          },
          from: { routeTableId: `${name}-table`, vpcPeeringConnectionId: "peering" },
        },
      ]),
];

export const peering = (from: string, to: string): ResourceArgs => ({
  type: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  name: "peering",
  props: { autoAccept: true, peerVpcId: unknown, vpcId: unknown },
  from: { peerVpcId: to, vpcId: from },
});
