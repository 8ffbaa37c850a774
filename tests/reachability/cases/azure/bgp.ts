import { connection, gateway, inbound, type Made, nsg, peered, site, subnet, vm, vnet } from "./resources";
import type { Case } from "../case";

const faq = "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq#bgp";
const addresses = "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp";
const selection =
  "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#how-azure-selects-a-route";

interface Place {
  readonly network: Made;
  readonly gateway: Made;
  readonly resources: readonly Made[];
}

interface PlaceOptions {
  readonly asn?: number;
  readonly custom?: readonly string[];
}

/** A network with one host, called like it, and a gateway that runs BGP at x.y.255.4. */
function place(
  name: string,
  ranges: string | readonly string[],
  address: string,
  options: PlaceOptions = {},
): Place {
  const network = vnet(name, ranges);
  const [first = ""] = [ranges].flat();
  const prefix = first.split(".").slice(0, 2).join(".");
  const inside = subnet(network, `${name}-hosts`, `${prefix}.1.0/24`);
  const gateways = subnet(network, `${name}-gateways`, `${prefix}.255.0/27`);
  const made = gateway(`${name}-gateway`, gateways, [address], {
    bgp: [`${prefix}.255.4`],
    ...(options.asn !== undefined && { asn: options.asn }),
    ...(options.custom && { custom: [options.custom] }),
  });
  const resources = [network, inside, gateways, ...made, ...vm(name, inside, `${prefix}.1.4`)];
  return { network, gateway: made[0] as Made, resources };
}

