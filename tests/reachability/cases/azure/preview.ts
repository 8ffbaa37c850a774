import { encrypted, type Resource, unknown } from "../../../../reachability";
import {
  connection,
  gateway,
  inbound,
  type Made,
  made,
  nsg,
  peered,
  planned,
  route,
  routeTable,
  site,
  subnet,
  urn,
  vm,
  vnet,
} from "./resources";
import type { Case } from "../case";

const previews = "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview";
const groups = "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview";
const expressRoute =
  "https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways";

const net = vnet("net", "10.0.0.0/16");
const a = subnet(net, "a", "10.0.1.0/24");
const b = subnet(net, "b", "10.0.2.0/24");
const web = vm("web", a, "10.0.1.4");

/** A host behind a group, and one to call it from. */
function guardedBy(group: Resource & { readonly id?: string | undefined }): Resource[] {
  const guarded = subnet(net, "b", "10.0.2.0/24", { nsg: group as Made });
  return [net, group, a, guarded, ...web, ...vm("db", guarded, "10.0.2.4")];
}

/** A network, a subnet and a machine of which nothing has been made yet. */
function plannedPlace(name: string, range: string, hosts: string): Resource[] {
  const type = (kind: string): string =>
    urn(`network:${kind}`, kind === "VirtualNetwork" ? name : `${name}-${kind}`);
  const network = planned(vnet(name, range), {});
  const inside: Resource = {
    urn: type("Subnet"),
    type: "azure-native:network:Subnet",
    inputs: { virtualNetworkName: unknown, subnetName: "hosts", addressPrefix: hosts },
    outputs: {},
    propertyDependencies: { virtualNetworkName: [network.urn] },
  };
  const nic: Resource = {
    urn: type("NetworkInterface"),
    type: "azure-native:network:NetworkInterface",
    inputs: { ipConfigurations: [{ name: "primary", subnet: { id: unknown } }] },
    outputs: {},
    propertyDependencies: { ipConfigurations: [inside.urn] },
  };
  const machine: Resource = {
    urn: urn("compute:VirtualMachine", `${name}-vm`),
    type: "azure-native:compute:VirtualMachine",
    inputs: { networkProfile: { networkInterfaces: [{ id: unknown }] } },
    outputs: {},
    propertyDependencies: { networkProfile: [nic.urn] },
  };
  return [network, inside, nic, machine];
}

function plannedPeering(local: string, remote: string): Resource {
  return {
    urn: urn("network:VirtualNetworkPeering", `${local}-${remote}`),
    type: "azure-native:network:VirtualNetworkPeering",
    inputs: { virtualNetworkName: unknown, remoteVirtualNetwork: { id: unknown } },
    outputs: {},
    propertyDependencies: {
      virtualNetworkName: [urn("network:VirtualNetwork", local)],
      remoteVirtualNetwork: [urn("network:VirtualNetwork", remote)],
    },
  };
}

const gateways = subnet(net, "GatewaySubnet", "10.0.255.0/27");
const other = vnet("other", "10.50.0.0/16");
const otherGateways = subnet(other, "other-gateways", "10.50.255.0/27");
const desks = subnet(other, "desks", "10.50.1.0/24");
const [here, hereIp] = gateway("here", gateways, ["20.0.0.1"]) as [Made, Made];
const [there, thereIp] = gateway("there", otherGateways, ["30.0.0.1"]) as [Made, Made];
const places = [net, a, gateways, other, otherGateways, desks, ...web, ...vm("pc", desks, "10.50.1.4")];

