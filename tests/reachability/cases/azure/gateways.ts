import {
  connection,
  gateway,
  inbound,
  type Made,
  nsg,
  peered,
  route,
  routeTable,
  site,
  subnet,
  vm,
  vnet,
} from "./resources";
import type { Case } from "../case";

const faq = "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq";
const transit = "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-peering-gateway-transit";
const routes = "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview";
const available = "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-highlyavailable";
const crypto = "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-compliance-crypto";
const vnetToVnet =
  "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-vnet-vnet-resource-manager-portal";

const hub = vnet("hub", "10.0.0.0/16");
const gatewaySubnet = subnet(hub, "GatewaySubnet", "10.0.255.0/27");
const near = subnet(hub, "near", "10.0.1.0/24");
const web = vm("web", near, "10.0.1.4");
const hubGateway = gateway("hub-gateway", gatewaySubnet, ["20.0.0.1"]);
const [hubGateway1] = hubGateway as [Made];

/** The site: a network with a gateway of its own, which stands for any device at the other end. */
const office = vnet("office", "10.50.0.0/16");
const officeGatewaySubnet = { ...subnet(office, "office-GatewaySubnet", "10.50.255.0/27") };
const desks = subnet(office, "desks", "10.50.1.0/24");
const pc = vm("pc", desks, "10.50.1.4");
const officeGateway = gateway("office-gateway", officeGatewaySubnet, ["30.0.0.1"]);
const [officeGateway1] = officeGateway as [Made];

const toOffice = site("to-office", "30.0.0.1", { ranges: ["10.50.0.0/16"] });
const toHub = site("to-hub", "20.0.0.1", { ranges: ["10.0.0.0/15"] });

const networks = [hub, gatewaySubnet, near, ...web, office, officeGatewaySubnet, desks, ...pc];

interface Link {
  readonly up?: Readonly<Record<string, unknown>>;
  readonly down?: Readonly<Record<string, unknown>>;
  readonly to?: Made;
  readonly back?: Made;
}

/** The hub and the office, joined by static routes. */
function joined({ up, down, to = toOffice, back = toHub }: Link = {}): Made[] {
  return [
    ...networks,
    ...hubGateway,
    ...officeGateway,
    to,
    back,
    connection("hub-office", hubGateway1, to, up),
    connection("office-hub", officeGateway1, back, down),
  ];
}

const policy = {
  ikeEncryption: "GCMAES256",
  ikeIntegrity: "SHA384",
  dhGroup: "ECP384",
  ipsecEncryption: "GCMAES256",
  ipsecIntegrity: "GCMAES256",
  pfsGroup: "ECP384",
  saLifeTimeSeconds: 3600,
  saDataSizeKilobytes: 102400000,
};

const spoke = vnet("spoke", "10.1.0.0/16");
const leaf = subnet(spoke, "leaf", "10.1.1.0/24");

function withSpoke(ofHub: object, ofSpoke: object, into: Made = leaf, ...more: Made[]): Made[] {
  const host = vm("app", into, "10.1.1.4");
  return [...joined(), spoke, into, ...host, ...peered(hub, spoke, { ...ofHub }, { ...ofSpoke }), ...more];
}

const offers = { allowGatewayTransit: true };
const uses = { useRemoteGateways: true };

