import { sources } from "./pages";
import {
  aclRule,
  attachment,
  aws,
  instance,
  internetGateway,
  natGateway,
  networkAcl,
  routeTable,
  securityGroup,
  subnet,
  tcp,
  transitGateway,
  transitRoute,
  vpc,
} from "./resources";
import {
  a,
  attached,
  b,
  data,
  everything,
  hub,
  networks,
  ofData,
  ofShop,
  routes,
  shop,
} from "./transitEstate";
import type { Resource } from "../../../../reachability";
import type { Case } from "../case";

const elsewhere = subnet("elsewhere", shop, "10.0.2.0/24", { availabilityZone: "eu-central-1b" });
const neighbour = subnet("neighbour", shop, "10.0.3.0/24");
const sharedTable = routeTable("shop", shop, [a, elsewhere, neighbour], everything);
const web = securityGroup("web", shop, []);
const grouped = (gateway: Resource): Resource[] => [
  shop,
  a,
  data,
  b,
  gateway,
  ...attached,
  ...routes,
  web,
  securityGroup("db", data, [tcp(5432, web)]),
  instance("server", a, "10.0.1.10", [web]),
  instance("database", b, "10.1.1.10", [securityGroup("db", data, [])]),
];
const ports = subnet("ports", data, "10.1.9.0/28");
const exit = vpc("exit", "10.8.0.0/16");
const exitPorts = subnet("exit-ports", exit, "10.8.9.0/28");
const exitPublic = subnet("exit-public", exit, "10.8.1.0/24");
const ofExit = attachment("exit", hub, exit, [exitPorts]);
const nat = natGateway("nat", exitPublic);
const internet = internetGateway("internet", exit);
const foreignVpc = [vpc("far", "192.168.0.0/16"), subnet("far", vpc("far", ""), "192.168.1.0/24")];