/** Both sides of a connection whose public addresses are known only after the update. */
function plannedLink(): Resource[] {
  const address = (ip: Made): Resource =>
    planned({ ...ip, inputs: { ...ip.inputs, ipAddress: unknown } }, {});
  const plannedGateway = (one: Made, ip: Made, into: Made): Resource => ({
    ...planned(one, { ipConfigurations: [into.urn, ip.urn] }),
    inputs: {
      ...one.inputs,
      ipConfigurations: [{ name: "instance0", subnet: { id: into.id }, publicIPAddress: { id: unknown } }],
    },
  });
  const plannedSite = (name: string, ip: Made, range: string): Resource => ({
    ...planned(site(name, "", { ranges: [range] }), { gatewayIpAddress: [ip.urn] }),
    inputs: { gatewayIpAddress: unknown, localNetworkAddressSpace: { addressPrefixes: [range] } },
  });
  const plannedConnection = (name: string, from: Resource, to: Resource): Resource => ({
    urn: urn("network:VirtualNetworkGatewayConnection", name),
    type: "azure-native:network:VirtualNetworkGatewayConnection",
    inputs: {
      connectionType: "IPsec",
      virtualNetworkGateway1: { id: unknown },
      localNetworkGateway2: { id: unknown },
      sharedKey: encrypted,
    },
    outputs: {},
    propertyDependencies: { virtualNetworkGateway1: [from.urn], localNetworkGateway2: [to.urn] },
  });
  const [toThere, toHere] = [
    plannedSite("to-there", thereIp, "10.50.0.0/16"),
    plannedSite("to-here", hereIp, "10.0.0.0/16"),
  ];
  const [one, two] = [plannedGateway(here, hereIp, gateways), plannedGateway(there, thereIp, otherGateways)];
  return [
    ...[address(hereIp), address(thereIp), one, two, toThere, toHere],
    ...[plannedConnection("here-there", one, toThere), plannedConnection("there-here", two, toHere)],
  ];
}

