import type { Filter, FilterRule, Peers } from "../model";
import { labelOf, type Resource, type Value } from "../resources";
import { type OwnerOf, ownersBy } from "./owners";
import type { PrefixLists } from "./prefixLists";
import { everywhere } from "./ranges";
import { elementPointsTo, pointsTo, pointsToAll, type Reader } from "./reader";
import { type GroupRule, GroupRules } from "./securityGroupRules";
import { sources } from "./sources";
import { tokens } from "./tokens";
import type { Vpc, Vpcs } from "./vpcs";

/** The security groups of a network interface. */
export interface Membership {
  /** Keys of its groups. */
  readonly groups: readonly string[];
  /** Why it may have others. */
  readonly undecided?: string;
}

/** A security group of the stacks, or the default one of a VPC. */
interface Group {
  readonly key: string;
  readonly name: string;
  readonly urn?: string | undefined;
  readonly vpc: Vpc | undefined;
  readonly rules: GroupRule[];
}

/** Whether a group of one VPC may name a group of another. */
export type MayName = (group: Vpc, named: Vpc, egress: boolean) => boolean;

export const groupTypes = [tokens.securityGroup, tokens.defaultSecurityGroup];
const ruleTypes = [tokens.securityGroupRule, tokens.securityGroupIngressRule, tokens.securityGroupEgressRule];

/**
 * Security groups: stateful, all that is not allowed is denied, and of several groups each may allow.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
 */
export class SecurityGroups {
  readonly #reader: Reader;
  readonly #mayName: MayName;
  readonly #ownerOf: OwnerOf;
  readonly #groups = new Map<string, Group>();
  readonly #defaults = new Map<Vpc, Group>();
  readonly #members = new Map<string, Set<string>>();
  readonly #filters = new Map<string, { egress: Filter; ingress: Filter }>();

  constructor(reader: Reader, vpcs: Vpcs, lists: PrefixLists, mayName: MayName) {
    this.#reader = reader;
    this.#mayName = mayName;
    this.#ownerOf = ownersBy(reader, vpcs, "defaultSecurityGroupId");
    for (const resource of groupTypes.flatMap((type) => reader.stack.all(type))) {
      const name = `security group ${labelOf(resource)}`;
      const vpc = vpcs.of(resource);
      const group: Group = { key: resource.urn, name, urn: resource.urn, vpc, rules: [] };
      this.#groups.set(group.key, group);
      if (resource.type === tokens.defaultSecurityGroup && vpc !== undefined) {
        this.#defaults.set(vpc, group);
      }
    }
    this.#readRules(lists);
  }

