import type { Case } from "../case";
import { inbound, type Made, made, nsg, route, routeTable, subnet, vm, vnet } from "./resources";
import { builtIn, hub, hubConnection, hubRouteTable, routing, virtualWan } from "./virtualWanResources";
import { page, wan, west, east, red, blue, shared, base } from "./virtualWanEstate";

export const cases: readonly Case[] = [
  {
    name: "virtual networks that are connected to one hub reach each other",
    source: `${page}#association`,
    resources: [...base, hubConnection(west, red.network), hubConnection(west, blue.network)],
    flows: [
      {
        from: "red-vm",
        to: "blue-vm",
        verdict: "reachable",
        hops: ["red-vm", "subnet red-hosts", "virtual hub west", "subnet blue-hosts", "blue-vm"],
      },
    ],
  },
  {
    name: "a network that isn't connected to the hub isn't reached",
    source: `${page}#connection`,
    resources: [...base, hubConnection(west, red.network)],
    flows: [{ from: "red-vm", to: "blue-vm", verdict: "blocked" }],
  },
  {
    name: "networks whose routes go to the none table alone don't reach each other",
    source: `${page}#propagation`,
    resources: (() => {
      const isolated = routing({ propagated: [builtIn(west, "noneRouteTable")], labels: ["none"] });
      return [
        ...base,
        hubConnection(west, red.network, isolated),
        hubConnection(west, blue.network, isolated),
      ];
    })(),
    flows: [{ from: "red-vm", to: "blue-vm", verdict: "blocked" }],
  },
  {
    name: "networks in tables of their own reach what is told to these alone",
    source: "https://learn.microsoft.com/azure/virtual-wan/scenario-isolate-vnets-custom",
    resources: (() => {
      const redTable = hubRouteTable(west, "rt-red", ["red"]);
      const blueTable = hubRouteTable(west, "rt-blue", ["blue"]);
      const inTable = (table: Made, label: string) =>
        routing({ associated: table, propagated: [table], labels: [label] });
      return [
        ...[...base, ...shared.resources, redTable, blueTable],
        hubConnection(west, red.network, inTable(redTable, "red")),
        hubConnection(west, blue.network, inTable(blueTable, "blue")),
        hubConnection(west, shared.network, routing({ labels: ["red", "default"], associated: redTable })),
      ];
    })(),
    flows: [
      { from: "red-vm", to: "blue-vm", verdict: "blocked" },
      {
        from: "red-vm",
        to: "shared-vm",
        verdict: "reachable",
        hops: ["red-vm", "subnet red-hosts", "virtual hub west (rt-red)", "subnet shared-hosts", "shared-vm"],
      },
      { from: "blue-vm", to: "shared-vm", verdict: "blocked" },
    ],
  },
  {
    name: "a connection that names no label tells its routes to the default tables besides",
    source: `${page}#labels`,
    resources: (() => {
      const redTable = hubRouteTable(west, "rt-red", ["red"]);
      return [
        ...[...base, redTable],
        hubConnection(west, red.network, routing({ propagated: [redTable] })),
        hubConnection(west, blue.network),
      ];
    })(),
    flows: [{ from: "blue-vm", to: "red-vm", verdict: "reachable" }],
  },
  {
    name: "a connection that names another label stays out of the default tables",
    source: `${page}#labels`,
    resources: (() => {
      const redTable = hubRouteTable(west, "rt-red", ["red"]);
      return [
        ...[...base, redTable],
        hubConnection(west, red.network, routing({ propagated: [redTable], labels: ["red"] })),
        hubConnection(west, blue.network),
      ];
    })(),
    flows: [
      { from: "blue-vm", to: "red-vm", verdict: "blocked" },
      { from: "red-vm", to: "blue-vm", verdict: "blocked", because: /answer does not get back/ },
    ],
  },
  {
    name: "to name the none table and no label is a contradiction that is left open",
    source: `${page}#labels`,
    resources: [
      ...base,
      hubConnection(west, red.network, routing({ propagated: [builtIn(west, "noneRouteTable")] })),
      hubConnection(west, blue.network),
    ],
    flows: [{ from: "red-vm", to: "blue-vm", verdict: "undecided" }],
  },
  {
    name: "the hubs of one virtual WAN reach each other's networks",
    source: "https://learn.microsoft.com/azure/virtual-wan/virtual-wan-about#hub-to-hub",
    resources: [...base, east, hubConnection(west, red.network), hubConnection(east, blue.network)],
    flows: [
      {
        from: "red-vm",
        to: "blue-vm",
        verdict: "reachable",
        hops: [
          "red-vm",
          "subnet red-hosts",
          "virtual hub west",
          "virtual hub east",
          "subnet blue-hosts",
          "blue-vm",
        ],
      },
    ],
  },
  {
    name: "hubs of two virtual WANs don't reach each other",
    source: "https://learn.microsoft.com/azure/virtual-wan/virtual-wan-about",
    resources: (() => {
      const other = virtualWan("other");
      const alone = hub(other, "alone", "10.102.0.0/23");
      return [...base, other, alone, hubConnection(west, red.network), hubConnection(alone, blue.network)];
    })(),
    flows: [{ from: "red-vm", to: "blue-vm", verdict: "blocked" }],
  },
  {
    name: "a Basic virtual WAN joins neither networks nor hubs",
    source: "https://learn.microsoft.com/azure/virtual-wan/virtual-wan-about#basicstandard",
    resources: (() => {
      const basic = virtualWan("wan", { type: "Basic" });
      const [, , ...others] = base;
      return [basic, west, ...others, hubConnection(west, red.network), hubConnection(west, blue.network)];
    })(),
    flows: [{ from: "red-vm", to: "blue-vm", verdict: "blocked" }],
  },
  {
    name: "a route table of the user's keeps out what the hub tells",
    source:
      "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#border-gateway-protocol",
    resources: (() => {
      const closed = routeTable("closed", [], { disableBgpRoutePropagation: true });
      const network = vnet("green", "10.4.0.0/16");
      const inside = subnet(network, "green-hosts", "10.4.1.0/24", { routeTable: closed });
      return [
        ...[...base, closed, network, inside, ...vm("green-vm", inside, "10.4.1.4")],
        ...[hubConnection(west, red.network), hubConnection(west, network)],
      ];
    })(),
    flows: [{ from: "green-vm", to: "red-vm", verdict: "blocked", because: /private addresses/ }],
  },
  {
    name: "what is behind the hub belongs to VirtualNetwork",
    source: "https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags",
    resources: (() => {
      const group = nsg("group", inbound(4096, "Deny", { from: "Internet" }));
      const network = vnet("green", "10.4.0.0/16");
      const inside = subnet(network, "green-hosts", "10.4.1.0/24", { nsg: group });
      return [
        ...[...base, group, network, inside, ...vm("green-vm", inside, "10.4.1.4")],
        ...[hubConnection(west, red.network), hubConnection(west, network)],
      ];
    })(),
    flows: [{ from: "red-vm", to: "green-vm", verdict: "reachable" }],
  },
  {
    name: "a connection's static route sends a range through an appliance in its network",
    source: `${page}#static`,
    resources: (() => {
      const behind = vnet("behind", "10.9.0.0/16");
      const deep = subnet(behind, "deep", "10.9.1.0/24", {
        routeTable: routeTable("home", [route("10.1.0.0/16", "VirtualAppliance", "10.3.1.10")]),
      });
      const [sharedSubnet] = shared.resources.filter(({ type }) => type.endsWith("Subnet"));
      const staticRoutes = [
        { name: "deep", addressPrefixes: ["10.9.0.0/16"], nextHopIpAddress: "10.3.1.10" },
      ];
      const halves = [
        [shared.network, behind],
        [behind, shared.network],
      ] as const;
      return [
        ...[...base, ...shared.resources, behind, deep, ...vm("deep-vm", deep, "10.9.1.4")],
        routeTable("home", [route("10.1.0.0/16", "VirtualAppliance", "10.3.1.10")]),
        ...vm("fw", sharedSubnet as Made, "10.3.1.10", { forwards: true }),
        ...halves.map(([local, remote]) =>
          made(
            "network:VirtualNetworkPeering",
            `${local.urn.length}-peering`,
            `${local.id}/virtualNetworkPeerings`,
            {
              virtualNetworkName: local.id.split("/").at(-1),
              remoteVirtualNetwork: { id: remote.id },
              allowForwardedTraffic: true,
            },
          ),
        ),
        hubConnection(west, red.network),
        hubConnection(west, shared.network, routing({ staticRoutes })),
      ];
    })(),
    flows: [
      {
        from: "red-vm",
        to: "deep-vm",
        verdict: "reachable",
        hops: ["red-vm", "subnet red-hosts", "virtual hub west", "fw", "subnet deep", "deep-vm"],
      },
    ],
  },
  {
    name: "a static route to a firewall in the hub is left open",
    source: "https://learn.microsoft.com/azure/virtual-wan/how-to-virtual-hub-routing",
    resources: (() => {
      const azureFirewall = { id: `${wan.id}/firewall` };
      const table = hubRouteTable(
        west,
        "defaultRouteTable",
        [],
        [
          {
            name: "all",
            destinationType: "CIDR",
            destinations: ["10.0.0.0/8"],
            nextHopType: "ResourceId",
            nextHop: azureFirewall.id,
          },
          {
            name: "blue",
            destinationType: "CIDR",
            destinations: ["10.2.0.0/16"],
            nextHopType: "ResourceId",
            nextHop: azureFirewall.id,
          },
        ],
      );
      return [...base, table, hubConnection(west, red.network), hubConnection(west, blue.network)];
    })(),
    flows: [{ from: "red-vm", to: "blue-vm", verdict: "undecided", because: /static route blue/ }],
  },
  {
    name: "routing intent leaves open what passes its firewall",
    source: "https://learn.microsoft.com/azure/virtual-wan/how-to-routing-policies",
    resources: (() => {
      const intent = made("network:RoutingIntent", "intent", `${west.id}/routingIntent/intent`, {
        virtualHubName: "west",
        routingPolicies: [{ name: "private", destinations: ["PrivateTraffic"], nextHop: "a firewall" }],
      });
      return [...base, intent, hubConnection(west, red.network), hubConnection(west, blue.network)];
    })(),
    flows: [{ from: "red-vm", to: "blue-vm", verdict: "undecided", because: /routing intent intent/ }],
  },
];
