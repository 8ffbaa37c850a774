import type { Case } from "../case";
import {
  firewall,
  haGateway,
  instance,
  network,
  other,
  route,
  subnet,
  toInternet,
  tunnel,
} from "./resources";

const order = "https://cloud.google.com/vpc/docs/routes#routeselection";
const routes = "https://cloud.google.com/vpc/docs/routes";
const staticRoutes = "https://cloud.google.com/vpc/docs/static-routes";

const prod = network("prod");
const a = subnet("a", prod, "10.0.1.0/24");
const b = subnet("b", prod, "10.0.2.0/24", { region: "us-east1" });
const web = instance("web", a, "10.0.1.10");
const db = instance("db", b, "10.0.2.10");
const open = firewall("open", prod);
const lab = network("lab");

/** Tunnels out of prod, to peers in none of the stacks. */
const gateway = haGateway("gateway", prod, 1);
const away = { peerGcpGateway: "projects/shop/regions/europe-west1/vpnGateways/elsewhere" };
const toSite = tunnel("to-site", gateway, gateway, { ...away, peerIp: "34.9.0.1" });

const estate = [prod, a, b, web, db, open];
const site = { nextHopVpnTunnel: toSite.outputs.selfLink };

const shared = network("shared", { deleteDefaultRoutesOnCreate: false });
const sharedSubnet = subnet("shared-a", shared, "10.5.0.0/24");

