import { type Resource, unknown } from "../../../../reachability";
import type { Case } from "../case";
import {
  firewall,
  haGateway,
  instance,
  joined,
  network,
  route,
  routePolicy,
  router,
  session,
  subnet,
  tunnel,
} from "./resources";

const advertised = "https://cloud.google.com/network-connectivity/docs/router/concepts/advertised-routes";
const learned = "https://cloud.google.com/network-connectivity/docs/router/concepts/learned-routes";
const policies =
  "https://cloud.google.com/network-connectivity/docs/router/concepts/bgp-route-policies-overview";
const modes = "https://cloud.google.com/network-connectivity/docs/router/how-to/create-network-set-modes";

const left = network("left");
const right = network("right");

function hostsOf(near: Resource, far: Resource): Resource[] {
  const nearSubnet = subnet("left-a", near, "10.1.0.0/24");
  const farSubnet = subnet("right-a", far, "10.2.0.0/24");
  return [
    ...[near, far, nearSubnet, farSubnet, firewall("left-open", near), firewall("right-open", far)],
    ...[instance("web", nearSubnet, "10.1.0.5"), instance("db", farSubnet, "10.2.0.5")],
  ];
}

const hosts = hostsOf(left, right);

/** More of the left network: another region. */
function eastOf(near: Resource): Resource[] {
  const east = subnet("left-east", near, "10.1.9.0/24", { region: "us-east1" });
  return [east, instance("east", east, "10.1.9.5")];
}

const global = network("left", { routingMode: "GLOBAL" });

/** Two tunnels to the right, of one router each, in two regions; the right network is global. */
function twoRegions(
  modesOfRight: Readonly<Record<string, unknown>>,
  westOfLeft: Readonly<Record<string, unknown>>,
): Resource[] {
  const both = network("right", { routingMode: "GLOBAL", ...modesOfRight });
  const region = "us-east1";
  const [gateway, peer] = [
    haGateway("left-gateway-2", left, 3),
    haGateway("right-gateway-2", both, 4, { region }),
  ];
  const [out, back] = [tunnel("left-tunnel-2", gateway, peer), tunnel("right-tunnel-2", peer, gateway)];
  const far = router("right-router-2", both, 64514, { region });
  const near = router("left-router-2", left, 64513);
  return [
    ...[...hostsOf(left, both), ...joined(left, both, { left: westOfLeft })],
    ...[gateway, peer, out, back, near, far],
    ...session("left-session-2", near, out, 64514, [2, 1, 2]),
    ...session("right-session-2", far, back, 64513, [2, 2, 1]),
  ];
}

const toLeft = (gateway: string): readonly string[] => [
  "db",
  "subnet right-a",
  `VPN gateway ${gateway}`,
  "subnet left-a",
  "web",
];

const everything = "destination.inAnyRange([prefix('0.0.0.0/0').orLonger()])";

/** The pair with a route policy at the left session. */
function withPolicy(
  property: "importPolicies" | "exportPolicies",
  terms: readonly Readonly<Record<string, unknown>>[],
): Resource[] {
  const type = property === "importPolicies" ? "ROUTE_POLICY_TYPE_IMPORT" : "ROUTE_POLICY_TYPE_EXPORT";
  const pair = joined(left, right, { left: { [property]: ["policy"] } });
  const owner = pair.find(({ outputs }) => outputs.name === "left-router") as Resource;
  return [...hosts, ...pair, routePolicy("policy", owner, { type, terms })];
}

const term = (priority: number, expression: string, ...actions: string[]) => ({
  priority,
  match: { expression },
  actions: actions.map((action) => ({ expression: action })),
});

