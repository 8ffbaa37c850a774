import { deniedSegmentBlackholes } from "../../../policies/rules/denied-segment-blackholes/deniedSegmentBlackholes";
import { unknown } from "../../../reachability/resources";
import type { ResourceArgs, RuleProgram } from "./program";

const kind = (type: string): string => `aws:ec2transitgateway/${type}`;

/** A VPC on the hub, associated with a route table of its segment. */
const segment = (name: string, cidrBlock: string): ResourceArgs[] => [
  { type: "aws:ec2/vpc:Vpc", name: `${name}-vpc`, props: { cidrBlock } },
  {
    type: kind("vpcAttachment:VpcAttachment"),
    name: `${name}-attachment`,
    props: { transitGatewayId: unknown, vpcId: unknown },
    from: { transitGatewayId: "hub", vpcId: `${name}-vpc` },
  },
  {
    type: kind("routeTable:RouteTable"),
    name: `${name}-table`,
    props: { transitGatewayId: unknown },
    from: { transitGatewayId: "hub" },
  },
  {
    type: kind("routeTableAssociation:RouteTableAssociation"),
    name: `${name}-association`,
    props: { transitGatewayAttachmentId: unknown, transitGatewayRouteTableId: unknown },
    from: {
      transitGatewayAttachmentId: `${name}-attachment`,
      transitGatewayRouteTableId: `${name}-table`,
    },
  },
];

const blackhole = (name: string, destinationCidrBlock: string): ResourceArgs => ({
  type: kind("route:Route"),
  name: `${name}-blackhole`,
  props: { blackhole: true, destinationCidrBlock, transitGatewayRouteTableId: unknown },
  from: { transitGatewayRouteTableId: `${name}-table` },
});

const hub: ResourceArgs = { type: kind("transitGateway:TransitGateway"), name: "hub", props: {} };
const violating = [hub, ...segment("prod", "10.0.0.0/16"), ...segment("staging", "10.16.0.0/16")];

export const program: RuleProgram = {
  rule: deniedSegmentBlackholes,
  options: {
    segments: { prod: ["10.0.0.0/12"], staging: ["10.16.0.0/12"] },
    denied: [["prod", "staging"]],
  },
  violating,
  clean: [...violating, blackhole("prod", "10.16.0.0/12"), blackhole("staging", "10.0.0.0/12")],
  says: /prod-table serves segment prod .*nothing in it throws away 10\.16\.0\.0\/12/,
};
