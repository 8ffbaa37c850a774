import {
  firewall,
  inbound,
  loadBalancer,
  networkInterface,
  nsg,
  peered,
  peering,
  route,
  routeTable,
  subnet,
  vm,
  vnet,
} from "./resources";
import type { Made } from "./resources";
import type { Case } from "../case";

const page = "https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview";
const settings = "https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering";
const routes = "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview";

const hub = vnet("hub", "10.0.0.0/16");
const hubSubnet = subnet(hub, "hub-subnet", "10.0.1.0/24");
const one = vnet("one", "10.1.0.0/16");
const two = vnet("two", "10.2.0.0/16");
const hubHost = vm("hub-host", hubSubnet, "10.0.1.10");

interface Spokes {
  readonly peerings?: readonly Made[];
  readonly routes?: boolean;
  readonly appliance: readonly Made[];
}

/** Two spokes of a hub, whose routes to each other lead through an appliance at 10.0.1.4. */
function spokes({ peerings, appliance }: Spokes): Made[] {
  const toTwo = routeTable("to-two", [route("10.2.0.0/16", "VirtualAppliance", "10.0.1.4")]);
  const toOne = routeTable("to-one", [route("10.1.0.0/16", "VirtualAppliance", "10.0.1.4")]);
  const a = subnet(one, "a", "10.1.1.0/24", { routeTable: toTwo });
  const b = subnet(two, "b", "10.2.1.0/24", { routeTable: toOne });
  return [
    ...[hub, hubSubnet, one, two, toTwo, toOne, a, b, ...appliance],
    ...(peerings ?? forwarding),
    ...vm("first", a, "10.1.1.4"),
    ...vm("second", b, "10.2.1.4"),
  ];
}

const forwarding = [
  ...peered(one, hub, { allowForwardedTraffic: true }),
  ...peered(two, hub, { allowForwardedTraffic: true }),
];

const fw = vm("fw", hubSubnet, "10.0.1.4", { forwards: true });

/** Three networks in a row, the one in the middle peered with both others. */
function inARow(...peerings: Made[]): Made[] {
  const a = subnet(one, "a", "10.1.1.0/24");
  const b = subnet(two, "b", "10.2.1.0/24");
  return [
    hub,
    hubSubnet,
    one,
    two,
    a,
    b,
    ...peerings,
    ...hubHost,
    ...vm("first", a, "10.1.1.4"),
    ...vm("second", b, "10.2.1.4"),
  ];
}

