import type { Cidr } from "../../../addressing";
import { layer4Of } from "../../../reachability/gcp/layer4";
import { types } from "../../../reachability/gcp/types";
import { asProperties, lastPart, rangeOf } from "../../../reachability/gcp/values";
import { type PortRange, protocols } from "../../../reachability/model";
import {
  follow,
  known,
  labelOf,
  type Properties,
  readText,
  type Resource,
  type Stack,
} from "../../../reachability/resources";
import { isOfNetworks } from "./addresses";
import type { Firewall, InboundRule } from "./exposure";
import { plainText } from "../../reading/plainText";

/** What a rule is for: all machines of the network, or those with certain tags or accounts. */
type Ranked = InboundRule & { readonly priority: number; readonly targets: string };

/** Firewall rules of VPC networks and rules of firewall policies, by what they protect. */
export function* firewalls(stack: Stack): Iterable<Firewall> {
  yield* byTargets(
    stack.all(types.firewall).map((rule) => ({
      owner: ownerOf(stack, rule, "network", types.network),
      name: "the VPC firewall",
      rules: readFirewall(stack, rule),
    })),
  );
  for (const [rule, policy] of policyRules) {
    yield* byTargets(
      stack.all(rule).map((one) => ({
        owner: ownerOf(stack, one, "firewallPolicy", policy),
        name: "a firewall policy",
        rules: readPolicyRule(stack, { ...one.inputs, ...one.outputs }, one, labelOf(one), ""),
      })),
    );
  }
  for (const type of policiesWithRules) {
    yield* byTargets(
      stack.all(type).map((policy) => ({
        owner: policy.urn,
        name: `firewall policy ${labelOf(policy)}`,
        rules: readPolicy(stack, policy),
      })),
    );
  }
}

const policyRules = [
  [types.firewallPolicyRule, types.firewallPolicy],
  [types.networkFirewallPolicyRule, types.networkFirewallPolicy],
  [types.regionNetworkFirewallPolicyRule, types.regionNetworkFirewallPolicy],
] as const;

const policiesWithRules = [
  types.firewallPolicyWithRules,
  types.networkFirewallPolicyWithRules,
  types.regionNetworkFirewallPolicyWithRules,
];

interface Owned {
  readonly owner: string;
  readonly name: string;
  readonly rules: readonly Ranked[];
}

/** Rules of one owner for one target, with the denials that are for all. Lower priorities come first, then denials. */
function* byTargets(all: readonly Owned[]): Iterable<Firewall> {
  const owners = new Map<string, { name: string; rules: Ranked[] }>();
  for (const { owner, name, rules } of all) {
    const entry = owners.get(owner) ?? { name, rules: [] };
    entry.rules.push(...rules);
    owners.set(owner, entry);
  }
  for (const { name, rules } of owners.values()) {
    const order = rules.toSorted((a, b) => a.priority - b.priority || (a.action < b.action ? 1 : -1));
    for (const target of new Set(rules.map(({ targets }) => targets))) {
      const its = order.filter(
        ({ targets, action }) => targets === target || (targets === "" && action === "deny"),
      );
      yield { name, urn: its[0]?.urn ?? "", rules: its };
    }
  }
}

/** The network or policy that a rule is of, however it is pointed to. */
function ownerOf(stack: Stack, rule: Resource, path: string, type: string): string {
  const reference = stack.reference(rule, path, type);
  switch (reference.state) {
    case "found":
      return known(readText(reference.resource, "name")) ?? reference.resource.urn;
    case "outside":
      return lastPart(reference.id);
    default:
      return rule.urn;
  }
}

/** https://cloud.google.com/firewall/docs/firewalls */
function readFirewall(stack: Stack, rule: Resource): Ranked[] {
  const block = { ...rule.inputs, ...rule.outputs };
  const denies = follow(block, "denies");
  const list = known(denies);
  const isDeny = denies.state !== "absent" && !(Array.isArray(list) && list.length === 0);
  const named = ["sourceRanges", "sourceTags", "sourceServiceAccounts"].map((path) => textsIn(block, path));
  const ranges = named[0];
  return readRule(stack, rule, {
    block,
    name: labelOf(rule),
    path: "",
    action: isDeny ? "deny" : "allow",
    layers: isDeny ? "denies" : "allows",
    protocol: "protocol",
    ranges: "sourceRanges",
    // Without any source it is for all of IPv4.
    sources: named.every((one) => one?.length === 0) ? ["0.0.0.0/0"] : ranges,
    targets: ["targetTags", "targetServiceAccounts"],
    destinations: "destinationRanges",
  });
}

function readPolicy(stack: Stack, policy: Resource): Ranked[] {
  const list = follow({ ...policy.inputs, ...policy.outputs }, "rules");
  const rules = known(list);
  if (!Array.isArray(rules)) {
    return list.state === "absent" ? [] : [{ ...unknownRule(policy), unknown: "rules" }];
  }
  return rules.flatMap((rule: unknown, index) =>
    typeof rule === "object" && rule !== null
      ? readPolicyRule(stack, rule as Properties, policy, undefined, `rules[${index}].`)
      : [{ ...unknownRule(policy), unknown: `rules[${index}]` }],
  );
}

