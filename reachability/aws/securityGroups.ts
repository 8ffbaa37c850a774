import type { Filter, FilterRule, Peers } from "../model";
import { labelOf, read, type Resource, type Value } from "../resources";
import { Owners } from "./owners";
import type { PrefixLists } from "./prefixLists";
import { everywhere } from "./ranges";
import { elementPointsTo, mayPointTo, pointsTo, pointsToAll, type Reader } from "./reader";
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
  /** Whether its VPC is one that can't be told. */
  readonly isOpen: boolean;
  readonly rules: GroupRule[];
}

/** Whether a group of one VPC may name a group of another; undefined where that can't be told. */
export type MayName = (group: Vpc, named: Vpc, egress: boolean) => boolean | undefined;

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
  readonly #owners: Owners;
  readonly #groups = new Map<string, Group>();
  readonly #defaults = new Map<Vpc, Group>();
  readonly #members = new Map<string, Set<string>>();
  readonly #filters = new Map<string, { egress: Filter; ingress: Filter }>();

  constructor(reader: Reader, vpcs: Vpcs, lists: PrefixLists, mayName: MayName) {
    this.#reader = reader;
    this.#mayName = mayName;
    this.#owners = new Owners(reader, vpcs, "defaultSecurityGroupId");
    const homeless: Resource[] = [];
    for (const resource of groupTypes.flatMap((type) => reader.stack.all(type))) {
      const name = `security group ${labelOf(resource)}`;
      const vpc = vpcs.of(resource);
      const isOpen = read(resource, "vpcId").state === "unknown" && vpc === undefined;
      const group: Group = { key: resource.urn, name, urn: resource.urn, vpc, isOpen, rules: [] };
      this.#groups.set(group.key, group);
      if (resource.type === tokens.defaultSecurityGroup) {
        if (vpc === undefined) {
          homeless.push(resource);
        } else {
          this.#defaults.set(vpc, group);
        }
      }
    }
    for (const resource of homeless) {
      vpcs.candidates(resource).forEach((vpc) => this.#mayBeDefault(resource, vpc));
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
        const nameable = groups.map((key) => ({ key, may: this.#isNameable(group, key, egress) }));
        const named = nameable.flatMap(({ key, may }) => (may === true ? [key] : []));
        const perhaps = nameable.flatMap(({ key, may }) => (may === undefined ? [key] : []));
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
        const unsure: FilterRule[] = perhaps.map((key) => {
          const endpoints = { ranges: [], endpoints: this.#membersOf(key) };
          const why = `whether it may name ${this.#groups.get(key)?.name ?? key} can't be told`;
          return {
            ...base,
            ...(egress ? { destination: endpoints } : { source: endpoints }),
            undecided: why,
          };
        });
        return [own, ...unsure, ...(doubt === undefined ? [] : [{ ...base, undecided: doubt }])];
      });
  }

  /**
   * A group of another VPC can be named over a peering connection or a transit gateway that allow it; else the rule is
   * stale and lets nothing through.
   *
   * Source: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
   */
  #isNameable(group: Group, key: string, egress: boolean): boolean | undefined {
    const named = this.#groups.get(key);
    if (named === undefined || named === group) {
      return true;
    }
    const isOpen = [group, named].some((one) => one.isOpen);
    return group.vpc === undefined || named.vpc === undefined || group.vpc === named.vpc
      ? isOpen
        ? undefined
        : true
      : this.#mayName(group.vpc, named.vpc, egress);
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
        for (const each of this.#perhapsOf(resource)) {
          each.rules.push(...rules.separate(resource, each.key).map((rule) => ({ ...rule, undecided: why })));
        }
      } else {
        group.rules.push(...rules.separate(resource, key));
      }
    }
  }

  /** The groups that a rule may be of while that can't be told. */
  #perhapsOf(resource: Resource): readonly Group[] {
    const path = "securityGroupId";
    const named = mayPointTo(this.#reader, resource, path, ...groupTypes);
    const defaults = this.#owners.candidates(resource, path).map((vpc) => this.#defaultOf(vpc));
    return [...new Set([...named.flatMap(({ urn }) => this.#groups.get(urn) ?? []), ...defaults])];
  }

  /** A default group whose VPC can't be told may have taken the place of a VPC's own. */
  #mayBeDefault(resource: Resource, vpc: Vpc): void {
    if (!this.#defaults.has(vpc)) {
      const undecided = `whether ${labelOf(resource)} is the default security group of ${vpc.name} can't be told`;
      const { rules } = this.#defaultOf(vpc);
      rules.splice(0, rules.length, ...rules.map((rule) => ({ ...rule, undecided })));
    }
  }

  #ownDefault(resource: Resource): string | undefined {
    const vpc = this.#owners.of(resource, "securityGroupId");
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
    const vpc = this.#owners.of(probe, "id");
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
    const group: Group = { key, name, urn, vpc, isOpen: false, rules };
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
