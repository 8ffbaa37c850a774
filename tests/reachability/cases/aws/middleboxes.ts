import { sources } from "./pages";
import { aws, instance, natGateway, routeTable, subnet } from "./resources";
import { a, b, internet, withInternet, shop, toAway } from "./twoVpcs";
import type { Case } from "../case";

const natSubnet = subnet("nat-subnet", shop, "10.0.9.0/24");
const nat = natGateway("nat", natSubnet);
const firewall = aws("ec2/networkInterface:NetworkInterface", "firewall", {
  subnetId: b.id,
  privateIps: ["10.0.2.9"],
});
const router = aws("ec2/networkInterface:NetworkInterface", "router", {
  subnetId: b.id,
  privateIps: ["10.0.2.8"],
  sourceDestCheck: false,
});

export const middleboxCases: readonly Case[] = [
  {
    name: "what a public NAT gateway gets goes on by the route table of its own subnet",
    source: sources.natGateways,
    resources: [
      ...withInternet,
      natSubnet,
      nat,
      ...routeTable("private", shop, [a], { "0.0.0.0/0": nat }),
      ...routeTable("public", shop, [natSubnet], { "0.0.0.0/0": internet }),
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
    name: "a NAT gateway in a subnet without way out leads nowhere",
    source: sources.natGateways,
    resources: [...withInternet, natSubnet, nat, ...routeTable("private", shop, [a], { "0.0.0.0/0": nat })],
    flows: [{ from: "a", to: "far", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "a NAT gateway that its own subnet's table leads back to leads nowhere",
    source: sources.natGateways,
    resources: [
      ...withInternet,
      natSubnet,
      nat,
      ...routeTable("private", shop, [a, natSubnet], { "0.0.0.0/0": nat }),
    ],
    flows: [{ from: "a", to: "far", verdict: "blocked", because: /back to itself/ }],
  },
  {
    name: "whether a NAT gateway can send through a peering connection is not told",
    source: sources.natGateways,
    resources: [
      ...withInternet,
      natSubnet,
      natGateway("nat", natSubnet, { connectivityType: "private" }),
      ...routeTable("private", shop, [a], { "0.0.0.0/0": nat }),
      ...routeTable("peered", shop, [natSubnet], { "10.1.0.0/16": toAway }),
    ],
    flows: [{ from: "a", to: "far", verdict: "undecided", because: /through a peering connection/ }],
  },
  {
    name: "an appliance with source/destination check drops what is not for itself",
    source: sources.natInstances,
    resources: [
      ...withInternet,
      firewall,
      ...routeTable("inspected", shop, [a], { "10.1.0.0/16": firewall }),
    ],
    flows: [{ from: "a", to: "far", verdict: "blocked", because: /source\/destination check of firewall/ }],
  },
  {
    name: "what an appliance passes on can't be told",
    source: sources.natInstances,
    resources: [...withInternet, router, ...routeTable("inspected", shop, [a], { "10.1.0.0/16": router })],
    flows: [{ from: "a", to: "far", verdict: "undecided", because: /appliance router/ }],
  },
  {
    name: "a route to a subnet through a Gateway Load Balancer endpoint beats the local route",
    source: sources.subnetRouteTables,
    resources: [
      shop,
      a,
      b,
      instance("web", b, "10.0.2.10", undefined),
      aws("ec2/routeTable:RouteTable", "inspected", {
        vpcId: shop.id,
        routes: [{ cidrBlock: "10.0.2.0/24", vpcEndpointId: "vpce-0123456789abcdef0" }],
      }),
      aws("ec2/routeTableAssociation:RouteTableAssociation", "a", {
        routeTableId: "routetable-inspected",
        subnetId: a.id,
      }),
    ],
    flows: [{ from: "a", to: "b", verdict: "undecided", because: /Gateway Load Balancer endpoint/ }],
  },
];
