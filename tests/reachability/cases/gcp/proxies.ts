import type { Resource } from "../../../../reachability";
import type { Case } from "../case";
import { firewall, instance, joined, link, network, other, subnet } from "./resources";

const proxyOnly = "https://cloud.google.com/load-balancing/docs/proxy-only-subnets";
const hybrid = "https://cloud.google.com/load-balancing/docs/negs/hybrid-neg-concepts";
const special = "https://cloud.google.com/vpc/docs/routes#special_return_paths";

const left = network("left");
const right = network("right");
const near = subnet("near", left, "10.1.0.0/24");
const far = subnet("far", right, "10.2.0.0/24");

/** Two networks, of which the left has a machine, proxies and endpoints in the right. */
function estate(allowed: readonly string[]): Resource[] {
  return [
    ...[left, right, near, far],
    firewall("left-open", left, { sourceRanges: ["0.0.0.0/0"] }),
    firewall("right-in", right, { sourceRanges: allowed }),
    subnet("proxies", left, "10.1.9.0/26", { purpose: "REGIONAL_MANAGED_PROXY", role: "ACTIVE" }),
    instance("web", near, "10.1.0.5"),
    instance("db", far, "10.2.0.5"),
    other("gcp:compute/networkEndpointGroup:NetworkEndpointGroup", "outside", {
      network: link(left),
      networkEndpointType: "NON_GCP_PRIVATE_IP_PORT",
      zone: "europe-west1-b",
    }),
  ];
}

const googles = ["35.191.0.0/16", "130.211.0.0/22"];
const frontEnds = "Google's front ends in europe-west1";
const advertises = {
  advertiseMode: "CUSTOM",
  advertisedGroups: ["ALL_SUBNETS"],
  advertisedIpRanges: googles.map((range) => ({ range })),
};

export const cases: readonly Case[] = [
  {
    name: "proxies send from their own subnet, and take nothing but answers",
    source: proxyOnly,
    resources: [...estate(["10.1.9.0/26"]), ...joined(left, right)],
    flows: [
      { from: "proxies", to: "db", verdict: "reachable" },
      { from: "web", to: "db", verdict: "blocked", because: /firewall of right/ },
      { from: "web", to: "proxies", verdict: "blocked", because: /takes nothing but answers/ },
    ],
  },
  {
    name: "answers to Google's front ends come back through a tunnel only if their ranges are advertised there",
    source: hybrid,
    resources: [...estate(googles), ...joined(left, right)],
    flows: [
      { from: frontEnds, to: "db", verdict: "blocked", because: /answer.+no route to (35\.191|130\.211)/ },
    ],
  },
  {
    name: "with their ranges advertised they come back",
    source: hybrid,
    resources: [...estate(googles), ...joined(left, right, { left: advertises })],
    flows: [
      { from: frontEnds, to: "db", verdict: "reachable" },
      { from: "db", to: frontEnds, verdict: "blocked", because: /takes nothing but answers/ },
    ],
  },
  {
    name: "machines answer Google's front ends over special routes",
    source: special,
    resources: estate(googles),
    flows: [{ from: frontEnds, to: "web", verdict: "reachable" }],
  },
];