export const cases: Case[] = [
  {
    name: "what is only planned is placed by what it is made from",
    source: previews,
    resources: [
      ...plannedPlace("one", "10.1.0.0/16", "10.1.1.0/24"),
      ...plannedPlace("two", "10.2.0.0/16", "10.2.1.0/24"),
      ...plannedPlace("three", "10.3.0.0/16", "10.3.1.0/24"),
      plannedPeering("one", "two"),
      plannedPeering("two", "one"),
    ],
    flows: [
      { from: "one-vm", to: "two-vm", verdict: "reachable" },
      { from: "one-vm", to: "three-vm", verdict: "blocked" },
    ],
  },
  {
    name: "a tunnel that is only planned is found by what its addresses come from",
    source: "https://learn.microsoft.com/azure/vpn-gateway/tutorial-site-to-site-portal",
    resources: [...places, ...plannedLink()],
    flows: [{ from: "web", to: "pc", verdict: "reachable" }],
  },
  {
    name: "a key that is encrypted in the state is taken to be the same",
    source: "https://learn.microsoft.com/azure/vpn-gateway/tutorial-site-to-site-portal",
    resources: (() => {
      const toThere = site("to-there", "30.0.0.1", { ranges: ["10.50.0.0/16"] });
      const toHere = site("to-here", "20.0.0.1", { ranges: ["10.0.0.0/16"] });
      return [
        ...[...places, here, hereIp, there, thereIp, toThere, toHere],
        connection("here-there", here, toThere, { sharedKey: encrypted }),
        connection("there-here", there, toHere),
      ];
    })(),
    flows: [{ from: "web", to: "pc", verdict: "reachable" }],
  },
  {
    name: "a rule whose source is not known decides nothing, unless what comes behind it decides the same",
    source: `${groups}#security-rules`,
    resources: guardedBy(
      nsg(
        "group",
        { ...inbound(100, "Allow", { port: "443" }), sourceAddressPrefix: unknown },
        { ...inbound(110, "Allow", { port: "80" }), sourceAddressPrefix: unknown },
        inbound(200, "Deny", { port: "443" }),
      ),
    ),
    flows: [
      { from: "web", to: "db", port: 443, verdict: "undecided", because: /source of rule/ },
      { from: "web", to: "db", port: 80, verdict: "reachable" },
      { from: "web", to: "db", port: 22, verdict: "reachable" },
    ],
  },
  {
    name: "a network security group of another stack leaves it open",
    source: `${groups}#security-rules`,
    resources: guardedBy(nsg("elsewhere")).filter(({ urn }) => !urn.endsWith("::elsewhere")),
    flows: [
      { from: "web", to: "db", verdict: "undecided", because: /in none of these stacks/ },
      { from: "web", to: "a", verdict: "reachable" },
    ],
  },
  {
    name: "a route table of another stack leaves it open",
    source: `${previews}#user-defined`,
    resources: (() => {
      const from = subnet(net, "a", "10.0.1.0/24", { routeTable: routeTable("elsewhere", []) });
      return [net, from, b, ...vm("web", from, "10.0.1.4"), ...vm("db", b, "10.0.2.4")];
    })(),
    flows: [{ from: "web", to: "db", verdict: "undecided", because: /route table of subnet a/ }],
  },
  {
    name: "a user route whose next hop is not known leaves its prefix open, and no other",
    source: `${previews}#user-defined`,
    resources: (() => {
      const table = routeTable("table", [{ ...route("10.0.2.0/24", "?"), nextHopType: unknown }]);
      const from = subnet(net, "a", "10.0.1.0/24", { routeTable: table });
      const c = subnet(net, "c", "10.0.3.0/24");
      return [
        ...[net, table, from, b, c, ...vm("web", from, "10.0.1.4")],
        ...[...vm("db", b, "10.0.2.4"), ...vm("cache", c, "10.0.3.4")],
      ];
    })(),
    flows: [
      { from: "web", to: "db", verdict: "undecided" },
      { from: "web", to: "cache", verdict: "reachable" },
    ],
  },
  {
    name: "a peering with a network of another stack leads out of the model",
    source: "https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview",
    resources: (() => {
      const elsewhere = vnet("elsewhere", "10.9.0.0/16");
      const [mine] = peered(net, elsewhere, {
        peeringState: "Connected",
        remoteVirtualNetworkAddressSpace: { addressPrefixes: ["10.9.0.0/16"] },
      }) as [Made];
      const clone = vnet("clone", "10.9.0.0/16");
      const there = subnet(clone, "there", "10.9.1.0/24");
      return [net, a, ...web, mine, clone, there, ...vm("look-alike", there, "10.9.1.4")];
    })(),
    flows: [{ from: "web", to: "look-alike", verdict: "leaves the model" }],
  },
  {
    name: "what ExpressRoute brings is left open",
    source: expressRoute,
    resources: (() => {
      const [circuit] = gateway("circuit", gateways, ["20.0.0.5"], {
        more: { gatewayType: "ExpressRoute" },
      }) as [Made];
      return [...places, circuit];
    })(),
    flows: [
      { from: "web", to: "pc", verdict: "undecided", because: /ExpressRoute gateway circuit/ },
      { from: "web", to: "a", verdict: "reachable" },
    ],
  },
  {
    name: "security admin rules come before every group, and leave it open",
    source: "https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins",
    resources: [
      ...[net, a, b, ...web, ...vm("db", b, "10.0.2.4")],
      made("network:AdminRule", "no-ssh", "Microsoft.Network/networkManagers/manager/rules", {
        kind: "Custom",
      }),
    ],
    flows: [{ from: "web", to: "db", verdict: "undecided", because: /security admin rule no-ssh/ }],
  },
  {
    name: "a machine without a known address has any of its subnet",
    source:
      "https://learn.microsoft.com/azure/virtual-network/ip-services/private-ip-addresses#allocation-method",
    resources: (() => {
      const group = nsg("group", inbound(100, "Deny", { from: "10.0.1.4" }));
      const guarded = subnet(net, "b", "10.0.2.0/24", { nsg: group });
      const [nic, machine] = vm("dynamic", a, "") as [Made, Made];
      return [net, group, a, guarded, nic, machine, ...vm("db", guarded, "10.0.2.4")];
    })(),
    flows: [
      { from: "dynamic", to: "db", verdict: "undecided", because: /depends on the address/ },
      { from: "db", to: "dynamic", verdict: "reachable" },
    ],
  },
];
