import { type Resource, unknown } from "../../../../reachability";
import type { Case } from "../case";
import { mesh, one, routing, site, star, two, vpcs } from "./centerEstate";
import { instance, other, router, subnet, vpcSpoke, vpnSpoke } from "./resources";

const privateNat = "https://cloud.google.com/nat/docs/private-nat";
const pool = subnet("pool", one.net, "100.64.0.0/28", { purpose: "PRIVATE_NAT" });
const exportsPool = { includeExportRanges: ["100.64.0.0/28"] };
const afar = subnet("afar-a", one.net, "10.1.9.0/24", { region: "us-east1" });

const matchOf = (of: Resource): string =>
  `nexthop.hub == "//networkconnectivity.googleapis.com/${String(of.id)}"`;

/** Private NAT of the first network in its first region. */
function nat(match = matchOf(mesh)): Resource[] {
  return [
    pool,
    router("nat-router", one.net, 64512),
    other("gcp:compute/routerNat:RouterNat", "nat", {
      router: "nat-router",
      region: "europe-west1",
      type: "PRIVATE",
      sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
      rules: [{ ruleNumber: 100, match, action: { sourceNatActiveRanges: [pool.id] } }],
    }),
  ];
}

/** Private NAT as a preview has it. */
function planned({ inputs, ...nat }: Resource): Resource {
  const rules = [{ ruleNumber: 100, match: unknown, action: { sourceNatActiveRanges: [unknown] } }];
  const propertyDependencies = { rules: [mesh.urn, pool.urn] };
  return { ...nat, id: undefined, inputs: { ...inputs, rules }, outputs: {}, propertyDependencies };
}

const harbour = site("harbour", 12, ["100.64.0.0/28"]);

export const cases: readonly Case[] = [
  {
    name: "Private NAT puts another source in on the way to other spokes, and the answers come back to it",
    source: privateNat,
    resources: [
      ...vpcs,
      mesh,
      vpcSpoke("s1", mesh, one.net, exportsPool),
      vpcSpoke("s2", mesh, two.net),
      ...nat(),
    ],
    flows: [
      {
        from: "one",
        to: "two",
        verdict: "reachable",
        hops: ["one", "subnet one-a", "Private NAT nat", "subnet two-a", "two"],
      },
      { from: "one", to: "two", protocol: "icmp", verdict: "undecided", because: /Private NAT nat/ },
      { from: "two", to: "one", verdict: "blocked", because: /no route/ },
    ],
  },
  {
    name: "answers to what Private NAT translated need a way to its subnet",
    source: privateNat,
    resources: [
      ...[...vpcs, mesh, vpcSpoke("s2", mesh, two.net), ...nat()],
      vpcSpoke("s1", mesh, one.net, { includeExportRanges: ["10.1.0.0/24"] }),
    ],
    flows: [{ from: "one", to: "two", verdict: "blocked", because: /the answer does not get back/ }],
  },
  {
    name: "Private NAT serves the subnets of its region alone",
    source: privateNat,
    resources: [
      ...[...vpcs, mesh, vpcSpoke("s1", mesh, one.net, exportsPool), vpcSpoke("s2", mesh, two.net), ...nat()],
      ...[afar, instance("afar", afar, "10.1.9.5")],
    ],
    flows: [{ from: "afar", to: "two", verdict: "blocked", because: /the answer does not get back/ }],
  },
  {
    name: "Private NAT of another hub leaves what goes to spokes of this one as it is",
    source: privateNat,
    resources: [
      ...[...vpcs, mesh, star, vpcSpoke("s1", mesh, one.net, exportsPool), vpcSpoke("s2", mesh, two.net)],
      ...nat(matchOf(star)),
    ],
    flows: [{ from: "one", to: "two", verdict: "blocked", because: /the answer does not get back/ }],
  },
  {
    name: "Private NAT translates what goes through hybrid spokes too",
    source: privateNat,
    resources: [
      ...[...vpcs, ...routing.all, ...harbour.all, mesh, ...nat()],
      vpcSpoke("s1", mesh, one.net, exportsPool),
      vpnSpoke("to-harbour", mesh, [harbour.out], { includeImportRanges: ["ALL_IPV4_RANGES"] }),
    ],
    flows: [
      { from: "one", to: "harbour", verdict: "reachable" },
      { from: "harbour", to: "one", verdict: "blocked" },
    ],
  },
  {
    name: "what Private NAT translates by other rules is not read",
    source: privateNat,
    resources: [
      ...[...vpcs, mesh, vpcSpoke("s1", mesh, one.net), vpcSpoke("s2", mesh, two.net)],
      ...nat("nexthop.is_hybrid"),
    ],
    flows: [{ from: "one", to: "two", verdict: "undecided", because: /Private NAT/ }],
  },
  {
    name: "before the update the hub and subnet of Private NAT are known by what its rule refers to",
    source: privateNat,
    resources: [
      ...[...vpcs, mesh, vpcSpoke("s1", mesh, one.net, exportsPool), vpcSpoke("s2", mesh, two.net)],
      ...nat().map((resource) => (resource.type.endsWith("RouterNat") ? planned(resource) : resource)),
    ],
    flows: [{ from: "one", to: "two", verdict: "reachable" }],
  },
];