export const cases: Case[] = [
  {
    name: "peered networks reach each other",
    source: page,
    resources: inARow(...peered(hub, one)),
    flows: [
      {
        from: "first",
        to: "hub-host",
        verdict: "reachable",
        hops: ["first", "subnet a", "subnet hub-subnet", "hub-host"],
      },
      { from: "hub-host", to: "first", verdict: "reachable" },
    ],
  },
  {
    name: "a peering is not transitive",
    source: page,
    resources: inARow(...peered(hub, one), ...peered(hub, two)),
    flows: [{ from: "first", to: "second", verdict: "blocked", because: /private addresses/ }],
  },
  {
    name: "a peering that one side alone has made carries nothing",
    source: settings,
    resources: inARow(peering(one, hub)),
    flows: [{ from: "first", to: "hub-host", verdict: "blocked", because: /no counterpart/ }],
  },
  {
    name: "a peering written inside its virtual network counts too",
    source: page,
    resources: (() => {
      const inside = vnet("inside", "10.7.0.0/16", {
        virtualNetworkPeerings: [{ name: "up", remoteVirtualNetwork: { id: hub.id } }],
      });
      const there = subnet(inside, "there", "10.7.1.0/24");
      return [
        hub,
        hubSubnet,
        ...hubHost,
        inside,
        there,
        peering(hub, inside),
        ...vm("caller", there, "10.7.1.4"),
      ];
    })(),
    flows: [{ from: "caller", to: "hub-host", verdict: "reachable" }],
  },
  {
    name: "without access a peered network is outside of VirtualNetwork, so that default rules deny it",
    source: settings,
    resources: (() => {
      const group = nsg("group");
      const closed = subnet(hub, "closed", "10.0.2.0/24", { nsg: group });
      const a = subnet(one, "a", "10.1.1.0/24");
      return [
        ...[hub, closed, group, one, a, ...peered(hub, one, { allowVirtualNetworkAccess: false })],
        ...vm("guarded", closed, "10.0.2.4"),
        ...vm("first", a, "10.1.1.4"),
      ];
    })(),
    flows: [{ from: "first", to: "guarded", verdict: "blocked", because: /65500 DenyAllInBound/ }],
  },
  {
    name: "without access a rule that names the peer's range still lets it in",
    source: settings,
    resources: (() => {
      const group = nsg("group", inbound(100, "Allow", { from: "10.1.0.0/16" }));
      const closed = subnet(hub, "closed", "10.0.2.0/24", { nsg: group });
      const a = subnet(one, "a", "10.1.1.0/24");
      return [
        ...[hub, closed, group, one, a, ...peered(hub, one, { allowVirtualNetworkAccess: false })],
        ...vm("guarded", closed, "10.0.2.4"),
        ...vm("first", a, "10.1.1.4"),
      ];
    })(),
    flows: [{ from: "first", to: "guarded", verdict: "reachable" }],
  },
  {
    name: "spokes reach each other through an appliance in the hub",
    source: `${page}#service-chaining`,
    resources: spokes({ appliance: fw }),
    flows: [
      {
        from: "first",
        to: "second",
        verdict: "reachable",
        hops: ["first", "subnet a", "fw", "subnet b", "second"],
      },
    ],
  },
  {
    name: "a spoke takes no forwarded traffic unless its peering allows it",
    source: settings,
    resources: spokes({
      appliance: fw,
      peerings: [...peered(one, hub, { allowForwardedTraffic: true }), ...peered(two, hub)],
    }),
    flows: [
      {
        from: "first",
        to: "second",
        verdict: "blocked",
        because: /two-to-hub does not allow forwarded traffic/,
      },
      { from: "fw", to: "second", verdict: "reachable" },
    ],
  },
  {
    name: "an interface without IP forwarding drops what is not its own",
    source:
      "https://learn.microsoft.com/azure/virtual-network/virtual-network-network-interface#enable-or-disable-ip-forwarding",
    resources: spokes({ appliance: vm("fw", hubSubnet, "10.0.1.4") }),
    flows: [
      { from: "first", to: "second", verdict: "blocked", because: /IP forwarding is off at fw/ },
      { from: "first", to: "fw", verdict: "reachable" },
    ],
  },
  {
    name: "the appliance's own group must let through what it forwards",
    source: "https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works",
    resources: (() => {
      const group = nsg("fw-group", inbound(100, "Deny", { port: "22" }));
      return [
        group,
        ...spokes({ appliance: vm("fw", hubSubnet, "10.0.1.4", { forwards: true, nsg: group }) }),
      ];
    })(),
    flows: [
      { from: "first", to: "second", port: 22, verdict: "blocked", because: /fw-group of interface of fw/ },
      { from: "first", to: "second", port: 443, verdict: "reachable" },
    ],
  },
  {
    name: "an appliance in the subnet whose route leads to it goes around in a loop",
    source: `${routes}#user-defined`,
    resources: (() => {
      const table = routeTable("loop", [route("10.2.0.0/16", "VirtualAppliance", "10.0.1.4")]);
      const shared = subnet(hub, "shared", "10.0.1.0/24", { routeTable: table });
      const b = subnet(two, "b", "10.2.1.0/24");
      return [
        ...[hub, two, table, shared, b, ...peered(hub, two, {}, { allowForwardedTraffic: true })],
        ...vm("fw", shared, "10.0.1.4", { forwards: true }),
        ...vm("caller", shared, "10.0.1.5"),
        ...vm("second", b, "10.2.1.4"),
      ];
    })(),
    flows: [{ from: "caller", to: "second", verdict: "blocked", because: /loop/ }],
  },
  {
    name: "an appliance that nothing has the address of leaves it open",
    source: `${routes}#user-defined`,
    resources: spokes({ appliance: [] }),
    flows: [
      {
        from: "first",
        to: "second",
        verdict: "undecided",
        because: /nothing in these stacks has the appliance's address 10\.0\.1\.4/,
      },
    ],
  },
  {
    name: "an appliance of two interfaces leaves open where packets go on",
    source: `${routes}#user-defined`,
    resources: (() => {
      const inner = networkInterface("inner", hubSubnet, "10.0.1.4", { forwards: true });
      const outer = networkInterface("outer", hubSubnet, "10.0.1.5", { forwards: true });
      const [, machine] = vm("fw", hubSubnet, "10.0.1.4");
      const networkProfile = { networkInterfaces: [{ id: inner.id }, { id: outer.id }] };
      const both = machine && { ...machine, inputs: { networkProfile }, outputs: { networkProfile } };
      return spokes({ appliance: [inner, outer, ...(both ? [both] : [])] });
    })(),
    flows: [{ from: "first", to: "second", verdict: "undecided", because: /more than one interface/ }],
  },
  {
    name: "what goes through Azure Firewall is left open",
    source: "https://learn.microsoft.com/azure/firewall/overview",
    resources: spokes({ appliance: [firewall("azure-fw", "10.0.1.4")] }),
    flows: [{ from: "first", to: "second", verdict: "undecided", because: /Azure Firewall azure-fw/ }],
  },
  {
    name: "what goes through a load balancer's appliances is left open",
    source: "https://learn.microsoft.com/azure/load-balancer/load-balancer-ha-ports-overview",
    resources: spokes({ appliance: [loadBalancer("balancer", hubSubnet, "10.0.1.4")] }),
    flows: [{ from: "first", to: "second", verdict: "undecided", because: /load balancer balancer/ }],
  },
];