function unknownRule({ urn }: Resource): Ranked {
  return { urn, action: "allow", sources: [], isForAll: true, priority: 0, targets: "" };
}

/** https://cloud.google.com/firewall/docs/firewall-policies-rule-details */
function readPolicyRule(
  stack: Stack,
  block: Properties,
  resource: Resource,
  name: string | undefined,
  path: string,
): Ranked[] {
  const value = follow(block, "action");
  const action = value.state === "known" ? plainText(value.value) : "allow";
  if (action !== "allow" && action !== "deny") {
    return [];
  }
  const match = asProperties(known(follow(block, "match")));
  const other = Object.keys(match).some(
    (key) => /^src(?!IpRanges)/.test(key) && (textsIn(match, key)?.length ?? 1) > 0,
  );
  const ranges = textsIn(match, "srcIpRanges");
  return readRule(stack, resource, {
    block: { ...block, ...match },
    name,
    path,
    action,
    isActionUnknown: value.state === "unknown",
    layers: "layer4Configs",
    protocol: "ipProtocol",
    ranges: "srcIpRanges",
    // What else a rule asks of a source narrows it.
    sources: other ? [] : ranges,
    targets: ["targetSecureTags", "targetServiceAccounts", "targetResources"],
    destinations: "destIpRanges",
  });
}

interface Written {
  readonly block: Properties;
  readonly name: string | undefined;
  readonly path: string;
  readonly action: "allow" | "deny";
  readonly isActionUnknown?: boolean;
  readonly layers: string;
  readonly protocol: "protocol" | "ipProtocol";
  /** The property that holds ranges. */
  readonly ranges: string;
  /** Undefined: not known. */
  readonly sources: readonly string[] | undefined;
  readonly targets: readonly string[];
  readonly destinations: string;
}

function readRule(stack: Stack, resource: Resource, rule: Written): Ranked[] {
  const { block, path, name, action } = rule;
  const direction = follow(block, "direction");
  const disabled = follow(block, "disabled");
  if (known(direction) === "EGRESS" || known(disabled) === true) {
    return [];
  }
  const layers = portsIn(follow(block, rule.layers), rule.protocol);
  if (layers === "other") {
    return [];
  }
  const priority = follow(block, "priority");
  const isHarmless = rule.sources === undefined && isOfNetworks(stack, resource, rule.ranges);
  const unknowns = [
    rule.isActionUnknown === true && "action",
    direction.state === "unknown" && "direction",
    disabled.state === "unknown" && "disabled",
    priority.state === "unknown" && "priority",
    layers === "unknown" && rule.layers,
    rule.sources === undefined && !isHarmless && rule.ranges,
  ];
  const unknown = unknowns.find((one) => one !== false);
  const targets = rule.targets.flatMap((each) => textsIn(block, each) ?? ["unknown"]);
  const sources = (rule.sources ?? []).flatMap((text): Cidr[] => {
    const range = rangeOf(text);
    return range === undefined ? [] : [range];
  });
  return [
    {
      urn: resource.urn,
      name,
      action,
      ports: layers === "unknown" ? undefined : layers,
      sources,
      isForAll: (textsIn(block, rule.destinations)?.length ?? 1) === 0,
      unknown: unknown === undefined ? undefined : `${path}${unknown}`,
      priority: known(priority) === undefined ? 1000 : Number(known(priority)),
      targets: targets.toSorted().join(" "),
    },
  ];
}

/** Undefined: all. */
function portsIn(
  list: ReturnType<typeof follow>,
  protocolProperty: "protocol" | "ipProtocol",
): readonly PortRange[] | undefined | "unknown" | "other" {
  const elements = known(list);
  if (!Array.isArray(elements)) {
    return list.state === "absent" ? "other" : "unknown";
  }
  const layers = elements.map((one: unknown) => layer4Of(one, protocolProperty));
  const tcp = layers.filter(({ protocol }) => protocol === undefined || protocol === protocols.tcp);
  if (tcp.length === 0) {
    return "other";
  }
  if (tcp.some(({ undecided }) => undecided !== undefined)) {
    return "unknown";
  }
  return tcp.some(({ ports }) => ports === undefined) ? undefined : tcp.flatMap(({ ports = [] }) => ports);
}

/** Absent is empty; undefined while a part of it isn't known. */
function textsIn(block: Properties, path: string): readonly string[] | undefined {
  const value = follow(block, path);
  if (value.state === "absent") {
    return [];
  }
  const list = known(value);
  return Array.isArray(list) && list.every((one) => typeof one === "string" || typeof one === "object")
    ? list.map((one) => (typeof one === "string" ? one : JSON.stringify(one)))
    : undefined;
}