export const cases: readonly Case[] = [
  {
    name: "subnet routes join the subnets of a network in all regions",
    source: routes,
    resources: estate,
    flows: [
      { from: "web", to: "db", verdict: "reachable", hops: ["web", "subnet a", "subnet b", "db"] },
      { from: "a", to: "b", verdict: "reachable" },
    ],
  },
  {
    name: "two networks without a peering have no route to each other",
    source: "https://cloud.google.com/vpc/docs/vpc-peering",
    resources: [...estate, lab, subnet("lab-a", lab, "10.9.0.0/24"), firewall("lab-open", lab)],
    flows: [{ from: "web", to: "lab-a", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "a static route inside a subnet's range does not count",
    source: `${staticRoutes}#subnet-static-interaction`,
    resources: [...estate, gateway, toSite, route("hijack", prod, "10.0.2.10/32", site)],
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "a static route around a subnet's range leaves the subnet alone",
    source: order,
    resources: [...estate, gateway, toSite, route("wide", prod, "10.0.0.0/8", { ...site, priority: 0 })],
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "the default route leads to the internet gateway",
    source: "https://cloud.google.com/vpc/docs/routes#routingpacketsinternet",
    resources: [shared, sharedSubnet, lab, subnet("far", lab, "192.168.0.0/24")],
    flows: [
      {
        from: "shared-a",
        to: "far",
        verdict: "blocked",
        because: /the internet.*, which carries no private addresses/,
      },
    ],
  },
  {
    name: "without default routes nothing gets to the internet",
    source: "https://cloud.google.com/vpc/docs/routes#routingpacketsinternet",
    resources: [prod, a, web, lab, subnet("far", lab, "192.168.0.0/24")],
    flows: [{ from: "web", to: "far", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "the longest prefix wins before the priority counts",
    source: order,
    resources: [
      ...[...estate, lab, subnet("far", lab, "192.168.0.0/24")],
      route("wide", prod, "192.168.0.0/16", { nextHopIp: "10.0.1.7", priority: 0 }),
      route("narrow", prod, "192.168.0.0/24", { ...toInternet, priority: 900 }),
    ],
    flows: [
      {
        from: "web",
        to: "far",
        verdict: "blocked",
        because: /the internet.*, which carries no private addresses/,
      },
    ],
  },
  {
    name: "at one prefix the lowest priority number wins",
    source: order,
    resources: [
      ...[...estate, gateway, toSite, lab, subnet("far", lab, "192.168.0.0/24")],
      route("first", prod, "192.168.0.0/24", { ...site, priority: 100 }),
      route("second", prod, "192.168.0.0/24", { nextHopIp: "10.0.1.7", priority: 200 }),
    ],
    flows: [{ from: "web", to: "far", verdict: "leaves the model", because: /to-site/ }],
  },
  {
    name: "at one prefix and priority the internet gateway comes last",
    source: order,
    resources: [
      ...[...estate, gateway, toSite, lab, subnet("far", lab, "192.168.0.0/24")],
      route("out", prod, "0.0.0.0/0", toInternet),
      route("site", prod, "0.0.0.0/0", site),
    ],
    flows: [{ from: "web", to: "far", verdict: "leaves the model", because: /to-site/ }],
  },
  {
    name: "a route with a tag is for the machines that have the tag",
    source: `${staticRoutes}#route-parameters`,
    resources: [
      ...[
        ...estate,
        lab,
        subnet("far", lab, "192.168.0.0/24"),
        instance("batch", a, "10.0.1.11", { tags: ["nat"] }),
      ],
      route("tagged", prod, "0.0.0.0/0", { ...toInternet, tags: ["nat"] }),
    ],
    flows: [
      {
        from: "batch",
        to: "far",
        verdict: "blocked",
        because: /the internet.*, which carries no private addresses/,
      },
      { from: "web", to: "far", verdict: "blocked", because: /no route/ },
      { from: "batch", to: "db", verdict: "reachable", hops: ["batch", "subnet a", "subnet b", "db"] },
    ],
  },
  {
    name: "what an appliance does with packets is not known",
    source: `${staticRoutes}#static-route-next-hops`,
    resources: [
      ...[...estate, lab, subnet("far", lab, "192.168.0.0/24")],
      route("firewall-vm", prod, "192.168.0.0/24", { nextHopInstance: web.outputs.selfLink }),
    ],
    flows: [{ from: "web", to: "far", verdict: "undecided", because: /firewall-vm leads to a machine/ }],
  },
  {
    name: "what lies behind an internal passthrough load balancer is not known",
    source: "https://cloud.google.com/load-balancing/docs/internal/ilb-next-hop-overview",
    resources: [
      ...[...estate, lab, subnet("far", lab, "192.168.0.0/24")],
      route("via-ilb", prod, "192.168.0.0/24", { nextHopIlb: "10.0.1.100" }),
    ],
    flows: [{ from: "web", to: "far", verdict: "undecided", because: /load balancer/ }],
  },
  {
    name: "a policy-based route goes before subnet routes",
    source: "https://cloud.google.com/vpc/docs/policy-based-routes",
    resources: [
      ...estate,
      other("gcp:networkconnectivity/policyBasedRoute:PolicyBasedRoute", "inspect", {
        network: prod.outputs.selfLink,
        filter: { protocolVersion: "IPV4", srcRange: "10.0.1.0/24", destRange: "10.0.2.0/24" },
        nextHopIlbIp: "10.0.1.100",
      }),
    ],
    flows: [{ from: "web", to: "db", verdict: "undecided", because: /policy-based route inspect/ }],
  },
  {
    name: "a policy-based route for a tag leaves other machines alone",
    source: "https://cloud.google.com/vpc/docs/policy-based-routes",
    resources: [
      ...[...estate, instance("watched", b, "10.0.2.20", { tags: ["watched"] })],
      other("gcp:networkconnectivity/policyBasedRoute:PolicyBasedRoute", "inspect", {
        network: prod.outputs.selfLink,
        filter: { protocolVersion: "IPV4", destRange: "10.0.1.0/24" },
        virtualMachine: { tags: ["watched"] },
        nextHopIlbIp: "10.0.1.100",
      }),
    ],
    flows: [
      { from: "watched", to: "web", verdict: "undecided" },
      { from: "db", to: "web", verdict: "reachable" },
    ],
  },
  {
    name: "what an internal load balancer does with a packet is not known",
    source: "https://cloud.google.com/load-balancing/docs/forwarding-rule-concepts",
    resources: [
      ...estate,
      other("gcp:compute/forwardingRule:ForwardingRule", "front", {
        loadBalancingScheme: "INTERNAL",
        ipAddress: "10.0.1.100",
        subnetwork: a.outputs.selfLink,
        region: "europe-west1",
      }),
    ],
    flows: [{ from: "db", to: "10.0.1.100", verdict: "undecided", because: /load balancer front/ }],
  },
  {
    name: "alias ranges in a secondary range of the subnet are delivered to their machine",
    source: "https://cloud.google.com/vpc/docs/alias-ip",
    resources: [
      ...[prod, a, web, open],
      subnet("pods", prod, "10.0.3.0/24", {
        secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.64.0.0/16" }],
      }),
      instance("node", subnet("pods", prod, "10.0.3.0/24"), "10.0.3.5", {
        nic: { aliasIpRanges: [{ ipCidrRange: "10.64.7.0/24", subnetworkRangeName: "pods" }] },
      }),
    ],
    flows: [
      {
        from: "web",
        to: "10.64.7.9",
        verdict: "reachable",
        hops: ["web", "subnet a", "subnet pods", "node"],
      },
    ],
  },
  {
    name: "a dual-stack subnet has a route of each version",
    source: "https://cloud.google.com/vpc/docs/subnets#ipv6-ranges",
    resources: [
      prod,
      ...[1, 2].flatMap((n) => {
        const own = subnet(`dual-${n}`, prod, `10.0.${n}.0/24`, {
          stackType: "IPV4_IPV6",
          internalIpv6Prefix: `fd20:0:0:${n}::/64`,
        });
        const nic = { ipv6Address: `fd20:0:0:${n}::5` };
        return [own, instance(`host-${n}`, own, `10.0.${n}.5`, { nic })];
      }),
      firewall("open-v6", prod, { sourceRanges: ["fd20::/20"] }),
    ],
    flows: [
      { from: "fd20:0:0:1::5", to: "fd20:0:0:2::5", verdict: "reachable" },
      { from: "10.0.1.5", to: "10.0.2.5", verdict: "blocked", because: /deny ingress/ },
    ],
  },
  {
    name: "in an auto mode network a machine is in its region's own range",
    source: "https://cloud.google.com/vpc/docs/subnets#ip-ranges",
    resources: (() => {
      const auto = network("auto", { autoCreateSubnetworks: true });
      const place = { outputs: { selfLink: undefined, region: "europe-west1" } } as never;
      const nic = { network: auto.outputs.selfLink };
      return [
        ...[auto, firewall("open-auto", auto)],
        instance("one", place, "10.132.0.2", { nic }),
        instance("two", place, "10.132.0.3", { nic }),
        ...[lab, subnet("far", lab, "10.200.0.0/24")],
      ];
    })(),
    flows: [
      { from: "one", to: "two", verdict: "reachable" },
      { from: "one", to: "10.200.0.9", verdict: "undecided", because: /auto mode network auto/ },
    ],
  },
];
