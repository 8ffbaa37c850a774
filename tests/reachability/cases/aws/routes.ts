import { sources } from "./pages";
import { aws, route, routeTable, subnet, vpc } from "./resources";
import { a, away, b, far, internet, withInternet, others, shop, toAway } from "./twoVpcs";
import { unknown } from "../../../../reachability";
import type { Case } from "../case";

const partners = aws("ec2/managedPrefixList:ManagedPrefixList", "partners", {
  addressFamily: "IPv4",
  maxEntries: 5,
  entries: [{ cidr: "10.1.0.0/16" }, { cidr: "10.2.0.0/16" }],
});
const byList = (prefixListId: unknown, target: Record<string, unknown>) =>
  aws("ec2/routeTable:RouteTable", "by-list", {
    vpcId: shop.id,
    routes: [{ destinationPrefixListId: prefixListId, ...target }],
  });
const peered = { vpcPeeringConnectionId: toAway.id };
const usedByA = (table: ReturnType<typeof byList>) =>
  aws("ec2/routeTableAssociation:RouteTableAssociation", "a", { routeTableId: table.id, subnetId: a.id });
const listed = byList(partners.id, peered);
const foreign = byList("pl-63a5400a", { gatewayId: "vpce-0123456789abcdef0" });

export const routeCases: readonly Case[] = [
  {
    name: "the subnets of a VPC reach each other by the local route",
    source: sources.subnetRouteTables,
    resources: [shop, a, b],
    flows: [{ from: "a", to: "b", verdict: "reachable", hops: ["a", "subnet a", "subnet b", "b"] }],
  },
  {
    name: "a range added to a VPC is local, too",
    source: sources.subnetRouteTables,
    resources: [
      shop,
      a,
      aws("ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "more", {
        vpcId: shop.id,
        cidrBlock: "100.64.0.0/16",
      }),
      subnet("pods", shop, "100.64.1.0/24"),
    ],
    flows: [{ from: "a", to: "pods", verdict: "reachable" }],
  },
  {
    name: "VPCs that nothing joins don't reach each other",
    source: sources.routeTables,
    resources: [shop, a, away, far],
    flows: [{ from: "a", to: "far", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "a subnet without association uses the main route table, which came with local routes alone",
    source: sources.routeTables,
    resources: [shop, a, b, ...others, ...routeTable("peered", shop, [a], { "10.1.0.0/16": toAway })],
    flows: [
      { from: "a", to: "far", verdict: "reachable" },
      { from: "b", to: "far", verdict: "blocked", because: /no route to 10.1.1.0/ },
    ],
  },
  {
    name: "a route can be added to the main route table that came with the VPC",
    source: sources.routeTables,
    resources: [shop, a, ...others, route("rtb-main-shop", "10.1.0.0/16", toAway)],
    flows: [{ from: "a", to: "far", verdict: "reachable" }],
  },
  {
    name: "the main route table can be taken over as the default one",
    source: sources.routeTables,
    resources: [
      shop,
      a,
      ...others,
      aws("ec2/defaultRouteTable:DefaultRouteTable", "main", {
        defaultRouteTableId: "rtb-main-shop",
        routes: [{ cidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: toAway.id }],
      }),
    ],
    flows: [{ from: "a", to: "far", verdict: "reachable" }],
  },
  {
    name: "another table can be appointed the main one",
    source: sources.routeTables,
    resources: [
      shop,
      a,
      ...others,
      ...routeTable("peered", shop, [], { "10.1.0.0/16": toAway }),
      aws("ec2/mainRouteTableAssociation:MainRouteTableAssociation", "main", {
        vpcId: shop.id,
        routeTableId: "routetable-peered",
      }),
    ],
    flows: [{ from: "a", to: "far", verdict: "reachable" }],
  },
  {
    name: "the longest prefix wins over the way to the internet",
    source: sources.routePriority,
    resources: [
      ...withInternet,
      ...routeTable("both", shop, [a], { "0.0.0.0/0": internet, "10.1.0.0/16": toAway }),
      ...routeTable("out", shop, [b], { "0.0.0.0/0": internet }),
    ],
    flows: [
      { from: "a", to: "far", verdict: "reachable", hops: ["a", "subnet a", "subnet far", "far"] },
      {
        from: "b",
        to: "far",
        verdict: "blocked",
        because: /the internet.*, which carries no private addresses/,
      },
    ],
  },
  {
    name: "an internet gateway serves only the VPC that it is attached to",
    source: sources.internetGateways,
    resources: [...withInternet, ...routeTable("out", away, [far], { "0.0.0.0/0": internet })],
    flows: [{ from: "far", to: "a", verdict: "blocked", because: /not attached to away/ }],
  },
  {
    name: "a prefix list stands for each of its ranges",
    source: sources.prefixLists,
    resources: [shop, a, ...others, partners, listed, usedByA(listed)],
    flows: [{ from: "a", to: "far", verdict: "reachable" }],
  },
  {
    name: "a static route beats a prefix list's to the same range",
    source: sources.routePriority,
    resources: [
      ...withInternet,
      partners,
      listed,
      usedByA(listed),
      route(listed.id, "10.1.0.0/16", internet),
    ],
    flows: [
      {
        from: "a",
        to: "far",
        verdict: "blocked",
        because: /the internet.*, which carries no private addresses/,
      },
    ],
  },
  {
    name: "whether a prefix list of AWS holds an address can't be told",
    source: sources.prefixLists,
    resources: [...withInternet, foreign, usedByA(foreign)],
    flows: [{ from: "a", to: "far", verdict: "undecided", because: /pl-63a5400a/ }],
  },
  {
    name: "before the first update, references tell which table is whose and where its routes lead",
    source: sources.routeTables,
    resources: [
      ...others,
      shop,
      a,
      aws("ec2/routeTable:RouteTable", "planned", { vpcId: shop.id }),
      {
        ...aws("ec2/route:Route", "planned", {}),
        inputs: {
          routeTableId: unknown,
          destinationCidrBlock: "10.1.0.0/16",
          vpcPeeringConnectionId: unknown,
        },
        outputs: {},
        propertyDependencies: {
          routeTableId: ["urn:pulumi:prod::net::aws:ec2/routeTable:RouteTable::planned"],
          vpcPeeringConnectionId: [toAway.urn],
        },
      },
      {
        ...aws("ec2/routeTableAssociation:RouteTableAssociation", "planned", {}),
        inputs: { routeTableId: unknown, subnetId: unknown },
        outputs: {},
        propertyDependencies: {
          routeTableId: ["urn:pulumi:prod::net::aws:ec2/routeTable:RouteTable::planned"],
          subnetId: [a.urn],
        },
      },
    ],
    flows: [{ from: "a", to: "far", verdict: "reachable" }],
  },
  {
    name: "a route whose destination is not known yet may be the one that is missing",
    source: sources.routeTables,
    resources: [
      shop,
      a,
      ...others,
      aws("ec2/routeTable:RouteTable", "planned", {
        vpcId: shop.id,
        routes: [{ cidrBlock: unknown, vpcPeeringConnectionId: toAway.id }],
      }),
      aws("ec2/routeTableAssociation:RouteTableAssociation", "a", {
        routeTableId: "routetable-planned",
        subnetId: a.id,
      }),
    ],
    flows: [{ from: "a", to: "far", verdict: "undecided", because: /destination isn't known/ }],
  },
  {
    name: "the main route table of a VPC of another stack may hold any route",
    source: sources.routeTables,
    resources: [
      subnet("a", { ...shop, id: "vpc-0aa" }, "10.0.1.0/24"),
      subnet("b", { ...shop, id: "vpc-0aa" }, "10.0.2.0/24"),
      away,
      far,
    ],
    flows: [{ from: "a", to: "far", verdict: "undecided", because: /vpc-0aa is in none of these stacks/ }],
  },
  {
    name: "IPv6 has local routes of its own",
    source: sources.subnetRouteTables,
    resources: [
      vpc("six", "10.6.0.0/16", { ipv6CidrBlock: "2001:db8:6::/56" }),
      subnet("left", vpc("six", ""), "", { ipv6Native: true, ipv6CidrBlock: "2001:db8:6:1::/64" }),
      subnet("right", vpc("six", ""), "", { ipv6Native: true, ipv6CidrBlock: "2001:db8:6:2::/64" }),
    ],
    flows: [{ from: "left", to: "right", verdict: "reachable" }],
  },
  {
    name: "subnets of a VPC whose range is drawn by the update reach each other all the same",
    source: "https://docs.aws.amazon.com/vpc/latest/ipam/what-it-is-ipam.html",
    resources: [
      {
        ...shop,
        inputs: { ipv4IpamPoolId: "ipam-pool-0ee", ipv4NetmaskLength: 16 },
        outputs: { cidrBlock: unknown },
      },
      a,
      b,
      away,
      far,
    ],
    flows: [
      { from: "a", to: "b", verdict: "reachable" },
      { from: "a", to: "far", verdict: "undecided", because: /not all ranges of VPC shop/ },
    ],
  },
];