  /** The groups that a list names; without any, a network interface is in the default one of its VPC. */
  named(from: Resource, path: string, vpc: Vpc): Membership {
    const { found, outside, undecided, absent } = pointsToAll(this.#reader, from, path, ...groupTypes);
    const groups = [...found.map(({ urn }) => urn), ...outside.map((id) => this.#outsideKey(id))];
    if (groups.length === 0 && !undecided) {
      return { groups: absent ? [this.#defaultOf(vpc).key] : [] };
    }
    return {
      groups,
      ...(undecided && { undecided: `not all security groups of ${labelOf(from)} can be told` }),
    };
  }

  /** The key of the group that a property names. */
  one(from: Resource, path: string): string | undefined {
    const reference = pointsTo(this.#reader, from, path, ...groupTypes);
    return reference.state === "found"
      ? reference.resource.urn
      : reference.state === "outside"
        ? this.#outsideKey(reference.id)
        : undefined;
  }

  /** Puts an endpoint into its groups. All must be in before the first filter is asked for. */
  join(endpoint: string, { groups }: Membership): void {
    for (const key of groups) {
      this.#membersOf(key).add(endpoint);
    }
  }

  filters({ groups, undecided }: Membership): { egress: Filter; ingress: Filter } {
    const keys = [...new Set(groups)].sort();
    const id = `security groups ${keys.join(" ")} ${undecided ?? ""}`;
    const present = this.#filters.get(id);
    if (present !== undefined) {
      return present;
    }
    const filters = {
      egress: this.#filter(id, keys, true, undecided),
      ingress: this.#filter(id, keys, false, undecided),
    };
    this.#filters.set(id, filters);
    return filters;
  }

  #filter(id: string, keys: readonly string[], egress: boolean, undecided: string | undefined): Filter {
    const groups = keys.flatMap((key) => this.#groups.get(key) ?? []);
    const foreign = keys.filter((key) => !this.#groups.has(key));
    const names = [...groups.map((group) => group.name.replace("security group ", "")), ...foreign];
    const name = `security group${names.length > 1 ? "s" : ""} ${names.join(", ") || "(none)"}`;
    const doubts = [
      ...foreign.map((key) => `security group ${key} is in none of these stacks`),
      ...(undecided === undefined ? [] : [undecided]),
    ];
    const [only, another] = groups;
    const urn = another === undefined ? only?.urn : undefined;
    return {
      id,
      name,
      urn,
      stateful: true,
      rules: [
        ...groups.flatMap((group) => this.#rulesOf(group, egress)),
        ...doubts.map((why): FilterRule => ({ action: "allow", rule: { text: why }, undecided: why })),
      ],
      otherwise: {
        action: "deny",
        rule: {
          text: `no ${egress ? "egress" : "ingress"} rule of ${name} allows it`,
          urn,
          source: sources.securityGroups,
        },
      },
    };
  }

  #rulesOf(group: Group, egress: boolean): FilterRule[] {
    return group.rules
      .filter((rule) => rule.egress === egress)
      .flatMap((rule) => {
        const { service, ranges, groups, undecided } = rule;
        const named = groups.filter((key) => this.#isNameable(group, key, egress));
        const members = new Set(named.flatMap((key) => [...this.#membersOf(key)]));
        const strangers = named.filter((key) => !this.#groups.has(key) && this.#membersOf(key).size === 0);
        const doubt = strangers.length > 0 ? `who is in ${strangers.join(", ")} can't be told` : undefined;
        const open = undecided !== undefined && ranges.length + groups.length === 0;
        const peers: Peers = { ranges, endpoints: members };
        const base = {
          action: "allow",
          rule: rule.rule,
          ...(service.protocol !== undefined && { protocol: service.protocol }),
          ...(service.ports && { destinationPorts: service.ports }),
        } as const;
        const own: FilterRule = {
          ...base,
          ...(open ? {} : egress ? { destination: peers } : { source: peers }),
          ...(undecided !== undefined && { undecided }),
        };
        return doubt === undefined ? [own] : [own, { ...base, undecided: doubt }];
      });
  }

  /**
   * A group of another VPC can be named over a peering connection or a transit gateway that allow it; else the rule is
   * stale and lets nothing through.
   *
   * Source: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
   */
  #isNameable({ vpc }: Group, key: string, egress: boolean): boolean {
    const named = this.#groups.get(key);
    return named?.vpc === undefined || vpc === undefined || named.vpc === vpc
      ? true
      : this.#mayName(vpc, named.vpc, egress);
  }

  #readRules(lists: PrefixLists): void {
    const { stack, estate } = this.#reader;
    const rules = new GroupRules(this.#reader, lists, (value, from, property) =>
      this.#keyOf(value, from, property),
    );
    for (const resource of groupTypes.flatMap((type) => stack.all(type))) {
      this.#groups.get(resource.urn)?.rules.push(...rules.inline(resource));
    }
    for (const resource of ruleTypes.flatMap((type) => stack.all(type))) {
      const key = this.one(resource, "securityGroupId") ?? this.#ownDefault(resource);
      const group = key === undefined ? undefined : this.#groups.get(key);
      if (group === undefined || key === undefined) {
        const why = `the security group of rule ${labelOf(resource)} is in none of these stacks, or can't be told`;
        estate.note(resource.urn, why);
        this.#doubtCandidates(resource, why);
      } else {
        group.rules.push(...rules.separate(resource, key));
      }
    }
  }

  #doubtCandidates(resource: Resource, undecided: string): void {
    const reference = pointsTo(this.#reader, resource, "securityGroupId", ...groupTypes);
    for (const { urn } of reference.state === "unknown" ? reference.candidates : []) {
      for (const egress of [true, false]) {
        const rule = { text: undecided, urn: resource.urn };
        const base = { service: { text: "what can't be told" }, ranges: [], groups: [] };
        this.#groups.get(urn)?.rules.push({ egress, ...base, rule, undecided });
      }
    }
  }

  #ownDefault(resource: Resource): string | undefined {
    const vpc = this.#ownerOf(resource, "securityGroupId");
    return vpc && this.#defaultOf(vpc).key;
  }

  #keyOf(value: Value<unknown>, from: Resource, property: string): string | undefined {
    const reference = elementPointsTo(this.#reader, value, from, property, ...groupTypes);
    return reference.state === "found"
      ? reference.resource.urn
      : reference.state === "outside"
        ? this.#outsideKey(reference.id)
        : undefined;
  }

  /** Groups of other accounts are written as account/group. */
  #outsideKey(id: string): string {
    const bare = id.split("/").at(-1) ?? id;
    const found = this.#reader.stack.byId(bare, ...groupTypes);
    if (found.state === "found") {
      return found.resource.urn;
    }
    const probe: Resource = { urn: "", type: "", inputs: { id: bare }, outputs: {} };
    const vpc = this.#ownerOf(probe, "id");
    return vpc === undefined ? bare : this.#defaultOf(vpc).key;
  }

  /**
   * The group that a VPC comes with: it lets in what its own members send, and everything out.
   *
   * Source: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
   */
  #defaultOf(vpc: Vpc): Group {
    const present = this.#defaults.get(vpc);
    if (present !== undefined) {
      return present;
    }
    const key = `${vpc.id}#default security group`;
    const name = `security group default of ${vpc.name}`;
    const urn = vpc.resource?.urn;
    const service = { text: "all traffic" };
    const source = sources.defaultSecurityGroup;
    const inside = { text: "default ingress rule allows its own members", urn, source };
    const out = { text: "default egress rule allows everything", urn, source };
    const base = { service, undecided: vpc.unseen };
    const rules = [
      { ...base, egress: false, ranges: [], groups: [key], rule: inside },
      { ...base, egress: true, ranges: [everywhere[4], everywhere[6]], groups: [], rule: out },
    ];
    const group: Group = { key, name, urn, vpc, rules };
    this.#defaults.set(vpc, group);
    this.#groups.set(key, group);
    return group;
  }

  #membersOf(key: string): Set<string> {
    const members = this.#members.get(key) ?? new Set();
    this.#members.set(key, members);
    return members;
  }
}
