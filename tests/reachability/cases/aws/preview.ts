import { type Resource, unknown } from "../../../../reachability";
import { sources } from "./pages";
import { associate, aws, peering, route, routeTable, subnet, vpc } from "./resources";
import { a, b, others, shop, toAway } from "./twoVpcs";
import { amazonSide, connection, google, reached } from "./vpnEstate";
import type { Case } from "../case";

const [table] = routeTable("table", shop, [], { "10.1.0.0/16": toAway }) as [Resource];
const used = associate(table, a);
const third = vpc("third", "10.2.0.0/16");
const remote = subnet("remote", third, "10.2.1.0/24");
const toThird = peering("to-third", third, shop);
const somewhere = aws("ec2/routeTableAssociation:RouteTableAssociation", "somewhere", {
  routeTableId: table.id,
  subnetId: unknown,
});

/** What a preview doesn't know leaves open what it could change, and nothing else. */
export const previewCases: readonly Case[] = [
  {
    name: "an association whose subnet is not known may be of the subnets of its VPC that have no other",
    source: sources.subnetRouteTables,
    resources: [shop, a, b, ...others, table, used, somewhere],
    flows: [
      { from: "a", to: "far", verdict: "reachable" },
      { from: "a", to: "b", verdict: "reachable" },
      { from: "b", to: "far", verdict: "undecided", because: /route table that somewhere names/ },
      { from: "far", to: "a", verdict: "reachable" },
    ],
  },
  {
    name: "a route whose table is not known leaves open where its own destination leads",
    source: sources.routeTables,
    resources: [
      ...[shop, a, ...others, table, used, third, remote, toThird],
      ...routeTable("third", third, [remote], { "10.0.0.0/16": toThird }),
      {
        ...route(table.id, "10.2.0.0/16", toThird),
        inputs: { routeTableId: unknown, destinationCidrBlock: "10.2.0.0/16" },
        outputs: {},
      },
    ],
    flows: [
      { from: "a", to: "far", verdict: "reachable" },
      { from: "a", to: "remote", verdict: "undecided", because: /is in route table table can't be told/ },
    ],
  },
  {
    name: "a route whose destination is not known may come before all others but the local ones",
    source: sources.routePriority,
    resources: [
      ...[shop, a, b, ...others, table, used, associate(table, b)],
      {
        ...route(table.id, "10.1.1.0/24", toAway),
        inputs: { routeTableId: table.id, destinationCidrBlock: unknown, vpcPeeringConnectionId: toAway.id },
        outputs: {},
      },
    ],
    flows: [
      { from: "a", to: "far", verdict: "undecided", because: /destination isn't known/ },
      { from: "a", to: "b", verdict: "reachable" },
    ],
  },
  {
    name: "a subnet whose range is not known leaves open who has what no other subnet has",
    source: sources.subnetRouteTables,
    resources: [
      ...[shop, a, ...others, table, used],
      { ...b, inputs: { ...b.inputs, cidrBlock: unknown }, outputs: { ...b.outputs, cidrBlock: unknown } },
    ],
    flows: [
      { from: "a", to: "far", verdict: "reachable" },
      { from: "b", to: "far", verdict: "undecided" },
    ],
  },
  {
    name: "propagation into a table that is not known brings nothing for sure",
    source: sources.vpnRouting,
    resources: [
      ...amazonSide,
      connection,
      ...google([connection]),
      ...routeTable("shop", shop, [a], {}),
      aws("ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation", "propagation", {
        vpnGatewayId: "vpngateway-vgw",
        routeTableId: unknown,
      }),
    ],
    flows: [{ ...reached, verdict: "undecided", because: /propagated into route table shop can't be told/ }],
  },
];
