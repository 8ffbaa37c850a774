import type { Cidr } from "../../addressing";
import type { Rule } from "../model";
import { follow, known, labelOf, type Properties, readText, type Resource, type Value } from "../resources";
import { groupService, type Service } from "./ports";
import type { PrefixLists } from "./prefixLists";
import { rangeOf } from "./ranges";
import { blockOf, declaredList, elementPointsTo, type Reader } from "./reader";
import { sources } from "./sources";
import { tokens } from "./tokens";

/** A rule of a security group before it is known who is in the groups that it names. */
export interface GroupRule {
  readonly egress: boolean;
  readonly service: Service;
  readonly ranges: readonly Cidr[];
  /** Keys of the groups that it names. */
  readonly groups: readonly string[];
  readonly rule: Rule;
  readonly undecided?: string | undefined;
}

/** What a rule says of its peers, property by property; a rule applies to any of them. */
interface PeerPaths {
  readonly ranges: readonly string[];
  readonly prefixLists: string;
  readonly groups: string;
}

/** The key of a group that a value names; undefined where it can't be told. */
export type KeyOf = (value: Value<unknown>, from: Resource, property: string) => string | undefined;

const inlinePaths: PeerPaths = {
  ranges: ["cidrBlocks", "ipv6CidrBlocks"],
  prefixLists: "prefixListIds",
  groups: "securityGroups",
};
const rulePaths: PeerPaths = { ...inlinePaths, groups: "sourceSecurityGroupId" };
const vpcRulePaths: PeerPaths = {
  ranges: ["cidrIpv4", "cidrIpv6"],
  prefixLists: "prefixListId",
  groups: "referencedSecurityGroupId",
};

/**
 * Reads the rules of security groups, wherever they are written.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export class GroupRules {
  readonly #reader: Reader;
  readonly #lists: PrefixLists;
  readonly #keyOf: KeyOf;

  constructor(reader: Reader, lists: PrefixLists, keyOf: KeyOf) {
    this.#reader = reader;
    this.#lists = lists;
    this.#keyOf = keyOf;
  }

  /** The rules inside a group. */
  inline(group: Resource): GroupRule[] {
    return (["ingress", "egress"] as const).flatMap((direction) => {
      const egress = direction === "egress";
      const list = declaredList(group, direction);
      if (list.state === "unknown") {
        return [unknownRule(group, egress)];
      }
      const blocks = list.state === "known" ? list.value : [];
      return blocks.flatMap((value) => {
        const block = blockOf(value);
        return block === undefined
          ? [unknownRule(group, egress)]
          : this.#read(block, group, direction, egress, group.urn, "protocol", inlinePaths);
      });
    });
  }

  /** A rule that is a resource of its own, of the group with the given key. */
  separate(resource: Resource, key: string): GroupRule[] {
    const properties = { ...resource.inputs, ...resource.outputs };
    if (resource.type === tokens.securityGroupRule) {
      const type = known(readText(resource, "type"));
      return type === undefined
        ? [unknownRule(resource, false), unknownRule(resource, true)]
        : this.#read(properties, resource, undefined, type === "egress", key, "protocol", rulePaths);
    }
    const egress = resource.type === tokens.securityGroupEgressRule;
    return this.#read(properties, resource, undefined, egress, key, "ipProtocol", vpcRulePaths);
  }

  #read(
    block: Properties,
    resource: Resource,
    property: string | undefined,
    egress: boolean,
    own: string,
    protocolPath: string,
    paths: PeerPaths,
  ): GroupRule[] {
    const service = groupService(block, protocolPath);
    if (service === undefined) {
      return [];
    }
    const doubts: string[] = [];
    const ranges: Cidr[] = [];
    const groups: string[] = [];
    for (const path of paths.ranges) {
      for (const value of valuesOf(follow(block, path))) {
        const range = value.state === "known" ? rangeOf(value.value) : undefined;
        if (range === undefined) {
          doubts.push("its range isn't known");
        } else {
          ranges.push(range);
        }
      }
    }
    for (const value of valuesOf(follow(block, paths.prefixLists))) {
      const from = property ?? paths.prefixLists;
      const list = this.#lists.referenced(
        elementPointsTo(this.#reader, value, resource, from, tokens.managedPrefixList),
      );
      ranges.push(...(list?.ranges ?? []));
      if (list?.undecided !== undefined) {
        doubts.push(list.undecided);
      }
    }
    for (const value of valuesOf(follow(block, paths.groups))) {
      const key = this.#keyOf(value, resource, property ?? paths.groups);
      if (key === undefined) {
        doubts.push("the security group that it names can't be told");
      } else {
        groups.push(key);
      }
    }
    const self = follow(block, "self");
    if (self.state === "unknown") {
      doubts.push("whether its own group is among its peers isn't known");
    } else if (known(self) === true) {
      groups.push(own);
    }
    const way = egress ? "egress" : "ingress";
    const base = { egress, service };
    const rule = {
      text: `${way} rule allows ${service.text} ${egress ? "to" : "from"} ${this.#peersText(ranges, groups)}`,
      urn: resource.urn,
      source: sources.securityGroupRules,
    };
    return [
      { ...base, ranges, groups, rule, undecided: service.undecided },
      ...(doubts.length > 0
        ? [{ ...base, ranges: [], groups: [], rule, undecided: [...new Set(doubts)].join(", ") }]
        : []),
    ];
  }

  #peersText(ranges: readonly Cidr[], groups: readonly string[]): string {
    const names = groups.map((key) => {
      const resource = this.#reader.stack.get(key);
      return `security group ${resource === undefined ? key : labelOf(resource)}`;
    });
    return [...ranges.map(({ text }) => text), ...names].join(", ") || "nobody that is known";
  }
}

/** The values of a property that holds one or a list of them. */
function valuesOf(value: Value<unknown>): Value<unknown>[] {
  if (value.state === "known" && Array.isArray(value.value)) {
    const list = value.value as readonly unknown[];
    return list.map((one) =>
      typeof one === "symbol" ? { state: "unknown" } : { state: "known", value: one },
    );
  }
  return value.state === "absent" || (value.state === "known" && value.value === "") ? [] : [value];
}

function unknownRule(resource: Resource, egress: boolean): GroupRule {
  const undecided = `a rule of ${labelOf(resource)} can't be told`;
  return {
    egress,
    service: { text: "what can't be told" },
    ranges: [],
    groups: [],
    rule: { text: undecided, urn: resource.urn },
    undecided,
  };
}
