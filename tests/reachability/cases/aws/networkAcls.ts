import { sources } from "./pages";
import { aclRule, aws, internetGateway, networkAcl, routeTable, subnet, vpc } from "./resources";
import type { Case } from "../case";

const shop = vpc("shop", "10.0.0.0/16");
const a = subnet("a", shop, "10.0.1.0/24");
const b = subnet("b", shop, "10.0.2.0/24");
const network = [shop, a, b];
const anything = aclRule(100, "allow", "0.0.0.0/0");
const https = aclRule(100, "allow", "10.0.1.0/24", [443, 443]);
const ephemeral = aclRule(100, "allow", "10.0.0.0/16", [1024, 65535]);
const empty = networkAcl("strict", shop, [b], [], []);
const internet = internetGateway("internet", shop);
const all = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: "0.0.0.0/0" };

export const networkAclCases: readonly Case[] = [
  {
    name: "the default network ACL lets everything through",
    source: sources.defaultNetworkAcl,
    resources: network,
    flows: [{ from: "a", to: "b", protocol: "udp", port: 53, verdict: "reachable" }],
  },
  {
    name: "a network ACL without rules denies everything, both ways",
    source: sources.customNetworkAcl,
    resources: [...network, empty],
    flows: [
      { from: "a", to: "b", verdict: "blocked", because: /no inbound rule of network ACL strict/ },
      { from: "b", to: "a", verdict: "blocked", because: /no outbound rule of network ACL strict/ },
    ],
  },
  {
    name: "a network ACL does not look at what stays inside the subnet",
    source: sources.networkAcls,
    resources: [...network, empty],
    flows: [{ from: "10.0.2.10", to: "10.0.2.20", verdict: "reachable" }],
  },
  {
    name: "a network ACL is stateless: answers need a rule for the client's ports",
    source: sources.networkAcls,
    resources: [...network, networkAcl("strict", shop, [b], [https], [https])],
    flows: [
      { from: "a", to: "b", verdict: "blocked", because: /answer does not get back: .*no outbound rule/ },
    ],
  },
  {
    name: "with a rule for the client's ports the answers get back",
    source: sources.networkAcls,
    resources: [...network, networkAcl("strict", shop, [b], [https], [ephemeral])],
    flows: [
      { from: "a", to: "b", verdict: "reachable" },
      { from: "a", to: "b", port: 80, verdict: "blocked" },
    ],
  },
  {
    name: "a rule for too few client ports fails some connections",
    source: sources.networkAcls,
    resources: [
      ...network,
      networkAcl("strict", shop, [b], [https], [aclRule(100, "allow", "10.0.0.0/16", [32768, 65535])]),
    ],
    flows: [{ from: "a", to: "b", verdict: "blocked", because: /client ports|answer does not get back/ }],
  },
  {
    name: "the rule with the lowest number decides",
    source: sources.networkAclRules,
    resources: [
      ...network,
      networkAcl("strict", shop, [b], [anything, aclRule(90, "deny", "10.0.1.0/25")], [anything]),
    ],
    flows: [
      { from: "10.0.1.10", to: "b", verdict: "blocked", because: /inbound rule 90 denies/ },
      { from: "10.0.1.200", to: "b", verdict: "reachable" },
    ],
  },
  {
    name: "rules and associations may be resources of their own",
    source: sources.networkAcls,
    resources: [
      ...network,
      aws("ec2/networkAcl:NetworkAcl", "strict", { vpcId: shop.id }),
      aws("ec2/networkAclAssociation:NetworkAclAssociation", "b", {
        networkAclId: "networkacl-strict",
        subnetId: b.id,
      }),
      ...[true, false].map((egress) =>
        aws("ec2/networkAclRule:NetworkAclRule", egress ? "out" : "in", {
          networkAclId: "networkacl-strict",
          egress,
          ruleNumber: 100,
          ruleAction: "allow",
          protocol: "tcp",
          cidrBlock: "10.0.1.0/24",
          fromPort: egress ? 1024 : 443,
          toPort: egress ? 65535 : 443,
        }),
      ),
    ],
    flows: [
      { from: "a", to: "b", verdict: "reachable" },
      { from: "a", to: "b", port: 22, verdict: "blocked", because: /network ACL strict/ },
    ],
  },
  {
    name: "a default network ACL that is taken over without rules denies everything",
    source: sources.defaultNetworkAcl,
    resources: [
      ...network,
      aws("ec2/defaultNetworkAcl:DefaultNetworkAcl", "default", {
        defaultNetworkAclId: "acl-default-shop",
      }),
    ],
    flows: [{ from: "a", to: "b", verdict: "blocked", because: /network ACL default/ }],
  },
  {
    name: "a rule can be put before those of the default network ACL",
    source: sources.defaultNetworkAcl,
    resources: [
      ...network,
      aws("ec2/networkAclRule:NetworkAclRule", "no telnet", {
        networkAclId: "acl-default-shop",
        egress: false,
        ruleNumber: 50,
        ruleAction: "deny",
        protocol: "6",
        cidrBlock: "0.0.0.0/0",
        fromPort: 23,
        toPort: 23,
      }),
    ],
    flows: [
      { from: "a", to: "b", port: 23, verdict: "blocked", because: /inbound rule 50 denies/ },
      { from: "a", to: "b", port: 22, verdict: "reachable" },
    ],
  },
  {
    name: "a network ACL's rule about one type of ICMP is not enough to tell whether a ping is answered",
    source: sources.networkAclRules,
    resources: [
      ...network,
      networkAcl(
        "strict",
        shop,
        [b],
        [{ ...all, ruleNo: 100, action: "allow", protocol: "icmp", icmpType: 8, icmpCode: -1 }],
        [{ ...all, ruleNo: 100, action: "allow" }],
      ),
    ],
    flows: [{ from: "a", to: "b", protocol: "icmp", verdict: "undecided", because: /ICMP type 8/ }],
  },
  {
    name: "a network ACL stops what an internet gateway would take out",
    source: sources.networkAcls,
    resources: [...network, empty, internet, ...routeTable("out", shop, [a, b], { "0.0.0.0/0": internet })],
    flows: [
      { from: "a", to: "203.0.113.7", verdict: "leaves the model" },
      { from: "b", to: "203.0.113.7", verdict: "blocked", because: /no outbound rule of network ACL strict/ },
    ],
  },
];