export const cases: Case[] = [
  {
    name: "a connection carries what its local network gateway names",
    source: `${routes}#optional-default-routes`,
    resources: joined(),
    flows: [
      {
        from: "web",
        to: "pc",
        verdict: "reachable",
        hops: [
          "web",
          "subnet near",
          "virtual network gateway hub-gateway",
          "virtual network gateway office-gateway",
          "subnet desks",
          "pc",
        ],
      },
      { from: "pc", to: "web", verdict: "reachable" },
    ],
  },
  {
    name: "a range that the local network gateway doesn't name has no way back",
    source: `${routes}#optional-default-routes`,
    resources: joined({ to: site("to-office", "30.0.0.1", { ranges: ["10.60.0.0/16"] }) }),
    flows: [
      { from: "web", to: "pc", verdict: "blocked", because: /private addresses/ },
      { from: "pc", to: "web", verdict: "blocked", because: /answer does not get back/ },
    ],
  },
  {
    name: "two connections with different keys make no tunnel",
    source: `${faq}#s2s`,
    resources: joined({ up: { sharedKey: "another key" } }),
    flows: [{ from: "web", to: "pc", verdict: "blocked", because: /preshared keys of .+ differ/ }],
  },
  {
    name: "a local network gateway with the wrong address makes no tunnel",
    source: `${faq}#s2s`,
    resources: joined({ back: site("to-hub", "20.0.0.9", { ranges: ["10.0.0.0/16"] }) }),
    flows: [
      { from: "web", to: "pc", verdict: "blocked", because: /nothing at 30\.0\.0\.1 expects 20\.0\.0\.1/ },
    ],
  },
  {
    name: "two sides that both only answer make no tunnel",
    source:
      "https://learn.microsoft.com/rest/api/network-gateway/virtual-network-gateway-connections/create-or-update",
    resources: joined({ up: { connectionMode: "ResponderOnly" }, down: { connectionMode: "ResponderOnly" } }),
    flows: [{ from: "web", to: "pc", verdict: "blocked", because: /starts the negotiation/ }],
  },
  {
    name: "IKEv1 at one end and IKEv2 at the other make no tunnel",
    source: "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-devices",
    resources: joined({ up: { connectionProtocol: "IKEv1" } }),
    flows: [{ from: "web", to: "pc", verdict: "blocked", because: /IKEv1/ }],
  },
  {
    name: "the same policy at both ends makes a tunnel",
    source: crypto,
    resources: joined({ up: { ipsecPolicies: [policy] }, down: { ipsecPolicies: [policy] } }),
    flows: [{ from: "web", to: "pc", verdict: "reachable" }],
  },
  {
    name: "a policy is all that its end accepts",
    source: crypto,
    resources: joined({
      up: { ipsecPolicies: [policy] },
      down: { ipsecPolicies: [{ ...policy, dhGroup: "DHGroup14" }] },
    }),
    flows: [
      { from: "web", to: "pc", verdict: "blocked", because: /Diffie-Hellman group in common in phase 1/ },
    ],
  },
  {
    name: "of an active-active gateway that its peer knows one address of, one instance carries everything",
    source: available,
    resources: (() => {
      const both = gateway("hub-gateway", gatewaySubnet, ["20.0.0.1", "20.0.0.2"]);
      return [
        ...networks,
        ...both,
        ...officeGateway,
        ...[toOffice, toHub],
        connection("hub-office", both[0] as Made, toOffice),
        connection("office-hub", officeGateway1, toHub),
      ];
    })(),
    flows: [{ from: "web", to: "pc", verdict: "reachable" }],
  },
  {
    name: "a subnet whose route table keeps gateways' routes out doesn't learn them",
    source: `${routes}#border-gateway-protocol`,
    resources: (() => {
      const table = routeTable("closed", [], { disableBgpRoutePropagation: true });
      const shut = subnet(hub, "shut", "10.0.2.0/24", { routeTable: table });
      return [...joined(), table, shut, ...vm("hidden", shut, "10.0.2.4")];
    })(),
    flows: [
      { from: "hidden", to: "pc", verdict: "blocked", because: /private addresses/ },
      { from: "pc", to: "hidden", verdict: "blocked", because: /answer does not get back/ },
      { from: "web", to: "pc", verdict: "reachable" },
    ],
  },
  {
    name: "a user route to the gateway stands in for the routes that are kept out",
    source: `${routes}#border-gateway-protocol`,
    resources: (() => {
      const table = routeTable("own", [route("10.50.0.0/16", "VirtualNetworkGateway")], {
        disableBgpRoutePropagation: true,
      });
      const shut = subnet(hub, "shut", "10.0.2.0/24", { routeTable: table });
      return [...joined(), table, shut, ...vm("hidden", shut, "10.0.2.4")];
    })(),
    flows: [{ from: "hidden", to: "pc", verdict: "reachable" }],
  },
  {
    name: "a user route to the gateway of a network that has none is a dead end",
    source: `${routes}#user-defined`,
    resources: (() => {
      const table = routeTable("own", [route("10.50.0.0/16", "VirtualNetworkGateway")]);
      const from = subnet(spoke, "leaf", "10.1.1.0/24", { routeTable: table });
      return [...joined(), spoke, table, from, ...vm("app", from, "10.1.1.4")];
    })(),
    flows: [{ from: "app", to: "pc", verdict: "blocked", because: /no virtual network gateway/ }],
  },
  {
    name: "what is behind a connection belongs to VirtualNetwork",
    source: "https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags",
    resources: (() => {
      const group = nsg("group", inbound(100, "Allow", { from: "VirtualNetwork" }), inbound(200, "Deny"));
      const guarded = subnet(hub, "guarded", "10.0.2.0/24", { nsg: group });
      return [...joined(), group, guarded, ...vm("open", guarded, "10.0.2.4")];
    })(),
    flows: [{ from: "pc", to: "open", verdict: "reachable" }],
  },
  {
    name: "a peer uses the gateway where one side offers it and the other uses it",
    source: transit,
    resources: withSpoke(offers, uses),
    flows: [
      {
        from: "app",
        to: "pc",
        verdict: "reachable",
        hops: [
          "app",
          "subnet leaf",
          "virtual network gateway hub-gateway",
          "virtual network gateway office-gateway",
          "subnet desks",
          "pc",
        ],
      },
      { from: "pc", to: "app", verdict: "reachable" },
    ],
  },
  {
    name: "a peer that doesn't use the gateway has no route behind it",
    source: transit,
    resources: withSpoke(offers, {}),
    flows: [
      { from: "app", to: "pc", verdict: "blocked", because: /private addresses/ },
      { from: "pc", to: "app", verdict: "blocked", because: /no gateway transit/ },
      { from: "app", to: "web", verdict: "reachable" },
    ],
  },
  {
    name: "a gateway that isn't offered can't be used",
    source: transit,
    resources: withSpoke({}, uses),
    flows: [{ from: "app", to: "pc", verdict: "blocked" }],
  },
  {
    name: "spokes reach each other through the hub's gateway by user routes to it",
    source: "https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering",
    resources: (() => {
      const other = vnet("other-spoke", "10.2.0.0/16");
      const toOther = routeTable("to-other", [route("10.2.0.0/16", "VirtualNetworkGateway")]);
      const toSpoke = routeTable("to-spoke", [route("10.1.0.0/16", "VirtualNetworkGateway")]);
      const from = subnet(spoke, "leaf", "10.1.1.0/24", { routeTable: toOther });
      const to = subnet(other, "other-leaf", "10.2.1.0/24", { routeTable: toSpoke });
      return [
        ...withSpoke(offers, uses, from, toOther, toSpoke),
        ...[other, to, ...peered(hub, other, offers, uses)],
        ...vm("other-app", to, "10.2.1.4"),
      ];
    })(),
    flows: [
      {
        from: "app",
        to: "other-app",
        verdict: "reachable",
        hops: ["app", "subnet leaf", "virtual network gateway hub-gateway", "subnet other-leaf", "other-app"],
      },
    ],
  },
  {
    name: "a route table at GatewaySubnet sends what comes from sites through an appliance",
    source: `${routes}#user-defined`,
    resources: (() => {
      const inspect = routeTable("inspect", [route("10.0.1.0/24", "VirtualAppliance", "10.0.3.4")]);
      const back = routeTable("back", [route("10.50.0.0/16", "VirtualAppliance", "10.0.3.4")]);
      const withTable = subnet(hub, "GatewaySubnet", "10.0.255.0/27", { routeTable: inspect });
      const inspected = subnet(hub, "near", "10.0.1.0/24", { routeTable: back });
      const appliances = subnet(hub, "appliances", "10.0.3.0/24");
      const replaced = ["GatewaySubnet", "near", "web", "web-nic"];
      return [
        ...joined().filter(({ urn }) => !replaced.some((name) => urn.endsWith(`::${name}`))),
        ...[inspect, back, withTable, inspected, appliances],
        ...vm("web", inspected, "10.0.1.4"),
        ...vm("fw", appliances, "10.0.3.4", { forwards: true }),
      ];
    })(),
    flows: [
      {
        from: "pc",
        to: "web",
        verdict: "reachable",
        hops: [
          "pc",
          "subnet desks",
          "virtual network gateway office-gateway",
          "virtual network gateway hub-gateway",
          "fw",
          "subnet near",
          "web",
        ],
      },
    ],
  },
  {
    name: "a gateway whose subnet takes no routes from gateways can't be counted on",
    source: `${routes}#border-gateway-protocol`,
    resources: (() => {
      const table = routeTable("closed", [], { disableBgpRoutePropagation: true });
      const broken = subnet(hub, "GatewaySubnet", "10.0.255.0/27", { routeTable: table });
      return [...joined().filter(({ urn }) => !urn.endsWith("::GatewaySubnet")), table, broken];
    })(),
    flows: [{ from: "web", to: "pc", verdict: "undecided", because: /GatewaySubnet/ }],
  },
  {
    name: "a site whose range overlaps the gateway's network leaves open where packets go",
    source: `${routes}#how-azure-selects-a-route`,
    resources: joined({ to: site("to-office", "30.0.0.1", { ranges: ["10.50.0.0/16", "10.0.1.0/24"] }) }),
    flows: [{ from: "pc", to: "web", verdict: "undecided", because: /overlaps/ }],
  },
  {
    name: "two virtual networks are joined by a connection between their gateways",
    source: vnetToVnet,
    resources: [
      ...networks,
      ...hubGateway,
      ...officeGateway,
      connection("hub-office", hubGateway1, officeGateway1),
      connection("office-hub", officeGateway1, hubGateway1),
    ],
    flows: [{ from: "web", to: "pc", verdict: "reachable" }],
  },
  {
    name: "a connection between gateways that one side alone has makes no tunnel",
    source: vnetToVnet,
    resources: [
      ...networks,
      ...hubGateway,
      ...officeGateway,
      connection("hub-office", hubGateway1, officeGateway1),
    ],
    flows: [{ from: "web", to: "pc", verdict: "blocked", because: /no connection back/ }],
  },
  {
    name: "a connection with traffic selectors of its own leaves open what passes",
    source: "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-connect-multiple-policybased-rm-ps",
    resources: joined({ up: { usePolicyBasedTrafficSelectors: true } }),
    flows: [{ from: "web", to: "pc", verdict: "undecided", because: /traffic selectors/ }],
  },
  {
    name: "what nothing else takes goes to the gateway's default site",
    source: "https://learn.microsoft.com/azure/vpn-gateway/site-to-site-tunneling",
    resources: (() => {
      const narrow = site("to-office", "30.0.0.1", { ranges: ["10.60.0.0/16"] });
      const forced = gateway("hub-gateway", gatewaySubnet, ["20.0.0.1"], {
        more: { gatewayDefaultSite: { id: narrow.id } },
      });
      const table = routeTable("all-to-gateway", [
        route("0.0.0.0/0", "VirtualNetworkGateway"),
        route("10.0.0.0/8", "VirtualNetworkGateway"),
      ]);
      const from = subnet(hub, "near", "10.0.1.0/24", { routeTable: table });
      const others = networks.filter(({ urn }) => !/::(near|web|web-nic)$/.test(urn));
      return [
        ...others,
        ...[table, from, narrow, toHub, ...vm("web", from, "10.0.1.4")],
        ...forced,
        ...officeGateway,
        connection("hub-office", forced[0] as Made, narrow),
        connection("office-hub", officeGateway1, toHub),
      ];
    })(),
    flows: [{ from: "web", to: "pc", verdict: "reachable" }],
  },
];