interface End {
  readonly address: string;
  readonly asn: number;
  readonly bgp: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Both sides of a connection with BGP. */
function link(a: Place, endA: End, b: Place, endB: End): Made[] {
  const [nameA, nameB] = [a, b].map(({ network }) => network.urn.split("::").at(-1) ?? "");
  const toB = site(`${nameA}-sees-${nameB}`, endB.address, { asn: endB.asn, bgp: endB.bgp });
  const toA = site(`${nameB}-sees-${nameA}`, endA.address, { asn: endA.asn, bgp: endA.bgp });
  return [
    ...[toA, toB],
    connection(`${nameA}-${nameB}`, a.gateway, toB, { enableBgp: true, ...endA.more }),
    connection(`${nameB}-${nameA}`, b.gateway, toA, { enableBgp: true, ...endB.more }),
  ];
}

const hub = place("hub", "10.0.0.0/16", "20.0.0.1");
const hubEnd = { address: "20.0.0.1", asn: 65515, bgp: "10.0.255.4" };
const office = place("office", "10.50.0.0/16", "30.0.0.1", { asn: 65010 });
const officeEnd = { address: "30.0.0.1", asn: 65010, bgp: "10.50.255.4" };
const plant = place("plant", "10.60.0.0/16", "40.0.0.1", { asn: 65020 });
const plantEnd = { address: "40.0.0.1", asn: 65020, bgp: "10.60.255.4" };

const both = [...hub.resources, ...office.resources];

export const cases: Case[] = [
  {
    name: "gateways tell each other their networks by BGP",
    source: faq,
    resources: [...both, ...link(hub, hubEnd, office, officeEnd)],
    flows: [
      {
        from: "hub",
        to: "office",
        verdict: "reachable",
        hops: [
          "hub",
          "subnet hub-hosts",
          "virtual network gateway hub-gateway",
          "virtual network gateway office-gateway",
          "subnet office-hosts",
          "office",
        ],
      },
      { from: "office", to: "hub", verdict: "reachable" },
    ],
  },
  {
    name: "a gateway without an ASN of its own has 65515, and a peer that expects another gets no session",
    source: faq,
    resources: [...both, ...link(hub, { ...hubEnd, asn: 65001 }, office, officeEnd)],
    flows: [{ from: "hub", to: "office", verdict: "blocked" }],
  },
  {
    name: "a connection that BGP is switched off for learns nothing",
    source: faq,
    resources: [...both, ...link(hub, { ...hubEnd, more: { enableBgp: false } }, office, officeEnd)],
    flows: [{ from: "hub", to: "office", verdict: "blocked", because: /private addresses/ }],
  },
  {
    name: "a peer with a link-local address is spoken to from the gateway's custom address",
    source: addresses,
    resources: (() => {
      const a = place("hub", "10.0.0.0/16", "20.0.0.1", { custom: ["169.254.21.1"] });
      const b = place("office", "10.50.0.0/16", "30.0.0.1", { asn: 65010, custom: ["169.254.21.2"] });
      const endA = { ...hubEnd, bgp: "169.254.21.1" };
      return [...a.resources, ...b.resources, ...link(a, endA, b, { ...officeEnd, bgp: "169.254.21.2" })];
    })(),
    flows: [{ from: "hub", to: "office", verdict: "reachable" }],
  },
  {
    name: "without a choice on the connection the first custom address is used, which may not be the peer's",
    source: addresses,
    resources: (() => {
      const a = place("hub", "10.0.0.0/16", "20.0.0.1", { custom: ["169.254.21.9", "169.254.21.1"] });
      const b = place("office", "10.50.0.0/16", "30.0.0.1", { asn: 65010, custom: ["169.254.21.2"] });
      const endA = { ...hubEnd, bgp: "169.254.21.1" };
      return [...a.resources, ...b.resources, ...link(a, endA, b, { ...officeEnd, bgp: "169.254.21.2" })];
    })(),
    flows: [{ from: "hub", to: "office", verdict: "blocked" }],
  },
  {
    name: "a connection chooses the custom address of each instance",
    source: addresses,
    resources: (() => {
      const a = place("hub", "10.0.0.0/16", "20.0.0.1", { custom: ["169.254.21.9", "169.254.21.1"] });
      const b = place("office", "10.50.0.0/16", "30.0.0.1", { asn: 65010, custom: ["169.254.21.2"] });
      const ipConfigurationId = `${a.gateway.id.toUpperCase()}/ipConfigurations/instance0`;
      const more = {
        gatewayCustomBgpIpAddresses: [{ ipConfigurationId, customBgpIpAddress: "169.254.21.1" }],
      };
      const endA = { ...hubEnd, bgp: "169.254.21.1", more };
      return [...a.resources, ...b.resources, ...link(a, endA, b, { ...officeEnd, bgp: "169.254.21.2" })];
    })(),
    flows: [{ from: "hub", to: "office", verdict: "reachable" }],
  },
  {
    name: "a gateway passes on what it learned to its other BGP peers",
    source: faq,
    resources: [
      ...both,
      ...plant.resources,
      ...link(hub, hubEnd, office, officeEnd),
      ...link(hub, hubEnd, plant, plantEnd),
    ],
    flows: [
      {
        from: "office",
        to: "plant",
        verdict: "reachable",
        hops: [
          "office",
          "subnet office-hosts",
          "virtual network gateway office-gateway",
          "virtual network gateway hub-gateway",
          "virtual network gateway plant-gateway",
          "subnet plant-hosts",
          "plant",
        ],
      },
    ],
  },
  {
    name: "a gateway tells its BGP peers the ranges of its static sites too",
    source: faq,
    resources: (() => {
      const toPlant = site("hub-to-plant", "40.0.0.1", { ranges: ["10.60.0.0/16"] });
      const toHub = site("plant-to-hub", "20.0.0.1", { ranges: ["10.0.0.0/16", "10.50.0.0/16"] });
      return [
        ...both,
        ...plant.resources,
        ...link(hub, hubEnd, office, officeEnd),
        ...[toPlant, toHub],
        connection("hub-plant", hub.gateway, toPlant),
        connection("plant-hub", plant.gateway, toHub),
      ];
    })(),
    flows: [{ from: "office", to: "plant", verdict: "reachable" }],
  },
  {
    name: "a gateway tells its BGP peers the networks that use it, and no other peers of its network",
    source: faq,
    resources: (() => {
      const using = vnet("using", "10.1.0.0/16");
      const idle = vnet("idle", "10.2.0.0/16");
      const usingHosts = subnet(using, "using-hosts", "10.1.1.0/24");
      const idleHosts = subnet(idle, "idle-hosts", "10.2.1.0/24");
      return [
        ...[...both, using, idle, usingHosts, idleHosts],
        ...link(hub, hubEnd, office, officeEnd),
        ...peered(hub.network, using, { allowGatewayTransit: true }, { useRemoteGateways: true }),
        ...peered(hub.network, idle),
        ...vm("user", usingHosts, "10.1.1.4"),
        ...vm("idler", idleHosts, "10.2.1.4"),
      ];
    })(),
    flows: [
      { from: "office", to: "user", verdict: "reachable" },
      { from: "user", to: "office", verdict: "reachable" },
      { from: "office", to: "idler", verdict: "blocked", because: /subnet office-hosts throws it away/ },
    ],
  },
  {
    name: "routes that overlap a gateway's own network are not passed on",
    source: faq,
    resources: (() => {
      const wide = place("wide", ["10.60.0.0/16", "10.0.0.0/15"], "40.0.0.1", { asn: 65020 });
      return [
        ...both,
        ...wide.resources,
        ...link(hub, hubEnd, office, officeEnd),
        ...link(hub, hubEnd, wide, plantEnd),
        subnet(wide.network, "clash", "10.1.1.0/24"),
        ...vm("clashing", subnet(wide.network, "clash", "10.1.1.0/24"), "10.1.1.4"),
      ];
    })(),
    flows: [
      { from: "office", to: "clashing", verdict: "blocked" },
      { from: "office", to: "wide", verdict: "reachable" },
    ],
  },
  {
    name: "the route of a virtual network is preferred even to a longer one from BGP",
    source: selection,
    resources: (() => {
      const thief = place("thief", ["10.50.0.0/16", "10.0.1.0/24"], "30.0.0.1", { asn: 65010 });
      const other = subnet(hub.network, "other", "10.0.2.0/24");
      return [
        ...hub.resources,
        ...thief.resources,
        ...link(hub, hubEnd, thief, officeEnd),
        other,
        ...vm("neighbour", other, "10.0.2.4"),
      ];
    })(),
    flows: [
      {
        from: "neighbour",
        to: "hub",
        verdict: "reachable",
        hops: ["neighbour", "subnet other", "subnet hub-hosts", "hub"],
      },
    ],
  },
  {
    name: "the route of a peering is preferred even to a longer one from BGP",
    source: selection,
    resources: (() => {
      const thief = place("thief", ["10.50.0.0/16", "10.1.1.0/24"], "30.0.0.1", { asn: 65010 });
      const spoke = vnet("spoke", "10.1.0.0/16");
      const leaf = subnet(spoke, "leaf", "10.1.1.0/24");
      return [
        ...hub.resources,
        ...thief.resources,
        ...link(hub, hubEnd, thief, officeEnd),
        ...[spoke, leaf, ...peered(hub.network, spoke), ...vm("app", leaf, "10.1.1.4")],
      ];
    })(),
    flows: [
      {
        from: "hub",
        to: "app",
        verdict: "reachable",
        hops: ["hub", "subnet hub-hosts", "subnet leaf", "app"],
      },
    ],
  },
  {
    name: "a route learned by BGP is longer than the system routes that drop private addresses",
    source: selection,
    resources: (() => {
      const wide = place("wide", ["10.50.0.0/16", "10.64.0.0/10"], "30.0.0.1", { asn: 65010 });
      const deep = subnet(wide.network, "deep", "10.77.1.0/24");
      return [
        ...hub.resources,
        ...wide.resources,
        ...link(hub, hubEnd, wide, officeEnd),
        ...[deep, ...vm("far", deep, "10.77.1.4")],
      ];
    })(),
    flows: [{ from: "hub", to: "far", verdict: "reachable" }],
  },
  {
    name: "spokes reach each other through the gateway once a site tells it a range that holds both",
    source: "https://learn.microsoft.com/azure/architecture/networking/guide/spoke-to-spoke-networking",
    resources: (() => {
      const wide = place("wide", ["10.50.0.0/16", "10.0.0.0/8"], "30.0.0.1", { asn: 65010 });
      const [one, two] = [vnet("one", "10.1.0.0/16"), vnet("two", "10.2.0.0/16")];
      const [a, b] = [subnet(one, "a", "10.1.1.0/24"), subnet(two, "b", "10.2.1.0/24")];
      const transit = [{ allowGatewayTransit: true }, { useRemoteGateways: true }] as const;
      return [
        ...[...hub.resources, ...wide.resources, ...link(hub, hubEnd, wide, officeEnd), one, two, a, b],
        ...peered(hub.network, one, ...transit),
        ...peered(hub.network, two, ...transit),
        ...[...vm("first", a, "10.1.1.4"), ...vm("second", b, "10.2.1.4")],
      ];
    })(),
    flows: [
      {
        from: "first",
        to: "second",
        verdict: "reachable",
        hops: ["first", "subnet a", "virtual network gateway hub-gateway", "subnet b", "second"],
      },
    ],
  },
  {
    name: "what a gateway learns by BGP belongs to VirtualNetwork",
    source: "https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags",
    resources: (() => {
      const group = nsg("group", inbound(4096, "Deny", { from: "Internet" }));
      const guarded = subnet(hub.network, "guarded", "10.0.2.0/24", { nsg: group });
      return [
        ...both,
        ...link(hub, hubEnd, office, officeEnd),
        group,
        guarded,
        ...vm("open", guarded, "10.0.2.4"),
      ];
    })(),
    flows: [{ from: "office", to: "open", verdict: "reachable" }],
  },
];
