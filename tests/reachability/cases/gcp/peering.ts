import type { Resource } from "../../../../reachability";
import type { Case } from "../case";
import { firewall, instance, joined, network, other, peering, route, subnet } from "./resources";

const page = "https://cloud.google.com/vpc/docs/vpc-peering";

const prod = network("prod");
const shared = network("shared");
const third = network("third");
const prodSubnet = subnet("prod-a", prod, "10.0.0.0/24");
const sharedSubnet = subnet("shared-a", shared, "10.1.0.0/24");
const thirdSubnet = subnet("third-a", third, "10.2.0.0/24");
const hosts = [
  ...[prod, shared, third, prodSubnet, sharedSubnet, thirdSubnet],
  ...[instance("web", prodSubnet, "10.0.0.5"), instance("tools", sharedSubnet, "10.1.0.5")],
  ...[instance("far", thirdSubnet, "10.2.0.5")],
  ...[firewall("p", prod), firewall("s", shared), firewall("t", third)],
];

type Flags = Readonly<Record<string, unknown>>;

const pair = (flagsOfProd: Flags = {}, flagsOfShared: Flags = {}): Resource[] => [
  peering("prod-to-shared", prod, shared, flagsOfProd),
  peering("shared-to-prod", shared, prod, flagsOfShared),
];

const importing = { importCustomRoutes: true };
const exporting = { exportCustomRoutes: true };

const toSite = { nextHopIp: "10.1.0.7" };

export const cases: readonly Case[] = [
  {
    name: "a peering of two sides exchanges subnet routes",
    source: page,
    resources: [...hosts, ...pair()],
    flows: [
      {
        from: "web",
        to: "tools",
        verdict: "reachable",
        hops: ["web", "subnet prod-a", "subnet shared-a", "tools"],
      },
      { from: "tools", to: "web", verdict: "reachable" },
    ],
  },
  {
    name: "a peering of one side is not active",
    source: page,
    resources: [...hosts, peering("prod-to-shared", prod, shared)],
    flows: [{ from: "web", to: "tools", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "peerings carry nothing on to a third network",
    source: `${page}#transitive-peering`,
    resources: [
      ...[...hosts, ...pair()],
      ...[peering("shared-to-third", shared, third), peering("third-to-shared", third, shared)],
    ],
    flows: [
      { from: "web", to: "far", verdict: "blocked", because: /no route/ },
      { from: "tools", to: "far", verdict: "reachable" },
    ],
  },
  {
    name: "custom routes are exchanged only if one side exports and the other imports them",
    source: `${page}#importing-exporting-routes`,
    resources: [...hosts, ...pair(), route("site", shared, "10.2.0.0/16", toSite)],
    flows: [
      { from: "web", to: "far", verdict: "blocked", because: /no route/ },
      { from: "tools", to: "far", verdict: "undecided" },
    ],
  },
  {
    name: "custom routes that are exported but not imported stay behind",
    source: `${page}#importing-exporting-routes`,
    resources: [...hosts, ...pair({}, exporting), route("site", shared, "10.2.0.0/16", toSite)],
    flows: [{ from: "web", to: "far", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "custom routes that are exported and imported lead through the peer",
    source: `${page}#importing-exporting-routes`,
    resources: [...hosts, ...pair(importing, exporting), route("site", shared, "10.2.0.0/16", toSite)],
    flows: [{ from: "web", to: "far", verdict: "undecided", because: /route site/ }],
  },
  {
    name: "routes with tags are never exchanged",
    source: `${page}#options-for-exchanging-static-routes`,
    resources: [
      ...[...hosts, ...pair(importing, exporting)],
      instance("tagged", prodSubnet, "10.0.0.6", { tags: ["web"] }),
      route("site", shared, "10.2.0.0/16", { ...toSite, tags: ["web"] }),
    ],
    flows: [{ from: "tagged", to: "far", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "routes to the internet gateway are never exchanged",
    source: `${page}#options-for-exchanging-static-routes`,
    resources: [
      ...[...hosts, ...pair(importing, exporting)],
      route("out", shared, "0.0.0.0/0", { nextHopGateway: "default-internet-gateway" }),
    ],
    flows: [{ from: "web", to: "far", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "a network reaches through its peer's tunnel what the peer learned and exports",
    source: `${page}#options-for-exchanging-dynamic-routes`,
    resources: [
      ...[...hosts, ...pair(importing, exporting)],
      ...joined(shared, third, {
        left: {
          advertiseMode: "CUSTOM",
          advertisedGroups: ["ALL_SUBNETS"],
          advertisedIpRanges: [{ range: "10.0.0.0/24" }],
        },
      }),
    ],
    flows: [
      {
        from: "web",
        to: "far",
        verdict: "reachable",
        hops: ["web", "subnet prod-a", "VPN gateway right-gateway", "subnet third-a", "far"],
      },
      {
        from: "far",
        to: "web",
        verdict: "reachable",
        hops: ["far", "subnet third-a", "VPN gateway left-gateway", "subnet prod-a", "web"],
      },
    ],
  },
  {
    name: "a Cloud Router does not advertise the subnets of a peer by itself",
    source: "https://cloud.google.com/network-connectivity/docs/router/concepts/advertised-routes",
    resources: [...hosts, ...pair(importing, exporting), ...joined(shared, third)],
    flows: [{ from: "far", to: "web", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "a peering's routes can be configured beside it",
    source: `${page}#importing-exporting-routes`,
    resources: [
      ...[...hosts, ...pair(importing), route("site", shared, "10.2.0.0/16", toSite)],
      other("gcp:compute/networkPeeringRoutesConfig:NetworkPeeringRoutesConfig", "config", {
        network: "shared",
        peering: "shared-to-prod",
        ...exporting,
      }),
    ],
    flows: [{ from: "web", to: "far", verdict: "undecided", because: /route site/ }],
  },
  {
    name: "privately used public ranges are exchanged only if they are imported",
    source: `${page}#subnet-routes`,
    resources: (() => {
      const wide = subnet("wide", shared, "44.1.0.0/24");
      const legacy = instance("legacy", wide, "44.1.0.5");
      return [...hosts, wide, legacy, ...pair()];
    })(),
    flows: [
      { from: "web", to: "legacy", verdict: "blocked", because: /no route/ },
      { from: "tools", to: "legacy", verdict: "reachable" },
    ],
  },
  {
    name: "the ranges of a peer outside the stacks are not known",
    source: page,
    resources: [
      ...hosts,
      peering("out", prod, shared, {
        peerNetwork: "projects/partner/global/networks/partner",
        state: "ACTIVE",
      }),
    ],
    flows: [
      { from: "web", to: "tools", verdict: "undecided", because: /partner/ },
      { from: "web", to: "prod-a", verdict: "reachable" },
    ],
  },
];
