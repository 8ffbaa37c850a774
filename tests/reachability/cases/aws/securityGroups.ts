import { sources } from "./pages";
import { anywhere, aws, instance, securityGroup, subnet, tcp, vpc } from "./resources";
import { type Resource, unknown } from "../../../../reachability";
import type { Case } from "../case";

const shop = vpc("shop", "10.0.0.0/16");
const a = subnet("a", shop, "10.0.1.0/24");
const b = subnet("b", shop, "10.0.2.0/24");
const network = [shop, a, b];
const web = securityGroup("web", shop, [tcp(443, "0.0.0.0/0")]);

/** A server in subnet a that may send anything, and a database in subnet b behind the groups. */
const guarded = (...groups: readonly Resource[]): Resource[] => [
  ...network,
  web,
  instance("server", a, "10.0.1.10", [web]),
  instance("database", b, "10.0.2.10", groups),
  ...groups,
];
const db = (ingress: Parameters<typeof securityGroup>[2]) => securityGroup("db", shop, ingress);
const bare = aws("ec2/securityGroup:SecurityGroup", "db", { vpcId: shop.id });
const onePort = { fromPort: 5432, toPort: 5432 };

export const securityGroupCases: readonly Case[] = [
  {
    name: "a security group lets in what a rule allows and nothing else",
    source: sources.securityGroups,
    resources: guarded(db([tcp(5432, "10.0.1.0/24")])),
    flows: [
      { from: "server", to: "database", port: 5432, verdict: "reachable" },
      { from: "server", to: "database", port: 5433, verdict: "blocked", because: /no ingress rule .* db/ },
      { from: "server", to: "database", protocol: "udp", port: 5432, verdict: "blocked" },
      { from: "10.0.2.20", to: "database", port: 5432, verdict: "blocked" },
    ],
  },
  {
    name: "a security group is stateful: answers pass without a rule",
    source: sources.securityGroups,
    resources: guarded(securityGroup("db", shop, [tcp(5432, "10.0.1.0/24")], [])),
    flows: [
      { from: "server", to: "database", port: 5432, verdict: "reachable" },
      { from: "database", to: "server", verdict: "blocked", because: /no egress rule .* db/ },
    ],
  },
  {
    name: "a security group made without egress rules lets nothing out",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/creating-security-groups.html",
    resources: guarded(bare),
    flows: [{ from: "database", to: "server", verdict: "blocked", because: /no egress rule/ }],
  },
  {
    name: "of several security groups each may allow",
    source: sources.securityGroups,
    resources: guarded(db([]), securityGroup("admin", shop, [tcp(22, "10.0.0.0/16")])),
    flows: [
      { from: "server", to: "database", port: 22, verdict: "reachable" },
      { from: "server", to: "database", port: 5432, verdict: "blocked", because: /db, admin|admin, db/ },
    ],
  },
  {
    name: "a rule that names a security group is about its members, whatever their address",
    source: sources.securityGroupRules,
    resources: guarded(db([tcp(5432, web)])),
    flows: [
      { from: "server", to: "database", port: 5432, verdict: "reachable" },
      { from: "a", to: "database", port: 5432, verdict: "blocked" },
    ],
  },
  {
    name: "a rule may name its own security group",
    source: sources.securityGroupRules,
    resources: [
      ...guarded(db([{ protocol: "-1", fromPort: 0, toPort: 0, self: true }])),
      instance("replica", a, "10.0.1.20", [db([])]),
    ],
    flows: [
      { from: "replica", to: "database", port: 5432, verdict: "reachable" },
      { from: "server", to: "database", port: 5432, verdict: "blocked" },
    ],
  },
  {
    name: "the default security group lets in what its own members send",
    source: sources.defaultSecurityGroup,
    resources: [
      ...network,
      web,
      instance("server", a, "10.0.1.10", [web]),
      instance("one", a, "10.0.1.11", undefined),
      instance("other", b, "10.0.2.11", undefined),
    ],
    flows: [
      { from: "one", to: "other", verdict: "reachable" },
      { from: "one", to: "server", verdict: "reachable" },
      { from: "server", to: "other", verdict: "blocked", because: /default of shop/ },
    ],
  },
  {
    name: "the default security group that is taken over has the rules it is given, here none",
    source: sources.defaultSecurityGroup,
    resources: [
      ...network,
      aws("ec2/defaultSecurityGroup:DefaultSecurityGroup", "default", { vpcId: shop.id }),
      instance("one", a, "10.0.1.11", undefined),
      instance("other", b, "10.0.2.11", undefined),
    ],
    flows: [{ from: "one", to: "other", verdict: "blocked", because: /security group default/ }],
  },
  {
    name: "rules may be resources of their own",
    source: sources.securityGroupRules,
    resources: [
      ...guarded(bare),
      aws("ec2/securityGroupRule:SecurityGroupRule", "sql", {
        securityGroupId: bare.id,
        type: "ingress",
        protocol: "tcp",
        ...onePort,
        sourceSecurityGroupId: web.id,
      }),
      aws("vpc/securityGroupIngressRule:SecurityGroupIngressRule", "ssh", {
        securityGroupId: bare.id,
        ipProtocol: "tcp",
        fromPort: 22,
        toPort: 22,
        cidrIpv4: "10.0.1.0/24",
      }),
      aws("vpc/securityGroupEgressRule:SecurityGroupEgressRule", "out", {
        securityGroupId: bare.id,
        ipProtocol: "-1",
        cidrIpv4: "0.0.0.0/0",
      }),
    ],
    flows: [
      { from: "server", to: "database", port: 5432, verdict: "reachable" },
      { from: "server", to: "database", port: 22, verdict: "reachable" },
      { from: "server", to: "database", port: 80, verdict: "blocked" },
      { from: "database", to: "server", verdict: "reachable" },
    ],
  },
  {
    name: "for ICMP the first port of a rule is the type: 8 is an echo request",
    source: sources.securityGroupRules,
    resources: guarded(db([{ protocol: "icmp", fromPort: 8, toPort: -1, cidrBlocks: ["10.0.0.0/16"] }])),
    flows: [{ from: "server", to: "database", protocol: "icmp", verdict: "reachable" }],
  },
  {
    name: "a rule about another type of ICMP lets no ping in",
    source: sources.securityGroupRules,
    resources: guarded(db([{ protocol: "icmp", fromPort: 3, toPort: 4, cidrBlocks: ["10.0.0.0/16"] }])),
    flows: [{ from: "server", to: "database", protocol: "icmp", verdict: "blocked" }],
  },
  {
    name: "a rule may name a prefix list",
    source: sources.prefixLists,
    resources: [
      ...guarded(db([{ protocol: "tcp", ...onePort, prefixListIds: ["managedprefixlist-offices"] }])),
      aws("ec2/managedPrefixList:ManagedPrefixList", "offices", {
        addressFamily: "IPv4",
        maxEntries: 5,
        entries: [{ cidr: "10.0.1.0/28" }],
      }),
    ],
    flows: [
      { from: "10.0.1.10", to: "database", port: 5432, verdict: "reachable" },
      { from: "10.0.1.100", to: "database", port: 5432, verdict: "blocked" },
    ],
  },
  {
    name: "a rule whose range is not known yet may allow",
    source: sources.securityGroupRules,
    resources: guarded(db([{ protocol: "tcp", ...onePort, cidrBlocks: [unknown] }])),
    flows: [
      { from: "server", to: "database", port: 5432, verdict: "undecided", because: /range isn't known/ },
      { from: "server", to: "database", port: 22, verdict: "blocked" },
    ],
  },
  {
    name: "a security group of other stacks may allow anything",
    source: sources.securityGroups,
    resources: [
      ...network,
      web,
      instance("server", a, "10.0.1.10", [web]),
      instance("database", b, "10.0.2.10", undefined, { vpcSecurityGroupIds: ["sg-0cc"] }),
    ],
    flows: [{ from: "server", to: "database", verdict: "undecided", because: /sg-0cc is in none/ }],
  },
  {
    name: "who is in a security group of other stacks can't be told",
    source: sources.securityGroupRules,
    resources: guarded(db([{ protocol: "tcp", ...onePort, securityGroups: ["111122223333/sg-0cc"] }])),
    flows: [{ from: "server", to: "database", port: 5432, verdict: "undecided", because: /sg-0cc/ }],
  },
  {
    name: "before the first update, references tell whose security groups are whose",
    source: sources.securityGroups,
    resources: [
      ...network,
      web,
      instance("server", a, "10.0.1.10", [web]),
      db([tcp(5432, "10.0.1.0/24")]),
      {
        ...instance("database", b, "", undefined),
        inputs: { subnetId: unknown, vpcSecurityGroupIds: [unknown] },
        outputs: {},
        propertyDependencies: { subnetId: [b.urn], vpcSecurityGroupIds: [bare.urn] },
      },
    ],
    flows: [
      { from: "server", to: "database", port: 5432, verdict: "reachable" },
      { from: "server", to: "database", port: 22, verdict: "blocked" },
    ],
  },
  {
    name: "the groups of a network interface of its own guard the instance that it is the first of",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html",
    resources: [
      ...network,
      web,
      db([tcp(5432, web)]),
      instance("server", a, "10.0.1.10", [web]),
      aws("ec2/networkInterface:NetworkInterface", "card", {
        subnetId: b.id,
        privateIps: ["10.0.2.30"],
        securityGroups: [bare.id],
      }),
      aws("ec2/instance:Instance", "database", {
        primaryNetworkInterface: { networkInterfaceId: "networkinterface-card" },
      }),
    ],
    flows: [
      { from: "server", to: "database", port: 5432, verdict: "reachable" },
      { from: "server", to: "10.0.2.30", port: 22, verdict: "blocked" },
    ],
  },
  {
    name: "the nodes of an internal load balancer reach their targets from its subnets",
    source:
      "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
    resources: [
      ...network,
      securityGroup("balancer", shop, [tcp(443, "0.0.0.0/0")], [anywhere]),
      aws("lb/loadBalancer:LoadBalancer", "front", {
        internal: true,
        subnets: [a.id],
        securityGroups: ["securitygroup-balancer"],
      }),
      db([tcp(8080, securityGroup("balancer", shop, []))]),
      instance("target", b, "10.0.2.40", [db([])]),
    ],
    flows: [
      { from: "front", to: "target", port: 8080, verdict: "reachable" },
      { from: "a", to: "target", port: 8080, verdict: "blocked" },
      { from: "b", to: "front", verdict: "reachable" },
    ],
  },
];
