import { known, labelOf, read, readList, readText, type Resource } from "../resources";
import { attachment, hierarchyOf, type Standing } from "./hierarchy";
import type { Marked } from "./marked";
import { pages } from "./pages";
import { policyRules } from "./policyRule";
import { type Reader, reasonOf } from "./reader";
import { inOrder, allMachines, type TargetRule } from "./targetRule";
import { types } from "./types";
import { regionOf, textsOf } from "./values";
import type { Vpc } from "./vpc";

/** A rule of a policy, and the networks that it is limited to. */
interface PolicyRule {
  readonly rule: TargetRule;
  readonly networks: readonly Vpc[];
}

interface Kind {
  readonly policies: readonly string[];
  readonly rule: string;
  readonly association: string;
}

const hierarchical: Kind = {
  policies: [types.firewallPolicy, types.firewallPolicyWithRules],
  rule: types.firewallPolicyRule,
  association: types.firewallPolicyAssociation,
};

const global: Kind = {
  policies: [types.networkFirewallPolicy, types.networkFirewallPolicyWithRules],
  rule: types.networkFirewallPolicyRule,
  association: types.networkFirewallPolicyAssociation,
};

const regional: Kind = {
  policies: [types.regionNetworkFirewallPolicy, types.regionNetworkFirewallPolicyWithRules],
  rule: types.regionNetworkFirewallPolicyRule,
  association: types.regionNetworkFirewallPolicyAssociation,
};

/**
 * Hierarchical, global and regional network firewall policies, and where they stand around the rules of a network.
 * https://cloud.google.com/firewall/docs/firewall-policies-rule-eval-order
 */
export class PolicyLevels {
  readonly #reader: Reader;
  readonly #rules = new Map<string, PolicyRule[]>();
  readonly #standing = new Map<Vpc, { kind: Kind; region: string; rules: readonly PolicyRule[] }[]>();

  constructor(reader: Reader, marked: Marked) {
    this.#reader = reader;
    for (const kind of [hierarchical, global, regional]) {
      this.#readRules(kind, marked);
    }
    this.#associateOrganizations();
    this.#associateNetworks(global);
    this.#associateNetworks(regional);
  }

  /** All levels of a network in a region, in order of evaluation. */
  around(vpcRules: readonly TargetRule[], vpc: Vpc, region: string): readonly (readonly TargetRule[])[] {
    const standing = this.#standing.get(vpc) ?? [];
    const levels = (kind: Kind): TargetRule[][] =>
      standing
        .filter((one) => one.kind === kind && (one.region === region || !one.region || !region))
        .map((one) => {
          const isHere = kind !== regional || one.region === region;
          return one.rules
            .filter(({ networks }) => networks.length === 0 || networks.includes(vpc))
            .map((each) => (isHere ? each : withDoubt(each, "the region of its policy is not known")).rule);
        });
    const network = [...levels(global), ...levels(regional)];
    return [...levels(hierarchical), ...inEnforcementOrder(vpc, [vpcRules], network)];
  }

