import { sources } from "./pages";
import {
  attachment,
  aws,
  bareTransitGateway,
  instance,
  natGateway,
  networkAcl,
  aclRule,
  routeTable,
  securityGroup,
  subnet,
  tcp,
  transitRoute,
  transitRouteTable,
} from "./resources";
import { a, away, far, internet, shop } from "./twoVpcs";
import type { Case } from "../case";

/** A range of shop's own with a private NAT gateway, by which alone the transit gateway knows it. */
const range = "100.64.0.0/28";
const pool = subnet("pool", shop, range);
const nat = natGateway("nat", pool, { connectivityType: "private", privateIp: "100.64.0.4" });
const hub = bareTransitGateway("hub");
const toShop = attachment("to-shop", hub, shop, [pool]);
const ports = subnet("ports", away, "10.1.9.0/28");
const toAway = attachment("to-away", hub, away, [ports]);
const [table, ...joined] = transitRouteTable("table", hub, [toShop, toAway], [toAway]);
const toPool = transitRoute(table?.id, range, toShop);
const toReal = transitRoute(table?.id, "10.0.0.0/16", toShop);
const poolTable = routeTable("pool", shop, [pool], { "10.1.0.0/16": hub });
const resources = [
  ...[shop, a, pool, nat, away, far, ports, hub, toShop, toAway, ...joined],
  ...(table === undefined ? [] : [table]),
  aws("ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "more", {
    vpcId: shop.id,
    cidrBlock: range,
  }),
  ...routeTable("private", shop, [a], { "10.1.0.0/16": nat, "0.0.0.0/0": nat }),
  ...routeTable("away", away, [far], { "10.0.0.0/8": hub, "100.64.0.0/10": hub }),
];
const half = securityGroup("half", away, [tcp(443, "100.64.0.0/29")]);
const real = securityGroup("real", away, [tcp(443, "10.0.0.0/16")]);
const translated = securityGroup("translated", away, [tcp(443, range)]);
const source = sources.natGateways;

export const natTranslationCases: readonly Case[] = [
  {
    name: "what a private NAT gateway sends comes from its own address, and the answers come back to it",
    source,
    resources: [...resources, ...poolTable, toPool],
    flows: [
      {
        from: "a",
        to: "far",
        verdict: "reachable",
        hops: ["a", "subnet a", "NAT gateway nat", "transit gateway hub", "subnet far", "far"],
      },
      { from: "far", to: "a", verdict: "blocked", because: /no route to 10\.0\.1/ },
    ],
  },
  {
    name: "before the update a NAT gateway has any address of its subnet",
    source,
    resources: [
      ...[...resources.filter((one) => one !== nat), ...poolTable, toPool],
      natGateway("nat", pool, { connectivityType: "private" }),
      half,
      instance("half", far, "10.1.1.7", [half]),
    ],
    flows: [
      { from: "a", to: "far", verdict: "reachable" },
      { from: "a", to: "half", verdict: "undecided", because: /the address that a translation puts in/ },
    ],
  },
  {
    name: "a NAT gateway takes no answer to what was not opened through it",
    source,
    resources: [...resources, ...poolTable, toPool, toReal],
    flows: [
      { from: "far", to: "a", verdict: "blocked", because: /NAT gateway nat takes it for no answer/ },
      { from: "a", to: "far", verdict: "reachable" },
    ],
  },
  {
    name: "answers to what a NAT gateway translated need a way to its address",
    source,
    resources: [...resources, ...poolTable, toReal],
    flows: [
      { from: "a", to: "far", verdict: "blocked", because: /the answer does not get back.*100\.64\.0/ },
    ],
  },
  {
    name: "security groups and network ACLs see the address of a NAT gateway",
    source,
    resources: [
      ...[...resources, ...poolTable, toPool],
      ...[real, translated],
      instance("real", far, "10.1.1.7", [real]),
      instance("translated", far, "10.1.1.8", [translated]),
      networkAcl(
        "far",
        away,
        [far],
        [aclRule(100, "allow", range)],
        [aclRule(100, "allow", "100.64.0.4/32")],
      ),
    ],
    flows: [
      { from: "a", to: "real", verdict: "blocked", because: /security group/ },
      { from: "a", to: "translated", verdict: "reachable" },
    ],
  },
  {
    name: "an internet gateway drops what a private NAT gateway sends",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
    resources: [...resources, internet, ...routeTable("pool", shop, [pool], { "0.0.0.0/0": internet })],
    flows: [{ from: "a", to: "8.8.8.8", verdict: "blocked", because: /drops what a private/ }],
  },
];
