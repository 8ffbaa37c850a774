import { encrypted, type Resource, unknown } from "../../../../reachability";
import type { Case } from "../case";
import { firewall, hub, instance, joined, network, peering, route, subnet, vpcSpoke } from "./resources";

const page = "https://cloud.google.com/vpc/docs/vpc";
const firewalls = "https://cloud.google.com/firewall/docs/firewalls";
const topologies = "https://cloud.google.com/network-connectivity/docs/vpn/concepts/topologies";

const left = network("left");
const right = network("right");
const leftSubnet = subnet("left-a", left, "10.1.0.0/24");
const rightSubnet = subnet("right-a", right, "10.2.0.0/24");
const hosts = [
  ...[left, right, leftSubnet, rightSubnet, firewall("left-open", left), firewall("right-open", right)],
  ...[instance("web", leftSubnet, "10.1.0.5"), instance("db", rightSubnet, "10.2.0.5")],
];

/** As a preview of the first update has them: nothing deployed, and links known only by what they depend on. */
function planned(resources: readonly Resource[]): Resource[] {
  const owners = new Map(
    resources.flatMap(({ urn, id, outputs }) => [id, outputs.selfLink].map((link) => [link, urn] as const)),
  );
  return resources.map(({ urn, type, inputs }) => {
    const propertyDependencies: Record<string, string[]> = {};
    const plan = (value: unknown, property: string): unknown => {
      const owner = typeof value === "string" ? owners.get(value) : undefined;
      if (owner !== undefined) {
        propertyDependencies[property] = [...(propertyDependencies[property] ?? []), owner];
        return unknown;
      }
      if (Array.isArray(value)) {
        return value.map((one) => plan(one, property));
      }
      return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plan(one, property)]))
        : value;
    };
    const plans = Object.entries(inputs).map(
      ([property, value]) => [property, plan(value, property)] as const,
    );
    return { urn, type, inputs: Object.fromEntries(plans), outputs: {}, propertyDependencies };
  });
}

/** One resource with other inputs, as it would be before it is deployed. */
function with_(resource: Resource, inputs: Readonly<Record<string, unknown>>): Resource {
  const shown = Object.fromEntries(Object.keys(inputs).map((key) => [key, inputs[key]]));
  return {
    ...resource,
    inputs: { ...resource.inputs, ...shown },
    outputs: { ...resource.outputs, ...shown },
  };
}

const mesh = hub("mesh");

export const cases: readonly Case[] = [
  {
    name: "before the first update tunnels are paired by what they refer to",
    source: topologies,
    resources: planned([...hosts, ...joined(left, right)]),
    flows: [
      {
        from: "web",
        to: "db",
        verdict: "reachable",
        hops: ["web", "subnet left-a", "VPN gateway right-gateway", "subnet right-a", "db"],
      },
      { from: "db", to: "web", verdict: "reachable" },
    ],
  },
  {
    name: "before the first update peerings are known by what they refer to",
    source: "https://cloud.google.com/vpc/docs/vpc-peering",
    resources: planned([...hosts, peering("there", left, right), peering("back", right, left)]),
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "before the first update spokes are known by what they refer to",
    source:
      "https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview",
    resources: planned([...hosts, mesh, vpcSpoke("s1", mesh, left), vpcSpoke("s2", mesh, right)]),
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "a machine without an address of its own choice will have one of its subnet's range",
    source: "https://cloud.google.com/compute/docs/ip-addresses",
    resources: planned([
      ...hosts.filter(({ outputs }) => outputs.name !== "web"),
      ...[peering("there", left, right), peering("back", right, left)],
      instance("web", leftSubnet, "", { nic: { networkIp: unknown } }),
    ]),
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "a subnet whose range is not known yet leaves routes undecided",
    source: page,
    resources: [...hosts, with_(subnet("later", left, "10.1.7.0/24"), { ipCidrRange: unknown })],
    flows: [
      { from: "web", to: "db", verdict: "undecided", because: /subnet later/ },
      { from: "web", to: "left-a", verdict: "reachable" },
    ],
  },
  {
    name: "a rule whose ranges are not known yet is undecided",
    source: firewalls,
    resources: [
      ...hosts.filter(({ outputs }) => outputs.name !== "left-open"),
      with_(firewall("later", left), { sourceRanges: [unknown] }),
    ],
    flows: [{ from: "left-a", to: "web", verdict: "undecided", because: /only after the update/ }],
  },
  {
    name: "a rule that is not known yet changes nothing where a known one decides the same",
    source: firewalls,
    resources: [...hosts, with_(firewall("later", left), { sourceRanges: [unknown], priority: 1 })],
    flows: [{ from: "left-a", to: "web", verdict: "reachable" }],
  },
  {
    name: "a route whose destination is not known yet leaves others undecided",
    source: "https://cloud.google.com/vpc/docs/static-routes",
    resources: [
      ...hosts,
      with_(route("later", left, "10.2.0.0/16", { nextHopGateway: "default-internet-gateway" }), {
        destRange: unknown,
      }),
    ],
    flows: [
      { from: "web", to: "db", verdict: "undecided", because: /route later/ },
      { from: "web", to: "left-a", verdict: "reachable" },
    ],
  },
  {
    name: "keys that the file keeps encrypted are taken to be equal",
    source: "https://cloud.google.com/network-connectivity/docs/vpn/how-to/generating-pre-shared-key",
    resources: [
      ...hosts,
      ...joined(left, right).map((one) =>
        "sharedSecret" in one.inputs ? with_(one, { sharedSecret: encrypted }) : one,
      ),
    ],
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
];