const md5 = "https://cloud.google.com/network-connectivity/docs/router/concepts/md5-authentication-overview";
export const cases: readonly Case[] = [
  {
    name: "with regional dynamic routing other regions learn nothing and are not advertised",
    source: modes,
    resources: [...hosts, ...eastOf(left), ...joined(left, right)],
    flows: [
      { from: "web", to: "db", verdict: "reachable" },
      { from: "east", to: "db", verdict: "blocked", because: /no route/ },
      { from: "db", to: "east", verdict: "blocked", because: /no route/ },
    ],
  },
  {
    name: "with global dynamic routing all regions learn and are advertised",
    source: modes,
    resources: [...hostsOf(global, right), ...eastOf(global), ...joined(global, right)],
    flows: [
      { from: "east", to: "db", verdict: "reachable" },
      { from: "db", to: "east", verdict: "reachable" },
    ],
  },
  {
    name: "custom mode advertises no subnets unless it names them",
    source: `${advertised}#custom`,
    resources: [
      ...hosts,
      ...joined(left, right, {
        left: { advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: "10.99.0.0/16" }] },
      }),
    ],
    flows: [{ from: "db", to: "web", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "custom mode with all subnets advertises both",
    source: `${advertised}#custom`,
    resources: [
      ...hosts,
      ...joined(left, right, {
        left: {
          advertiseMode: "CUSTOM",
          advertisedGroups: ["ALL_SUBNETS"],
          advertisedIpRanges: [{ range: "10.99.0.0/16" }],
        },
      }),
    ],
    flows: [{ from: "db", to: "web", verdict: "reachable" }],
  },
  {
    name: "a session in default mode advertises what its router does",
    source: `${advertised}#custom`,
    resources: [
      ...hosts,
      ...joined(left, right, {
        leftBgp: { advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: "10.99.0.0/16" }] },
      }),
    ],
    flows: [{ from: "db", to: "web", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "a disabled session learns nothing",
    source: "https://cloud.google.com/network-connectivity/docs/router/how-to/disabling-bgp-sessions",
    resources: [...hosts, ...joined(left, right, { left: { enable: false } })],
    flows: [{ from: "web", to: "db", verdict: "blocked" }],
  },
  {
    name: "sessions whose ASNs do not mirror stay down",
    source: "https://cloud.google.com/network-connectivity/docs/router/concepts/overview",
    resources: [...hosts, ...joined(left, right, { left: { peerAsn: 64999 } })],
    flows: [{ from: "web", to: "db", verdict: "blocked" }],
  },
  {
    name: "sessions with two MD5 keys stay down",
    source: md5,
    resources: [
      ...hosts,
      ...joined(left, right, {
        left: { md5AuthenticationKey: { name: "key", key: "one" } },
        right: { md5AuthenticationKey: { name: "key", key: "two" } },
      }),
    ],
    flows: [{ from: "web", to: "db", verdict: "blocked" }],
  },
  {
    name: "an MD5 key that is known only after the update may be the peer's",
    source: md5,
    resources: [
      ...hosts,
      ...joined(left, right, {
        left: { md5AuthenticationKey: { name: "key", key: unknown } },
        right: { md5AuthenticationKey: { name: "key", key: "one" } },
      }),
    ],
    flows: [{ from: "web", to: "db", verdict: "undecided", because: /MD5/ }],
  },
  {
    name: "no MD5 key is none that is known only after the update",
    source: md5,
    resources: [
      ...hosts,
      ...joined(left, right, { left: { md5AuthenticationKey: { name: "key", key: unknown } } }),
    ],
    flows: [{ from: "web", to: "db", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "sessions with one MD5 key come up",
    source: md5,
    resources: [
      ...hosts,
      ...joined(left, right, {
        left: { md5AuthenticationKey: { name: "key", key: "one" } },
        right: { md5AuthenticationKey: { name: "key", key: "one" } },
      }),
    ],
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "a peer whose interface does not exist learns nothing",
    source: "https://cloud.google.com/network-connectivity/docs/router/concepts/overview",
    resources: [...hosts, ...joined(left, right, { left: { interface: "gone" } })],
    flows: [{ from: "web", to: "db", verdict: "blocked" }],
  },
  {
    name: "custom learned routes count like learned ones",
    source: `${learned}#custom-learned-routes`,
    resources: [
      ...hosts,
      ...joined(left, right, {
        right: { advertiseMode: "CUSTOM" },
        left: { customLearnedIpRanges: [{ range: "10.2.0.0/24" }] },
      }),
    ],
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "a learned route inside a subnet's range does not count",
    source: "https://cloud.google.com/vpc/docs/routes#subnet-dynamic-interaction",
    resources: [
      ...[...hosts, instance("near", subnet("left-a", left, "10.1.0.0/24"), "10.1.0.9")],
      ...joined(left, right, {
        right: { advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: "10.1.0.8/29" }] },
      }),
    ],
    flows: [{ from: "web", to: "near", verdict: "reachable", hops: ["web", "subnet left-a", "near"] }],
  },
  {
    name: "a static route comes before a learned one of equal prefix and priority",
    source: "https://cloud.google.com/vpc/docs/routes#routeselection",
    resources: [
      ...[...hosts, ...joined(left, right)],
      route("same", left, "10.2.0.0/24", { nextHopIp: "10.1.0.7", priority: 100 }),
    ],
    flows: [{ from: "web", to: "db", verdict: "undecided", because: /route same/ }],
  },
  {
    name: "a learned route comes before a static one of a higher priority number",
    source: "https://cloud.google.com/vpc/docs/routes#routeselection",
    resources: [
      ...[...hosts, ...joined(left, right)],
      route("later", left, "10.2.0.0/24", { nextHopIp: "10.1.0.7", priority: 101 }),
    ],
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "with global dynamic routing the router of the own region comes first",
    source: learned,
    resources: twoRegions({}, {}),
    flows: [{ from: "db", to: "web", verdict: "reachable", hops: toLeft("left-gateway") }],
  },
  {
    name: "a MED above the cost of the way sends traffic to the other region",
    source: learned,
    resources: twoRegions({}, { advertisedRoutePriority: 20000 }),
    flows: [{ from: "db", to: "web", verdict: "reachable", hops: toLeft("left-gateway-2") }],
  },
  {
    name: "in legacy mode AS paths of two routers are not compared",
    source: `${learned}#best-path-selection`,
    resources: [
      ...twoRegions({}, { exportPolicies: ["longer"] }),
      routePolicy("longer", router("left-router", left, 64513), {
        type: "ROUTE_POLICY_TYPE_EXPORT",
        terms: [term(1, everything, "asPath.prependSequence([64513, 64513])")],
      }),
    ],
    flows: [{ from: "db", to: "web", verdict: "reachable", hops: toLeft("left-gateway") }],
  },
  {
    name: "in standard mode the shorter AS path comes first, whatever the region",
    source: `${learned}#best-path-selection`,
    resources: [
      ...twoRegions({ bgpBestPathSelectionMode: "STANDARD" }, { exportPolicies: ["longer"] }),
      routePolicy("longer", router("left-router", left, 64513), {
        type: "ROUTE_POLICY_TYPE_EXPORT",
        terms: [term(1, everything, "asPath.prependSequence([64513, 64513])")],
      }),
    ],
    flows: [{ from: "db", to: "web", verdict: "reachable", hops: toLeft("left-gateway-2") }],
  },
  {
    name: "an import policy can drop what a peer tells",
    source: policies,
    resources: withPolicy("importPolicies", [term(1, "destination == '10.2.0.0/24'", "drop()")]),
    flows: [{ from: "web", to: "db", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "an export policy can drop what is told",
    source: policies,
    resources: withPolicy("exportPolicies", [term(1, everything, "drop()")]),
    flows: [{ from: "db", to: "web", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "a term that accepts comes before one that drops",
    source: policies,
    resources: withPolicy("importPolicies", [
      term(2, everything, "drop()"),
      term(1, "destination.inAnyRange([prefix('10.2.0.0/16').longer()])", "accept()"),
    ]),
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "a policy in words that are not read leaves its routes undecided",
    source: policies,
    resources: withPolicy("importPolicies", [term(1, "communities.matchesEvery(['65001:1'])", "drop()")]),
    flows: [{ from: "web", to: "db", verdict: "undecided", because: /route policy policy/ }],
  },
];