  #readRules(kind: Kind, marked: Marked): void {
    const { stack, pointers } = this.#reader;
    for (const resource of stack.all(kind.rule)) {
      const policy = pointers.to(resource, "firewallPolicy", ...kind.policies);
      if (policy.state === "found") {
        this.#add(policy.resource, this.#rulesOf(resource, undefined, policy.resource, marked));
        continue;
      }
      this.#reader.estate.note(resource.urn, `${labelOf(resource)}: its policy ${reasonOf(policy)}`);
      for (const candidate of policy.state === "unknown" ? this.#candidates(policy.candidates, kind) : []) {
        const rules = this.#rulesOf(resource, undefined, candidate, marked);
        this.#add(
          candidate,
          rules.map((one) => withDoubt(one, "its policy is known only after the update")),
        );
      }
    }
    for (const policy of kind.policies.flatMap((type) => stack.all(type))) {
      for (const property of ["rules", "predefinedRules"]) {
        const rules = readList(policy, property);
        if (rules.state === "known") {
          rules.value.forEach((_, index) =>
            this.#add(policy, this.#rulesOf(policy, `${property}.${index}`, policy, marked)),
          );
        } else if (rules.state === "unknown") {
          this.#add(policy, unknownRules(policy, "are known only after the update"));
        }
      }
    }
  }

  #candidates(named: readonly Resource[], kind: Kind): readonly Resource[] {
    return named.length > 0 ? named : kind.policies.flatMap((type) => this.#reader.stack.all(type));
  }

  #rulesOf(
    resource: Resource,
    path: string | undefined,
    policy: Resource,
    marked: Marked,
  ): readonly PolicyRule[] {
    const rules = policyRules(resource, path, labelOf(policy), marked, this.#reader);
    const targets = path === undefined ? "targetResources" : `${path}.targetResources`;
    const networks = textsOf(read(resource, targets));
    const limited = (networks ?? []).flatMap((id) => {
      const value = { state: "known", value: id } as const;
      const network = this.#reader.pointers.of(value, resource, targets, types.network);
      return network.state === "found" ? (this.#reader.vpcs.ofResource(network.resource) ?? []) : [];
    });
    const isElsewhere = networks !== undefined && networks.length > 0 && limited.length === 0;
    return rules.flatMap((rule) => {
      const one = { rule, networks: limited };
      const why = "the networks that it is for are known only after the update";
      return isElsewhere ? [] : [networks === undefined ? withDoubt(one, why) : one];
    });
  }

  #add({ urn }: Resource, rules: readonly PolicyRule[]): void {
    this.#rules.set(urn, [...(this.#rules.get(urn) ?? []), ...rules]);
  }

  #associateNetworks(kind: Kind): void {
    for (const association of this.#reader.stack.all(kind.association)) {
      const vpc = this.#reader.vpcs.pointedTo(association, "attachmentTarget");
      const region = kind === regional ? regionOf(association) : "";
      const rules = this.#rulesBehind(association, kind, vpc === undefined ? "unknown" : "below");
      const candidates = this.#reader.vpcs.candidates(association, "attachmentTarget");
      for (const one of vpc === undefined ? candidates : [vpc]) {
        this.#stand(one, kind, region, rules);
      }
    }
  }

  #associateOrganizations(): void {
    const { stack, vpcs } = this.#reader;
    const associations = stack.all(types.firewallPolicyAssociation);
    for (const vpc of associations.length > 0 ? vpcs.all() : []) {
      const hierarchy = hierarchyOf(vpc, stack);
      const found = associations
        .map((association) => ({ association, ...attachment(association, hierarchy, this.#reader) }))
        .filter(({ standing }) => standing !== "elsewhere")
        .toSorted((a, b) => a.depth - b.depth);
      for (const { association, standing } of found) {
        this.#stand(vpc, hierarchical, "", this.#rulesBehind(association, hierarchical, standing));
      }
    }
  }

  #rulesBehind(association: Resource, kind: Kind, standing: Standing): readonly PolicyRule[] {
    const policy = this.#reader.pointers.to(association, "firewallPolicy", ...kind.policies);
    if (policy.state !== "found") {
      return unknownRules(association, reasonOf(policy));
    }
    const rules = this.#rules.get(policy.resource.urn) ?? [];
    const target = known(readText(association, "attachmentTarget")) ?? "its target";
    return standing === "below"
      ? rules
      : rules.map((one) => withDoubt(one, `whether the network or its project is in ${target} is not known`));
  }

  #stand(vpc: Vpc, kind: Kind, region: string, rules: readonly PolicyRule[]): void {
    const ordered = inOrder(rules.map(({ rule }) => rule));
    const byRule = new Map(rules.map((one) => [one.rule, one]));
    const standing = this.#standing.get(vpc) ?? [];
    standing.push({ kind, region, rules: ordered.flatMap((rule) => byRule.get(rule) ?? []) });
    this.#standing.set(vpc, standing);
  }
}

type Levels = readonly (readonly TargetRule[])[];

/** Where the order is not known yet, what any of them says is in doubt unless they agree. */
function inEnforcementOrder({ resource }: Vpc, classic: Levels, network: Levels): Levels {
  const order = resource && readText(resource, "networkFirewallPolicyEnforcementOrder");
  if (order?.state === "unknown" && network.length > 0) {
    const why = "whether policies come before the network's rules is known only after the update";
    return [...classic, ...network].map((level) =>
      level.map((rule) => withDoubt({ rule, networks: [] }, why).rule),
    );
  }
  const isBefore = order?.state === "known" && order.value === "BEFORE_CLASSIC_FIREWALL";
  return isBefore ? [...network, ...classic] : [...classic, ...network];
}

function withDoubt({ rule, networks }: PolicyRule, why: string): PolicyRule {
  const rules = rule.rules.map((one) => ({ ...one, undecided: one.undecided ?? why }));
  return { rule: { ...rule, rules }, networks };
}

/** A policy that is in none of the stacks, or not known yet, may do anything. */
function unknownRules(policy: Resource, reason: string): readonly PolicyRule[] {
  const rule = { text: `the rules of ${labelOf(policy)}`, urn: policy.urn, source: pages.firewallPolicies };
  const undecided = `the rules of ${labelOf(policy)}: ${reason}`;
  return (["INGRESS", "EGRESS"] as const).map((direction) => ({
    networks: [],
    rule: {
      direction,
      priority: 0,
      targets: allMachines,
      rules: (["allow", "deny"] as const).map((action) => ({ action, rule, undecided })),
    },
  }));
}
