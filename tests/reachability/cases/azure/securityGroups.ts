import {
  asg,
  inbound,
  nsg,
  outbound,
  peered,
  publicIp,
  route,
  routeTable,
  ruleOf,
  subnet,
  vm,
  vnet,
} from "./resources";
import type { Case } from "../case";

const page = "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview";
const order = "https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works";
const tags = "https://learn.microsoft.com/azure/virtual-network/service-tags-overview";

const net = vnet("net", "10.0.0.0/16");
const a = subnet(net, "a", "10.0.1.0/24");
const web = vm("web", a, "10.0.1.4");

/** A host behind a group on its subnet, and one to call it from. */
function behindSubnetGroup(...rules: Parameters<typeof inbound>[2][] | ReturnType<typeof inbound>[]) {
  const group = nsg("group", ...(rules as ReturnType<typeof inbound>[]));
  const b = subnet(net, "b", "10.0.2.0/24", { nsg: group });
  return [net, group, a, b, ...web, ...vm("db", b, "10.0.2.4")];
}

const publicNet = vnet("public-net", "203.0.113.0/24");
const publicSubnet = subnet(publicNet, "public-subnet", "203.0.113.0/25");
const outsider = vm("outsider", publicSubnet, "203.0.113.4");

export const cases: Case[] = [
  {
    name: "a group without rules lets in what comes from the virtual network",
    source: `${page}#default-security-rules`,
    resources: behindSubnetGroup(),
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "the rule with the lowest priority number decides",
    source: `${page}#security-rules`,
    resources: behindSubnetGroup(
      inbound(200, "Deny", { port: "5432" }),
      inbound(100, "Allow", { port: "5432", protocol: "Tcp" }),
      inbound(300, "Deny"),
    ),
    flows: [
      { from: "web", to: "db", port: 5432, verdict: "reachable" },
      { from: "web", to: "db", protocol: "udp", port: 5432, verdict: "blocked", because: /200 deny/ },
      { from: "web", to: "db", port: 22, verdict: "blocked", because: /300 deny/ },
    ],
  },
  {
    name: "the answer to what was let in goes out whatever the outbound rules say",
    source: `${page}#security-rules`,
    resources: behindSubnetGroup(inbound(100, "Allow"), outbound(100, "Deny")),
    flows: [
      { from: "web", to: "db", verdict: "reachable" },
      { from: "db", to: "web", verdict: "blocked", because: /deny-outbound-100/ },
    ],
  },
  {
    name: "the subnet's group and the interface's group must both let it in",
    source: `${order}#inbound-traffic`,
    resources: (() => {
      const ofSubnet = nsg("of-subnet", inbound(100, "Allow", { port: "80-443" }), inbound(200, "Deny"));
      const ofHost = nsg("of-host", inbound(100, "Allow", { port: "443,8080" }), inbound(200, "Deny"));
      const b = subnet(net, "b", "10.0.2.0/24", { nsg: ofSubnet });
      return [net, ofSubnet, ofHost, a, b, ...web, ...vm("db", b, "10.0.2.4", { nsg: ofHost })];
    })(),
    flows: [
      { from: "web", to: "db", port: 443, verdict: "reachable" },
      { from: "web", to: "db", port: 80, verdict: "blocked", because: /of-host of interface of db/ },
      { from: "web", to: "db", port: 8080, verdict: "blocked", because: /of-subnet of subnet b/ },
      { from: "web", to: "b", port: 80, verdict: "reachable" },
    ],
  },
  {
    name: "a subnet's group counts between hosts of that subnet",
    source: `${order}#intra-subnet-traffic`,
    resources: (() => {
      const group = nsg("group", inbound(100, "Deny"));
      const shared = subnet(net, "shared", "10.0.2.0/24", { nsg: group });
      return [net, group, shared, ...vm("one", shared, "10.0.2.4"), ...vm("two", shared, "10.0.2.5")];
    })(),
    flows: [{ from: "one", to: "two", verdict: "blocked", because: /100 deny/ }],
  },
  {
    name: "a rule that is a resource of its own counts like one written in its group",
    source:
      "https://learn.microsoft.com/azure/virtual-network/manage-network-security-group#create-a-security-rule",
    resources: (() => {
      const group = nsg("group");
      const rule = ruleOf(group, inbound(100, "Deny", { protocol: "Icmp" }));
      const b = subnet(net, "b", "10.0.2.0/24", { nsg: group });
      return [net, group, rule, a, b, ...web, ...vm("db", b, "10.0.2.4")];
    })(),
    flows: [
      { from: "web", to: "db", protocol: "icmp", verdict: "blocked", because: /deny-inbound-100/ },
      { from: "web", to: "db", verdict: "reachable" },
    ],
  },
  {
    name: "a rule can name several ranges and several ports",
    source: `${page}#augmented-security-rules`,
    resources: behindSubnetGroup(
      inbound(100, "Allow", { from: ["10.0.1.4", "10.0.9.0/24"], port: "5432" }),
      inbound(200, "Deny", { from: "VirtualNetwork" }),
    ),
    flows: [
      { from: "web", to: "db", port: 5432, verdict: "reachable" },
      { from: "10.0.1.5", to: "db", port: 5432, verdict: "blocked" },
    ],
  },
  {
    name: "a rule that names an application security group matches its members alone",
    source: "https://learn.microsoft.com/azure/virtual-network/application-security-groups",
    resources: (() => {
      const clients = asg("clients");
      const servers = asg("servers");
      const group = nsg(
        "group",
        inbound(100, "Allow", { from: [clients], to: [servers], port: "5432" }),
        inbound(200, "Deny"),
      );
      const b = subnet(net, "b", "10.0.2.0/24", { nsg: group });
      return [
        ...[net, clients, servers, group, a, b],
        ...vm("client", a, "10.0.1.5", { groups: [clients] }),
        ...vm("stranger", a, "10.0.1.6"),
        ...vm("server", b, "10.0.2.4", { groups: [servers] }),
        ...vm("other-server", b, "10.0.2.5"),
      ];
    })(),
    flows: [
      { from: "client", to: "server", port: 5432, verdict: "reachable" },
      { from: "stranger", to: "server", port: 5432, verdict: "blocked" },
      { from: "client", to: "other-server", port: 5432, verdict: "blocked" },
    ],
  },
  {
    name: "VirtualNetwork holds the peered networks too",
    source: `${tags}#available-service-tags`,
    resources: (() => {
      const peer = vnet("peer", "10.1.0.0/16");
      const there = subnet(peer, "there", "10.1.1.0/24");
      const group = nsg("group", inbound(100, "Allow", { from: "VirtualNetwork" }), inbound(200, "Deny"));
      const b = subnet(net, "b", "10.0.2.0/24", { nsg: group });
      const peering = peered(net, peer);
      return [
        net,
        peer,
        ...peering,
        group,
        b,
        there,
        ...vm("db", b, "10.0.2.4"),
        ...vm("caller", there, "10.1.1.4"),
      ];
    })(),
    flows: [{ from: "caller", to: "db", verdict: "reachable" }],
  },
  {
    name: "the prefix of a user route belongs to VirtualNetwork",
    source: `${tags}#available-service-tags`,
    resources: (() => {
      const there = vnet("there-net", "198.51.100.0/24");
      const table = routeTable("table", [route("198.51.100.0/24", "VirtualAppliance", "10.0.3.4")]);
      const group = nsg("group", outbound(100, "Deny", { to: "Internet" }));
      const b = subnet(net, "b", "10.0.2.0/24", { nsg: group, routeTable: table });
      const appliances = subnet(net, "appliances", "10.0.3.0/24");
      const far = subnet(there, "far", "198.51.100.0/25");
      const peerings = peered(
        net,
        there,
        { allowVirtualNetworkAccess: false },
        { allowForwardedTraffic: true },
      );
      return [
        ...[net, there, table, group, b, appliances, far, ...peerings],
        ...vm("fw", appliances, "10.0.3.4", { forwards: true }),
        ...vm("db", b, "10.0.2.4"),
        ...vm("caller", far, "198.51.100.4"),
      ];
    })(),
    flows: [
      {
        from: "db",
        to: "caller",
        verdict: "reachable",
        hops: ["db", "subnet b", "fw", "subnet far", "caller"],
      },
    ],
  },
  {
    name: "with a user route for everything VirtualNetwork may hold the internet",
    source: `${tags}#available-service-tags`,
    resources: (() => {
      const table = routeTable("table", [route("0.0.0.0/0", "VirtualAppliance", "10.0.3.4")]);
      const group = nsg("group");
      const b = subnet(net, "b", "10.0.2.0/24", { nsg: group, routeTable: table });
      const other = peered(net, publicNet, { allowVirtualNetworkAccess: false });
      return [
        net,
        publicNet,
        ...other,
        publicSubnet,
        table,
        group,
        b,
        ...vm("db", b, "10.0.2.4"),
        ...outsider,
      ];
    })(),
    flows: [
      { from: "outsider", to: "db", verdict: "undecided", because: /VirtualNetwork may hold everything/ },
    ],
  },
  {
    name: "a public address in a peered network is of the virtual network, not of the internet",
    source: `${tags}#available-service-tags`,
    resources: (() => {
      const group = nsg("group", inbound(100, "Deny", { from: "Internet" }));
      const b = subnet(net, "b", "10.0.2.0/24", { nsg: group });
      return [
        net,
        publicNet,
        ...peered(net, publicNet),
        publicSubnet,
        group,
        b,
        ...vm("db", b, "10.0.2.4"),
        ...outsider,
      ];
    })(),
    flows: [{ from: "outsider", to: "db", verdict: "reachable" }],
  },
  {
    name: "AzureLoadBalancer stands for health probes, not for what is balanced",
    source: `${tags}#available-service-tags`,
    resources: behindSubnetGroup(inbound(100, "Allow", { from: "AzureLoadBalancer" }), inbound(200, "Deny")),
    flows: [{ from: "web", to: "db", verdict: "blocked", because: /200 deny/ }],
  },
  {
    name: "a service tag of a public service says nothing about private addresses",
    source: `${tags}#available-service-tags`,
    resources: behindSubnetGroup(inbound(100, "Deny", { from: "Storage" })),
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "whether a public address is in a service tag is left open",
    source: `${tags}#available-service-tags`,
    resources: (() => {
      const group = nsg("group", inbound(100, "Allow", { from: "Sql.WestEurope" }));
      const b = subnet(net, "b", "10.0.2.0/24", { nsg: group });
      const other = peered(net, publicNet, { allowVirtualNetworkAccess: false });
      return [net, publicNet, ...other, publicSubnet, group, b, ...vm("db", b, "10.0.2.4"), ...outsider];
    })(),
    flows: [{ from: "outsider", to: "db", verdict: "undecided", because: /Sql\.WestEurope/ }],
  },
  {
    name: "a Standard public address without any group is closed to the internet alone",
    source: "https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses#sku",
    resources: (() => {
      const address = publicIp("address", "20.1.2.3");
      const b = subnet(net, "b", "10.0.2.0/24");
      const other = peered(net, publicNet, { allowVirtualNetworkAccess: false });
      return [
        ...[net, publicNet, ...other, publicSubnet, address, a, b, ...web, ...outsider],
        ...vm("db", b, "10.0.2.4", { publicAddress: address }),
      ];
    })(),
    flows: [
      { from: "outsider", to: "db", verdict: "blocked", because: /closed without a network security group/ },
      { from: "db", to: "outsider", verdict: "reachable" },
      { from: "web", to: "db", verdict: "reachable" },
    ],
  },
];
