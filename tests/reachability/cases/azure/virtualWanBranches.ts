import type { Case } from "../case";
import {
  builtIn,
  hubConnection,
  hubRouteTable,
  routing,
  vpnConnection,
  vpnSite,
} from "./virtualWanResources";
import {
  page,
  faq,
  west,
  east,
  red,
  blue,
  base,
  office,
  fromOffice,
  westGateway,
  officeLinks,
  officeByBgp,
} from "./virtualWanEstate";

export const cases: readonly Case[] = [
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
    name: "what the NAT rules of a branch make of addresses is not followed",
    source: "https://learn.microsoft.com/azure/virtual-wan/nat-rules-vpn-gateway",
    resources: [
      ...[...base, hubConnection(west, red.network)],
      ...officeByBgp({
        vpnLinkConnections: officeLinks.map(({ name }) => ({
          name,
          enableBgp: true,
          egressNatRules: [{ id: `${westGateway.id}/natRules/hosts` }],
        })),
      }),
    ],
    flows: [{ from: "pc", to: "red-vm", verdict: "undecided", because: /NAT rules of west-office/ }],
  },
];
