import {
  connection,
  gateway,
  inbound,
  type Made,
  made,
  nsg,
  route,
  routeTable,
  site,
  subnet,
  vm,
  vnet,
} from "./resources";
import {
  builtIn,
  hub,
  hubConnection,
  hubRouteTable,
  routing,
  virtualWan,
  vpnConnection,
  vpnGateway,
  vpnSite,
} from "./virtualWanResources";
import type { Case } from "../case";

const page = "https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing";
const faq = "https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq";

const wan = virtualWan("wan");
const west = hub(wan, "west", "10.100.0.0/23");
const east = hub(wan, "east", "10.101.0.0/23");

function spoke(name: string, range: string): { network: Made; resources: Made[] } {
  const network = vnet(name, range);
  const prefix = range.split(".").slice(0, 2).join(".");
  const inside = subnet(network, `${name}-hosts`, `${prefix}.1.0/24`);
  return { network, resources: [network, inside, ...vm(`${name}-vm`, inside, `${prefix}.1.4`)] };
}

const red = spoke("red", "10.1.0.0/16");
const blue = spoke("blue", "10.2.0.0/16");
const shared = spoke("shared", "10.3.0.0/16");
const base = [wan, west, ...red.resources, ...blue.resources];

/** A site with a gateway of its own, at one public address, which knows both instances of the hub's. */
const office = (() => {
  const network = vnet("office", "10.50.0.0/16");
  const inside = subnet(network, "desks", "10.50.1.0/24");
  const gateways = subnet(network, "office-gateways", "10.50.255.0/27");
  const own = gateway("office-gateway", gateways, ["30.0.0.1"], {
    asn: 65010,
    bgp: ["10.50.255.4"],
    custom: [["169.254.21.2", "169.254.21.6"]],
  });
  return {
    gateway: own[0] as Made,
    resources: [network, inside, gateways, ...own, ...vm("pc", inside, "10.50.1.4")],
  };
})();

const officeConfiguration = `${office.gateway.id}/ipConfigurations/instance0`;

/** The office's end of a tunnel to each instance of a hub's gateway. */
function fromOffice(
  addresses: readonly string[],
  bgp?: readonly string[],
  ranges: readonly string[] = [],
): Made[] {
  return addresses.flatMap((address, index) => {
    const to = site(`hub-${address}`, address, {
      ranges,
      ...(bgp && { asn: 65515, bgp: bgp[index] ?? "" }),
    });
    const customBgpIpAddress = `169.254.21.${index * 4 + 2}`;
    const chosen = [{ ipConfigurationId: officeConfiguration, customBgpIpAddress }];
    const more = bgp ? { enableBgp: true, gatewayCustomBgpIpAddresses: chosen } : {};
    return [to, connection(`office-${address}`, office.gateway, to, more)];
  });
}

const bgpAddresses = ["169.254.21.1", "169.254.21.5"];
const westGateway = vpnGateway(west, "west-gateway", ["20.0.0.1", "20.0.0.2"], bgpAddresses);

/** One link for each of the hub's instances: each peers with the address that the office uses towards it. */
const officeLinks = [
  { name: "first", ipAddress: "30.0.0.1", asn: 65010, bgp: "169.254.21.2" },
  { name: "second", ipAddress: "30.0.0.1", asn: 65010, bgp: "169.254.21.6" },
];

function officeByBgp(more: Readonly<Record<string, unknown>> = {}): Made[] {
  const officeSite = vpnSite("office-site", officeLinks);
  return [
    ...[westGateway, officeSite, vpnConnection("west-office", westGateway, officeSite, more)],
    ...office.resources,
    ...fromOffice(["20.0.0.1", "20.0.0.2"], bgpAddresses),
  ];
}

export const cases: Case[] = [
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
    name: "a site and a hub tell each other their networks by BGP, over both instances",
    source: faq,
    resources: [...base, hubConnection(west, red.network), ...officeByBgp()],
    flows: [
      {
        from: "red-vm",
        to: "pc",
        verdict: "reachable",
        hops: [
          "red-vm",
          "subnet red-hosts",
          "virtual hub west",
          "virtual network gateway office-gateway",
          "subnet desks",
          "pc",
        ],
      },
      { from: "pc", to: "red-vm", verdict: "reachable" },
    ],
  },
  {
    name: "a site is reached through the hub of another region",
    source: "https://learn.microsoft.com/azure/virtual-wan/virtual-wan-global-transit-network-architecture",
    resources: [...base, east, hubConnection(east, red.network), ...officeByBgp()],
    flows: [
      {
        from: "red-vm",
        to: "pc",
        verdict: "reachable",
        hops: [
          "red-vm",
          "subnet red-hosts",
          "virtual hub east",
          "virtual hub west",
          "virtual network gateway office-gateway",
          "subnet desks",
          "pc",
        ],
      },
    ],
  },
  {
    name: "a site's ranges are routed into its links where these have no BGP",
    source: "https://learn.microsoft.com/azure/virtual-wan/virtual-wan-site-to-site-portal",
    resources: (() => {
      const officeSite = vpnSite("office-site", [{ name: "only", ipAddress: "30.0.0.1" }], ["10.50.0.0/16"]);
      return [
        ...[...base, hubConnection(west, red.network), westGateway, officeSite],
        vpnConnection("west-office", westGateway, officeSite),
        ...office.resources,
        ...fromOffice(["20.0.0.1"], undefined, ["10.1.0.0/16"]),
      ];
    })(),
    flows: [
      { from: "red-vm", to: "pc", verdict: "reachable" },
      { from: "pc", to: "red-vm", verdict: "reachable" },
    ],
  },
  {
    name: "isolated networks still share every site: branches use the default table and tell all tables the same",
    source: "https://learn.microsoft.com/azure/virtual-wan/scenario-isolate-vnets",
    resources: (() => {
      const vnets = hubRouteTable(west, "rt-vnet", ["vnet"]);
      const isolated = routing({
        associated: vnets,
        propagated: [builtIn(west, "defaultRouteTable")],
        labels: ["default"],
      });
      const toBoth = routing({
        propagated: [builtIn(west, "defaultRouteTable"), vnets],
        labels: ["default", "vnet"],
      });
      return [
        ...[
          ...base,
          vnets,
          hubConnection(west, red.network, isolated),
          hubConnection(west, blue.network, isolated),
        ],
        ...officeByBgp(toBoth),
      ];
    })(),
    flows: [
      { from: "red-vm", to: "pc", verdict: "reachable" },
      { from: "blue-vm", to: "pc", verdict: "reachable" },
      { from: "red-vm", to: "blue-vm", verdict: "blocked" },
    ],
  },
  {
    name: "a site that is associated to another table than the default one is left open",
    source: `${page}#considerations`,
    resources: (() => {
      const own = hubRouteTable(west, "rt-branch", ["branch"]);
      return [...base, own, hubConnection(west, red.network), ...officeByBgp(routing({ associated: own }))];
    })(),
    flows: [{ from: "red-vm", to: "pc", verdict: "undecided", because: /default route table/ }],
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