export const transitAttachmentCases: readonly Case[] = [
  {
    name: "a zone without a subnet of the attachment can't reach the transit gateway",
    source: sources.transitVpcAttachments,
    resources: [
      ...[shop, a, data, b, elsewhere, neighbour, hub],
      ...attached,
      ...sharedTable,
      ...routeTable("data", data, [b], everything),
    ],
    flows: [
      { from: "neighbour", to: "b", verdict: "reachable" },
      { from: "elsewhere", to: "b", verdict: "blocked", because: /no subnet in eu-central-1b/ },
      { from: "b", to: "elsewhere", verdict: "blocked", because: /answer does not get back/ },
    ],
  },
  {
    name: "a VPC that is not attached can't use the transit gateway",
    source: sources.transitGateways,
    resources: [...networks, hub, ofData],
    flows: [
      { from: "a", to: "b", verdict: "blocked", because: /shop is not attached to transit gateway hub/ },
    ],
  },
  {
    name: "which of two VPCs of one range was attached first can't be told",
    source: sources.transitVpcAttachments,
    resources: [
      ...networks,
      hub,
      ...attached,
      vpc("twin", "10.1.0.0/16"),
      subnet("t", vpc("twin", ""), "10.1.7.0/24"),
      attachment("twin", hub, vpc("twin", ""), [subnet("t", vpc("twin", ""), "")]),
    ],
    flows: [{ from: "a", to: "b", verdict: "undecided", because: /several VPCs with 10.1.0.0\/16/ }],
  },
  {
    name: "the network ACL of the attachment's subnet looks at what comes out of the transit gateway",
    source: sources.transitNetworkAcls,
    resources: [
      shop,
      a,
      data,
      b,
      ports,
      ...routes,
      hub,
      ofShop,
      attachment("data", hub, data, [ports]),
      networkAcl(
        "ports",
        data,
        [ports],
        [aclRule(100, "allow", "0.0.0.0/0")],
        [aclRule(100, "allow", "0.0.0.0/0", [443, 443])],
      ),
    ],
    flows: [
      {
        from: "a",
        to: "b",
        verdict: "reachable",
        hops: ["a", "subnet a", "transit gateway hub", "attachment data", "subnet b", "b"],
      },
      { from: "a", to: "b", port: 22, verdict: "blocked", because: /no outbound rule of network ACL ports/ },
    ],
  },
  {
    name: "the network ACL of the attachment's subnet looks at what goes into the transit gateway",
    source: sources.transitNetworkAcls,
    resources: [
      shop,
      a,
      data,
      b,
      ports,
      ...routes,
      hub,
      ofShop,
      attachment("data", hub, data, [ports]),
      networkAcl("ports", data, [ports], [], [aclRule(100, "allow", "0.0.0.0/0")]),
    ],
    flows: [{ from: "b", to: "a", verdict: "blocked", because: /no inbound rule of network ACL ports/ }],
  },
  {
    name: "what a static route sends to a VPC goes on by the route table of the attachment's subnet",
    source: "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html",
    resources: [
      ...networks,
      hub,
      ...attached,
      ...foreignVpc,
      exit,
      exitPorts,
      exitPublic,
      ofExit,
      nat,
      internet,
      ...routeTable("shop-all", shop, [a], { "0.0.0.0/0": hub }),
      ...routeTable("ports", exit, [exitPorts], { "0.0.0.0/0": nat }),
      ...routeTable("public", exit, [exitPublic], { "0.0.0.0/0": internet }),
      transitRoute("tgw-rtb-default-hub", "0.0.0.0/0", ofExit),
    ],
    flows: [
      {
        from: "a",
        to: "far",
        verdict: "blocked",
        hops: ["a", "subnet a", "transit gateway hub", "attachment exit", "NAT gateway nat"],
      },
    ],
  },
  {
    name: "a security group of another VPC can be named where transit gateway and attachments support it",
    source: sources.transitVpcAttachments,
    resources: grouped(transitGateway("hub", { securityGroupReferencingSupport: "enable" })),
    flows: [
      { from: "server", to: "database", port: 5432, verdict: "reachable" },
      { from: "a", to: "database", port: 5432, verdict: "blocked" },
    ],
  },
  {
    name: "by default a transit gateway does not support the naming of another VPC's security groups",
    source: sources.transitVpcAttachments,
    resources: grouped(hub),
    flows: [{ from: "server", to: "database", port: 5432, verdict: "blocked", because: /security group db/ }],
  },
  {
    name: "a transit gateway of other stacks leaves the model",
    source: sources.transitGateways,
    resources: [
      ...networks.filter(({ type }) => !type.endsWith("RouteTable")),
      aws("ec2/routeTable:RouteTable", "shop", {
        vpcId: shop.id,
        routes: [{ cidrBlock: "10.0.0.0/8", transitGatewayId: "tgw-0dd" }],
      }),
    ],
    flows: [{ from: "a", to: "b", verdict: "leaves the model", because: /tgw-0dd/ }],
  },
  {
    name: "what a shared transit gateway of other stacks does with an attachment can't be told",
    source: sources.transitGateways,
    resources: [
      shop,
      a,
      data,
      b,
      ...routeTable("shop", shop, [a], { "10.0.0.0/8": { ...hub, id: "tgw-0dd" } }),
      attachment("shop", { ...hub, id: "tgw-0dd" }, shop, [a]),
    ],
    flows: [{ from: "a", to: "b", verdict: "undecided", because: /tgw-0dd is in none of these stacks/ }],
  },
  {
    name: "over a transit gateway no egress rule can name another VPC's security group",
    source:
      "https://aws.amazon.com/blogs/networking-and-content-delivery/introducing-security-group-referencing-for-aws-transit-gateway",
    resources: [
      ...[shop, a, data, b, ...routes, ...attached],
      transitGateway("hub", { securityGroupReferencingSupport: "enable" }),
      securityGroup("web", shop, [], [tcp(5432, securityGroup("db", data, []))]),
      securityGroup("db", data, [tcp(5432, "10.0.0.0/8")]),
      instance("server", a, "10.0.1.10", [web]),
      instance("database", b, "10.1.1.10", [securityGroup("db", data, [])]),
    ],
    flows: [
      { from: "server", to: "database", port: 5432, verdict: "blocked", because: /no egress rule .* web/ },
    ],
  },
];
