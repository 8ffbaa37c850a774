import type { Case } from "../case";
import { firewall, instance, link, network, other, subnet } from "./resources";

const order = "https://cloud.google.com/firewall/docs/firewall-policies-rule-eval-order";
const details = "https://cloud.google.com/firewall/docs/firewall-policies-rule-details";
const hierarchical = "https://cloud.google.com/firewall/docs/firewall-policies";

const prod = network("prod");
const estate = estateOf(prod);

function estateOf(net: ReturnType<typeof network>) {
  const a = subnet("a", net, "10.0.1.0/24");
  const b = subnet("b", net, "10.0.2.0/24", { region: "us-east1" });
  return [
    ...[
      net,
      a,
      b,
      instance("web", a, "10.0.1.10", { params: { resourceManagerTags: { "tagKeys/1": "tagValues/11" } } }),
    ],
    ...[instance("db", b, "10.0.2.10"), instance("cron", a, "10.0.1.30")],
  ];
}

const layer4 = (ipProtocol: string, ...ports: string[]) => [{ ipProtocol, ports }];

/** A policy for a network, with its rules. */
function policy(
  name: string,
  region: string | undefined,
  rules: readonly Readonly<Record<string, unknown>>[],
  net = prod,
) {
  const prefix = region === undefined ? "networkFirewallPolicy" : "regionNetworkFirewallPolicy";
  const where = region === undefined ? {} : { region };
  const token = (suffix: string): string => {
    const word = `${prefix}${suffix}`;
    return `gcp:compute/${word}:${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  };
  return [
    other(token(""), name, where),
    other(token("Association"), `${name}-association`, {
      ...where,
      firewallPolicy: name,
      attachmentTarget: link(net),
    }),
    ...rules.map((rule, index) =>
      other(token("Rule"), `${name}-rule-${index}`, {
        ...where,
        firewallPolicy: name,
        direction: "INGRESS",
        priority: 100 + index,
        match: { layer4Configs: layer4("all") },
        ...rule,
      }),
    ),
  ];
}

/** A policy at an organization or folder; its rules are in it. */
function organizationPolicy(target: string, rules: readonly Readonly<Record<string, unknown>>[]) {
  return [
    other("gcp:compute/firewallPolicyWithRules:FirewallPolicyWithRules", "company", {
      parent: target,
      rules: rules.map((rule, index) => ({
        direction: "INGRESS",
        priority: index,
        match: { layer4Configs: layer4("all") },
        ...rule,
      })),
    }),
    other("gcp:compute/firewallPolicyAssociation:FirewallPolicyAssociation", "company-association", {
      firewallPolicy: "company",
      attachmentTarget: target,
    }),
  ];
}

const inFolder = other("gcp:organizations/project:Project", "shop", { projectId: "shop", folderId: "7" });
const folder = other("gcp:organizations/folder:Folder", "retail", {
  name: "folders/7",
  parent: "organizations/1",
});

const before = network("prod", { networkFirewallPolicyEnforcementOrder: "BEFORE_CLASSIC_FIREWALL" });

export const cases: readonly Case[] = [
  {
    name: "a global network firewall policy allows what no rule of the network decides",
    source: order,
    resources: [...estate, ...policy("global", undefined, [{ action: "allow" }])],
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "by default the network's rules come before its policies",
    source: order,
    resources: [
      ...[...estate, ...policy("global", undefined, [{ action: "deny" }])],
      firewall("https", prod, { allows: [{ protocol: "tcp", ports: ["443"] }], priority: 65000 }),
    ],
    flows: [
      { from: "web", to: "db", verdict: "reachable" },
      { from: "web", to: "db", port: 80, verdict: "blocked", because: /global rule 100/ },
    ],
  },
  {
    name: "the order can be changed so that policies come before the network's rules",
    source: order,
    resources: [
      ...[...estateOf(before), ...policy("global", undefined, [{ action: "deny" }], before)],
      firewall("open", before, { priority: 0 }),
    ],
    flows: [{ from: "web", to: "db", verdict: "blocked", because: /global rule 100/ }],
  },
  {
    name: "a regional policy is for the machines of its region",
    source: "https://cloud.google.com/firewall/docs/regional-firewall-policies",
    resources: [...estate, ...policy("east", "us-east1", [{ action: "allow" }])],
    flows: [
      { from: "web", to: "db", verdict: "reachable" },
      { from: "db", to: "web", verdict: "blocked" },
    ],
  },
  {
    name: "a global policy comes before a regional one",
    source: order,
    resources: [
      ...[
        ...estate,
        ...policy("global", undefined, [{ action: "deny", match: { layer4Configs: layer4("tcp", "80") } }]),
      ],
      ...policy("east", "us-east1", [{ action: "allow" }]),
    ],
    flows: [
      { from: "web", to: "db", port: 80, verdict: "blocked", because: /global rule 100/ },
      { from: "web", to: "db", verdict: "reachable" },
    ],
  },
  {
    name: "goto_next leaves a packet to the next level, past the policy's other rules",
    source: `${details}#action`,
    resources: [
      ...estate,
      ...policy("global", undefined, [
        { action: "goto_next", match: { layer4Configs: layer4("tcp", "443"), srcIpRanges: ["10.0.1.0/28"] } },
        { action: "deny" },
      ]),
      ...policy("east", "us-east1", [{ action: "allow" }]),
    ],
    flows: [
      { from: "web", to: "db", verdict: "reachable" },
      { from: "web", to: "db", port: 80, verdict: "blocked", because: /global rule 101/ },
      { from: "cron", to: "db", verdict: "blocked", because: /global rule 101/ },
    ],
  },
  {
    name: "secure tags choose targets and sources",
    source: "https://cloud.google.com/firewall/docs/tags-firewalls-overview",
    resources: [
      ...estate,
      ...policy("global", undefined, [
        {
          action: "allow",
          match: { layer4Configs: layer4("tcp"), srcSecureTags: [{ name: "tagValues/11" }] },
        },
        {
          action: "allow",
          targetSecureTags: [{ name: "tagValues/11" }],
          match: { layer4Configs: layer4("udp"), srcIpRanges: ["10.0.0.0/16"] },
        },
      ]),
    ],
    flows: [
      { from: "web", to: "db", verdict: "reachable" },
      { from: "cron", to: "db", verdict: "blocked" },
      { from: "db", to: "web", protocol: "udp", verdict: "reachable" },
      { from: "web", to: "db", protocol: "udp", verdict: "blocked" },
    ],
  },
  {
    name: "what a security profile lets through depends on what is in a packet",
    source: `${details}#action`,
    resources: [...estate, ...policy("global", undefined, [{ action: "apply_security_profile_group" }])],
    flows: [{ from: "web", to: "db", verdict: "undecided", because: /what is in it/ }],
  },
  {
    name: "a rule that matches names or places is undecided",
    source: `${details}#source-destination`,
    resources: [
      ...estate,
      ...policy("global", undefined, [
        { action: "allow", match: { layer4Configs: layer4("all"), srcFqdns: ["example.com"] } },
      ]),
    ],
    flows: [{ from: "web", to: "db", verdict: "undecided", because: /srcFqdns/ }],
  },
  {
    name: "a policy of the organization comes before all rules of a network",
    source: hierarchical,
    resources: [
      ...[...estate, inFolder, folder, firewall("open", prod)],
      ...organizationPolicy("organizations/1", [
        { action: "deny", match: { layer4Configs: layer4("tcp", "23") } },
      ]),
    ],
    flows: [
      { from: "web", to: "db", port: 23, verdict: "blocked", because: /company rule 0/ },
      { from: "web", to: "db", verdict: "reachable" },
    ],
  },
  {
    name: "a policy of another folder is not for the network",
    source: hierarchical,
    resources: [
      ...[...estate, inFolder, folder, firewall("open", prod)],
      ...organizationPolicy("folders/8", [{ action: "deny" }]),
    ],
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "whether a folder holds the project is not known without the project",
    source: hierarchical,
    resources: [
      ...[...estate, firewall("open", prod)],
      ...organizationPolicy("folders/8", [{ action: "deny", match: { layer4Configs: layer4("tcp", "23") } }]),
    ],
    flows: [
      { from: "web", to: "db", port: 23, verdict: "undecided", because: /folders\/8/ },
      { from: "web", to: "db", verdict: "reachable" },
    ],
  },
];
