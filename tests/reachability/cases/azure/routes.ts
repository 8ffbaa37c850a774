import {
  natGateway,
  nsg,
  outbound,
  publicIp,
  route,
  routeOf,
  routeTable,
  subnet,
  vm,
  vnet,
} from "./resources";
import type { Case } from "../case";

const page = "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview";

const net = vnet("net", "10.0.0.0/16");
const a = subnet(net, "a", "10.0.1.0/24");
const b = subnet(net, "b", "10.0.2.0/24");
const web = vm("web", a, "10.0.1.4");
const db = vm("db", b, "10.0.2.4");

const far = vnet("far", "10.1.0.0/16");
const farSubnet = subnet(far, "far-subnet", "10.1.1.0/24");
const farHost = vm("far-host", farSubnet, "10.1.1.4");

function withTable(...routes: Parameters<typeof routeTable>[1][number][]) {
  const table = routeTable("table", routes);
  const from = subnet(net, "a", "10.0.1.0/24", { routeTable: table });
  return [net, table, from, b, ...vm("web", from, "10.0.1.4"), ...db];
}

export const cases: Case[] = [
  {
    name: "subnets of one virtual network reach each other without any route of the user's",
    source: `${page}#default`,
    resources: [net, a, b, ...web, ...db],
    flows: [
      { from: "web", to: "db", verdict: "reachable", hops: ["web", "subnet a", "subnet b", "db"] },
      { from: "a", to: "b", verdict: "reachable" },
      { from: "10.0.1.77", to: "10.0.2.4", verdict: "reachable" },
    ],
  },
  {
    name: "a subnet written inside its virtual network is a subnet too",
    source: "https://learn.microsoft.com/azure/virtual-network/manage-virtual-network",
    resources: (() => {
      const whole = vnet("whole", "10.0.0.0/16", {
        subnets: [{ name: "inside", addressPrefix: "10.0.5.0/24" }],
      });
      const inside = { ...a, id: `${whole.id}/subnets/inside` };
      const beside = subnet(whole, "beside", "10.0.6.0/24");
      return [whole, beside, ...vm("one", inside, "10.0.5.4"), ...vm("other", beside, "10.0.6.4")];
    })(),
    flows: [
      {
        from: "one",
        to: "other",
        verdict: "reachable",
        hops: ["one", "subnet inside", "subnet beside", "other"],
      },
      { from: "inside", to: "other", verdict: "reachable" },
    ],
  },
  {
    name: "two virtual networks without a peering don't reach each other: private addresses are dropped",
    source: `${page}#default`,
    resources: [net, a, ...web, far, farSubnet, ...farHost],
    flows: [{ from: "web", to: "far-host", verdict: "blocked", because: /private addresses/ }],
  },
  {
    name: "a user route to None cuts off what the system route would deliver",
    source: `${page}#user-defined`,
    resources: withTable(route("10.0.2.0/24", "None")),
    flows: [{ from: "web", to: "db", verdict: "blocked", because: /10\.0\.2\.0\/24 to None/ }],
  },
  {
    name: "of a user route and a system route to the same prefix the user's counts",
    source: `${page}#how-azure-selects-a-route`,
    resources: withTable(route("10.0.0.0/16", "None")),
    flows: [{ from: "web", to: "db", verdict: "blocked", because: /user route/ }],
  },
  {
    name: "a user route with a shorter prefix than the system route counts nothing",
    source: `${page}#how-azure-selects-a-route`,
    resources: withTable(route("10.0.0.0/8", "None")),
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "a longer user route to VnetLocal brings back what a shorter one takes away",
    source: `${page}#routing-example`,
    resources: withTable(route("10.0.0.0/16", "None"), route("10.0.2.0/24", "VnetLocal")),
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "the answer needs a route too",
    source: `${page}#user-defined`,
    resources: (() => {
      const table = routeTable("table", [route("10.0.1.0/24", "None")]);
      const to = subnet(net, "b", "10.0.2.0/24", { routeTable: table });
      return [net, table, a, to, ...web, ...vm("db", to, "10.0.2.4")];
    })(),
    flows: [{ from: "web", to: "db", verdict: "blocked", because: /answer does not get back/ }],
  },
  {
    name: "a route that is a resource of its own counts like one written in its table",
    source: "https://learn.microsoft.com/azure/virtual-network/manage-route-table#create-a-route",
    resources: (() => {
      const table = routeTable("table", []);
      const from = subnet(net, "a", "10.0.1.0/24", { routeTable: table });
      const drop = routeOf(table, route("10.0.2.0/24", "None"));
      return [net, table, drop, from, b, ...vm("web", from, "10.0.1.4"), ...db];
    })(),
    flows: [{ from: "web", to: "db", verdict: "blocked" }],
  },
  {
    name: "a user route to the internet takes a prefix out of the virtual network",
    source: `${page}#user-defined`,
    resources: withTable(route("10.0.2.0/24", "Internet")),
    flows: [
      {
        from: "web",
        to: "db",
        verdict: "blocked",
        because: /the internet.*, which carries no private addresses/,
      },
    ],
  },
  {
    name: "what has no other route goes to the internet",
    source: `${page}#default`,
    resources: (() => {
      const other = vnet("other", "203.0.113.0/24");
      const there = subnet(other, "there", "203.0.113.0/25");
      return [net, a, ...web, other, there, ...vm("elsewhere", there, "203.0.113.4")];
    })(),
    flows: [{ from: "web", to: "elsewhere", verdict: "leaves the model", because: /the internet/ }],
  },
  {
    name: "a private subnet reaches the internet by a NAT gateway or a public address alone",
    source: "https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access",
    resources: (() => {
      const nat = natGateway("nat");
      const own = publicIp("own-address", "20.1.2.3");
      const closed = subnet(net, "closed", "10.0.3.0/24", { more: { defaultOutboundAccess: false } });
      const natted = subnet(net, "natted", "10.0.4.0/24", {
        more: { defaultOutboundAccess: false, natGateway: { id: nat.id } },
      });
      const other = vnet("other", "203.0.113.0/24");
      const there = subnet(other, "there", "203.0.113.0/25");
      return [
        ...[net, nat, own, closed, natted, other, there],
        ...vm("shut-in", closed, "10.0.3.4"),
        ...vm("addressed", closed, "10.0.3.5", { publicAddress: own }),
        ...vm("behind-nat", natted, "10.0.4.4"),
        ...vm("elsewhere", there, "203.0.113.4"),
      ];
    })(),
    flows: [
      { from: "shut-in", to: "elsewhere", verdict: "blocked", because: /closed is private/ },
      { from: "addressed", to: "elsewhere", verdict: "leaves the model" },
      { from: "behind-nat", to: "elsewhere", verdict: "leaves the model", because: /NAT gateway nat/ },
      { from: "shut-in", to: "behind-nat", verdict: "reachable" },
      { from: "behind-nat", to: "addressed", verdict: "reachable" },
    ],
  },
  {
    name: "a user route for a service tag leaves open where public addresses go, and nothing else",
    source: `${page}#service-tags-for-user-defined-routes`,
    resources: (() => {
      const table = routeTable("table", [route("Storage", "VirtualAppliance", "10.0.9.9")]);
      const from = subnet(net, "a", "10.0.1.0/24", { routeTable: table });
      const other = vnet("other", "203.0.113.0/24");
      const there = subnet(other, "there", "203.0.113.0/25");
      return [
        ...[net, table, from, b, other, there],
        ...vm("web", from, "10.0.1.4"),
        ...db,
        ...vm("elsewhere", there, "203.0.113.4"),
      ];
    })(),
    flows: [
      { from: "web", to: "elsewhere", verdict: "undecided", because: /Storage/ },
      { from: "web", to: "db", verdict: "reachable" },
    ],
  },
  {
    name: "an address that no subnet holds gets nowhere",
    source: `${page}#default`,
    resources: (() => {
      const both = vnet("both", ["10.0.0.0/16", "10.1.0.0/16"]);
      const here = subnet(both, "here", "10.0.1.0/24");
      return [both, here, ...vm("web", here, "10.0.1.4"), far, farSubnet, ...farHost];
    })(),
    flows: [
      { from: "web", to: "far-host", verdict: "blocked", because: /no subnet of both holds 10\.1\.1\.4/ },
    ],
  },
  {
    name: "a denied way out is blocked before any route counts",
    source:
      "https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works#outbound-traffic",
    resources: (() => {
      const group = nsg("group", outbound(100, "Deny", { to: "10.0.2.0/24" }));
      const from = subnet(net, "a", "10.0.1.0/24", { nsg: group });
      return [net, group, from, b, ...vm("web", from, "10.0.1.4"), ...db];
    })(),
    flows: [{ from: "web", to: "db", verdict: "blocked", because: /100 deny-outbound-100/ }],
  },
];
