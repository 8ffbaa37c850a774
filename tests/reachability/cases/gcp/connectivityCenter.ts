import type { Resource } from "../../../../reachability";
import type { Case } from "../case";
import { mesh, one, routing, site, star, three, two, vpcs } from "./centerEstate";
import { spoke, subnet, vpcSpoke, vpnSpoke } from "./resources";

const center = "https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts";
const vpcSpokes = `${center}/vpc-spokes-overview`;
const topologies = `${center}/connectivity-topologies`;
const dynamic = `${center}/dynamic-route-exchange-with-vpc-spokes`;
const siteToSite = `${center}/site-to-site-overview`;

const office = site("office", 20, ["10.1.0.0/24"]);
const plant = site("plant", 30, []);
const tunnelSpokes =
  "https://cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.spokes#LinkedVpnTunnels";
const imported = { includeImportRanges: ["ALL_IPV4_RANGES"] };

export const cases: readonly Case[] = [
  {
    name: "in a mesh all VPC spokes reach each other",
    source: topologies,
    resources: [...vpcs, mesh, vpcSpoke("s1", mesh, one.net), vpcSpoke("s2", mesh, two.net)],
    flows: [
      { from: "one", to: "two", verdict: "reachable", hops: ["one", "subnet one-a", "subnet two-a", "two"] },
      { from: "one", to: "three", verdict: "blocked", because: /no route/ },
    ],
  },
  {
    name: "in a star edge spokes reach the center, but not each other",
    source: topologies,
    resources: [
      ...[...vpcs, star, vpcSpoke("s1", star, one.net, { group: "edge" })],
      vpcSpoke("s2", star, two.net, { group: "edge" }),
      vpcSpoke("s3", star, three.net, { group: "center" }),
    ],
    flows: [
      { from: "one", to: "three", verdict: "reachable" },
      { from: "three", to: "two", verdict: "reachable" },
      { from: "one", to: "two", verdict: "blocked", because: /no route/ },
    ],
  },
  {
    name: "an excluded range is not exported to the hub",
    source: `${vpcSpokes}#export-filters`,
    resources: [
      ...[...vpcs, mesh, vpcSpoke("s1", mesh, one.net)],
      vpcSpoke("s2", mesh, two.net, { excludeExportRanges: ["10.2.0.0/16"] }),
    ],
    flows: [{ from: "one", to: "two", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "only included ranges are exported to the hub",
    source: `${vpcSpokes}#export-filters`,
    resources: [
      ...[...vpcs, mesh, vpcSpoke("s1", mesh, one.net), subnet("two-b", two.net, "10.2.9.0/24")],
      vpcSpoke("s2", mesh, two.net, { includeExportRanges: ["10.2.0.0/24"] }),
    ],
    flows: [
      { from: "one", to: "two", verdict: "reachable" },
      { from: "one", to: "two-b", verdict: "blocked", because: /no route/ },
    ],
  },
  {
    name: "a spoke that is not active brings nothing",
    source: vpcSpokes,
    resources: [
      ...[...vpcs, mesh, vpcSpoke("s1", mesh, one.net)],
      (({ outputs, ...rest }: Resource) => ({ ...rest, outputs: { ...outputs, state: "INACTIVE" } }))(
        vpcSpoke("s2", mesh, two.net),
      ),
    ],
    flows: [{ from: "one", to: "two", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "what a hub outside the stacks brings is not known",
    source: topologies,
    resources: [...vpcs, vpcSpoke("s1", mesh, one.net)],
    flows: [{ from: "one", to: "two", verdict: "undecided", because: /hub of s1/ }],
  },
  {
    name: "a VPC spoke reaches a site through a hybrid spoke that imports the hub's subnets",
    source: dynamic,
    resources: [
      ...[...one.all, ...routing.all, ...office.all, mesh, vpcSpoke("s1", mesh, one.net)],
      vpnSpoke("to-office", mesh, [office.out], imported),
    ],
    flows: [
      {
        from: "one",
        to: "office",
        verdict: "reachable",
        hops: ["one", "subnet one-a", "VPN gateway office-far", "subnet office-a", "office"],
      },
      {
        from: "office",
        to: "one",
        verdict: "reachable",
        hops: ["office", "subnet office-a", "VPN gateway office-near", "subnet one-a", "one"],
      },
    ],
  },
  {
    name: "a hybrid spoke that imports nothing has no way to VPC spokes",
    source: dynamic,
    resources: [
      ...[...one.all, ...routing.all, ...office.all, mesh, vpcSpoke("s1", mesh, one.net)],
      vpnSpoke("to-office", mesh, [office.out]),
    ],
    flows: [{ from: "office", to: "one", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "a hybrid spoke that imports one range has no way to VPC spokes outside it",
    source: tunnelSpokes,
    resources: [
      ...[...one.all, subnet("one-b", one.net, "10.1.9.0/24"), ...routing.all],
      ...[...site("office", 20, ["10.1.0.0/24", "10.1.9.0/24"]).all, mesh, vpcSpoke("s1", mesh, one.net)],
      vpnSpoke("to-office", mesh, [office.out], { includeImportRanges: ["10.1.0.0/24"] }),
    ],
    flows: [
      { from: "office", to: "one", verdict: "reachable" },
      { from: "office", to: "one-b", verdict: "blocked", because: /no route/ },
    ],
  },
  {
    name: "what a hybrid spoke excludes from its imports it has no way to",
    source: tunnelSpokes,
    resources: [
      ...[...one.all, ...routing.all, ...office.all, mesh, vpcSpoke("s1", mesh, one.net)],
      vpnSpoke("to-office", mesh, [office.out], { ...imported, excludeImportRanges: ["10.1.0.0/16"] }),
    ],
    flows: [{ from: "office", to: "one", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "a router must advertise the subnets of VPC spokes by itself",
    source: dynamic,
    resources: [
      ...[...two.all, ...routing.all, ...office.all, mesh, vpcSpoke("s2", mesh, two.net)],
      vpnSpoke("to-office", mesh, [office.out], imported),
    ],
    flows: [{ from: "office", to: "two", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "without a hub a VPC network carries nothing from tunnel to tunnel",
    source: siteToSite,
    resources: [...routing.all, ...office.all, ...plant.all],
    flows: [{ from: "office", to: "plant", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "from tunnel to tunnel without a hub is not supported, even where it is advertised",
    source: siteToSite,
    resources: [
      ...routing.all,
      ...site("office", 20, ["10.30.0.0/24"]).all,
      ...site("plant", 30, ["10.20.0.0/24"]).all,
    ],
    flows: [{ from: "office", to: "plant", verdict: "undecided", because: /site-to-site data transfer/ }],
  },
  {
    name: "what a router appliance brings to a hub is not known",
    source: `${center}/overview`,
    resources: [
      ...[...vpcs, mesh, vpcSpoke("s1", mesh, one.net)],
      spoke("appliance", mesh, { linkedRouterApplianceInstances: { siteToSiteDataTransfer: false } }),
    ],
    flows: [{ from: "one", to: "two", verdict: "undecided", because: /spoke appliance/ }],
  },
  {
    name: "site-to-site data transfer carries traffic between spokes",
    source: siteToSite,
    resources: [
      ...[...routing.all, ...office.all, ...plant.all, mesh],
      vpnSpoke("to-office", mesh, [office.out], { siteToSiteDataTransfer: true }),
      vpnSpoke("to-plant", mesh, [plant.out], { siteToSiteDataTransfer: true }),
    ],
    flows: [
      {
        from: "office",
        to: "plant",
        verdict: "reachable",
        hops: [
          "office",
          "subnet office-a",
          "VPN gateway office-near",
          "VPN gateway plant-far",
          "subnet plant-a",
          "plant",
        ],
      },
    ],
  },
  {
    name: "spokes without site-to-site data transfer do not reach each other",
    source: siteToSite,
    resources: [
      ...[...routing.all, ...office.all, ...plant.all, mesh],
      vpnSpoke("to-office", mesh, [office.out], { siteToSiteDataTransfer: true }),
      vpnSpoke("to-plant", mesh, [plant.out]),
    ],
    flows: [{ from: "office", to: "plant", verdict: "blocked", because: /no route/ }],
  },
];
