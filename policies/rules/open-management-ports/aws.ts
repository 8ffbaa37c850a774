import type { Cidr } from "../../../addressing";
import { groupService } from "../../../reachability/aws/ports";
import { PrefixLists } from "../../../reachability/aws/prefixLists";
import { rangeOf } from "../../../reachability/aws/ranges";
import { blockOf, declaredList, elementPointsTo } from "../../../reachability/aws/reader";
import { tokens } from "../../../reachability/aws/tokens";
import { EstateBuilder, protocols } from "../../../reachability/model";
import {
  follow,
  known,
  labelOf,
  orElse,
  type Properties,
  readText,
  type Resource,
  type Stack,
  type Value,
} from "../../../reachability/resources";
import { isOfNetworks } from "./addresses";
import { type Firewall, type InboundRule, isAbout } from "./exposure";

/** How a kind of rule calls what it is about. */
interface Names {
  readonly protocol: string;
  readonly ranges: readonly string[];
  readonly prefixLists: string;
}

const ruleNames: Names = {
  protocol: "protocol",
  ranges: ["cidrBlocks", "ipv6CidrBlocks"],
  prefixLists: "prefixListIds",
};
const vpcRuleNames: Names = {
  protocol: "ipProtocol",
  ranges: ["cidrIpv4", "cidrIpv6"],
  prefixLists: "prefixListId",
};

const groupTypes = [tokens.securityGroup, tokens.defaultSecurityGroup];

/**
 * Security groups with their rules, inside them or resources of their own. Rules only allow, so that their order does
 * not count.
 */
export function securityGroups(stack: Stack, ports: readonly number[]): Iterable<Firewall> {
  const reader = new RuleReader(stack, ports);
  const found = new Map<string, { name: string; urn: string; rules: InboundRule[] }>();
  for (const group of groupTypes.flatMap((type) => stack.all(type))) {
    const name = `security group ${labelOf(group)}`;
    found.set(group.urn, { name, urn: group.urn, rules: reader.inline(group) });
  }
  for (const rule of [tokens.securityGroupRule, tokens.securityGroupIngressRule].flatMap((type) =>
    stack.all(type),
  )) {
    const rules = reader.separate(rule);
    if (rules.length === 0) {
      continue;
    }
    const group = stack.reference(rule, "securityGroupId", ...groupTypes);
    const key =
      group.state === "found" ? group.resource.urn : group.state === "outside" ? group.id : rule.urn;
    const name = group.state === "outside" ? `security group ${group.id}` : "a security group";
    const firewall = found.get(key) ?? { name, urn: rule.urn, rules: [] };
    firewall.rules.push(...rules);
    found.set(key, firewall);
  }
  return found.values();
}

class RuleReader {
  #lists: PrefixLists | undefined;

  constructor(
    private readonly stack: Stack,
    private readonly ports: readonly number[],
  ) {}

  inline(group: Resource): InboundRule[] {
    const list = declaredList(group, "ingress");
    if (list.state !== "known") {
      return list.state === "absent" ? [] : [unknownRule(group, undefined, "ingress")];
    }
    return list.value.flatMap((value, index) => {
      const block = blockOf(value);
      const path = `ingress[${index}]`;
      return block === undefined
        ? [unknownRule(group, undefined, path)]
        : this.#read(block, group, undefined, "ingress", path, ruleNames);
    });
  }

  separate(rule: Resource): InboundRule[] {
    const isVpcRule = rule.type === tokens.securityGroupIngressRule;
    const isIngress = isVpcRule || orElse(readText(rule, "type"), "ingress") !== "egress";
    const properties = { ...rule.inputs, ...rule.outputs };
    const names = isVpcRule ? vpcRuleNames : ruleNames;
    return isIngress ? this.#read(properties, rule, labelOf(rule), undefined, "", names) : [];
  }

  #read(
    block: Properties,
    resource: Resource,
    name: string | undefined,
    property: string | undefined,
    path: string,
    names: Names,
  ): InboundRule[] {
    // Most rules are for other ports, and that is soon told.
    const { fromPort, toPort } = block;
    const isPlain = typeof fromPort === "number" && typeof toPort === "number" && fromPort > 0;
    if (isPlain && !isAbout({ ports: [{ first: fromPort, last: toPort }] }, this.ports)) {
      return [];
    }
    const service = groupService(block, names.protocol);
    const isTcp = service?.protocol === undefined || service.protocol === protocols.tcp;
    if (service === undefined || !isTcp || !isAbout(service, this.ports)) {
      return [];
    }
    const at = (one: string): string => (path === "" ? one : `${path}.${one}`);
    let unknown = service.undecided === undefined ? undefined : at("fromPort");
    const sources: Cidr[] = [];
    for (const one of names.ranges) {
      for (const value of valuesOf(follow(block, one))) {
        const range = rangeOf(known(value));
        if (range !== undefined) {
          sources.push(range);
        } else if (value.state === "unknown" && !isOfNetworks(this.stack, resource, property ?? one)) {
          unknown ??= at(one);
        }
      }
    }
    for (const value of valuesOf(follow(block, names.prefixLists))) {
      const list = this.#prefixList(value, resource, property ?? names.prefixLists);
      sources.push(...(list?.ranges ?? []));
      // Those of AWS itself stand for its services.
      if (list?.undecided !== undefined && !list.name.startsWith("prefix list pl-")) {
        unknown ??= at(names.prefixLists);
      }
    }
    const rule = { urn: resource.urn, name, action: "allow", ports: service.ports, isForAll: true } as const;
    return sources.length === 0 && unknown === undefined ? [] : [{ ...rule, sources, unknown }];
  }

  #prefixList(value: Value<unknown>, from: Resource, property: string) {
    const reader = { stack: this.stack, estate: new EstateBuilder() };
    this.#lists ??= new PrefixLists(reader);
    return this.#lists.referenced(elementPointsTo(reader, value, from, property, tokens.managedPrefixList));
  }
}

/** The values of a property that holds one or a list of them. */
function valuesOf(value: Value<unknown>): Value<unknown>[] {
  if (value.state === "known" && Array.isArray(value.value)) {
    return value.value.map((one: unknown) =>
      typeof one === "symbol" ? { state: "unknown" } : { state: "known", value: one },
    );
  }
  return value.state === "absent" ? [] : [value];
}

function unknownRule({ urn }: Resource, name: string | undefined, unknown: string): InboundRule {
  return { urn, name, action: "allow", sources: [], isForAll: true, unknown };
}
