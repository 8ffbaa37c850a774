import type { EstateBuilder, Filter, FilterRule, Rule } from "../model";
import { known, labelOf, type Properties, readList, type Reference, type Resource } from "../resources";
import type { GroupMembers } from "./applicationSecurityGroups";
import { type Arm, armName, isIncomplete, objectsIn, sameId, textIn } from "./arm";
import { pages } from "./pages";
import { type Direction, filterRules, isDirected, priorityOf, type SecurityRule } from "./securityRules";
import type { TagScope } from "./serviceTags";
import { tokens } from "./tokens";

/** A network security group where it is applied: one state for both directions. */
export interface AppliedGroup {
  readonly inbound: Filter;
  readonly outbound: Filter;
}

/** The network security groups, as filters. */
export class NetworkSecurityGroups {
  readonly #rules = new Map<string, readonly SecurityRule[]>();
  readonly #incomplete = new Set<string>();
  readonly #compiled = new Map<string, readonly FilterRule[]>();

  constructor(
    private readonly arm: Arm,
    private readonly members: GroupMembers,
    estate: EstateBuilder,
  ) {
    const apart = new Map<string, Resource[]>();
    for (const rule of arm.stack.all(tokens.securityRule)) {
      const group = arm.parent(rule, "networkSecurityGroupName", tokens.networkSecurityGroup);
      if (group === undefined) {
        estate.note(rule.urn, `the network security group of ${labelOf(rule)} is in none of these stacks`);
      } else {
        apart.set(group.urn, [...(apart.get(group.urn) ?? []), rule]);
      }
    }
    for (const group of arm.stack.all(tokens.networkSecurityGroup)) {
      this.#rules.set(group.urn, rulesOf(group, apart.get(group.urn) ?? []));
      if (isIncomplete(readList(group, "securityRules"))) {
        this.#incomplete.add(group.urn);
      }
    }
  }

  /**
   * A group applied to a subnet or an interface.
   *
   * @param where - what it is applied to: its id and its name
   * @param scope - what service tags mean there, and a key that is equal for equal ones
   * @returns undefined where there is no group
   */
  applied(
    group: Reference,
    where: { readonly id: string; readonly name: string },
    scope: { readonly key: string; readonly tags: TagScope },
  ): AppliedGroup | undefined {
    if (group.state === "absent") {
      return undefined;
    }
    if (group.state !== "found") {
      return notKnown(where);
    }
    const { resource } = group;
    const filter = (direction: Direction): Filter => ({
      id: `${resource.urn}#${where.id}`,
      name: `network security group ${labelOf(resource)} of ${where.name}`,
      urn: resource.urn,
      stateful: true,
      rules: this.#compile(resource, direction, scope),
      otherwise: { action: "deny", rule: denyAll(direction) },
    });
    return { inbound: filter("Inbound"), outbound: filter("Outbound") };
  }

  #compile(
    group: Resource,
    direction: Direction,
    { key, tags }: { readonly key: string; readonly tags: TagScope },
  ): readonly FilterRule[] {
    const id = `${group.urn} ${direction} ${key}`;
    const done = this.#compiled.get(id);
    if (done !== undefined) {
      return done;
    }
    const context = { arm: this.arm, scope: tags, members: this.members };
    const directed = (this.#rules.get(group.urn) ?? []).flatMap((rule) => {
      const belongs = isDirected(rule, direction);
      return belongs === false ? [] : [{ rule, belongs }];
    });
    const rules = [
      ...(this.#incomplete.has(group.urn) ? [...notAllRules(group)] : []),
      ...directed
        .toSorted((a, b) => (priorityOf(a.rule) ?? 0) - (priorityOf(b.rule) ?? 0))
        .flatMap(({ rule, belongs }) => {
          const made = filterRules(rule, context);
          const undecided = `the direction of rule ${rule.name} is known only after the update`;
          return belongs === undefined ? made.map((one) => ({ ...one, undecided })) : made;
        }),
      ...defaults(direction).flatMap((rule) => filterRules({ ...rule, resource: group }, context)),
    ];
    this.#compiled.set(id, rules);
    return rules;
  }
}

function rulesOf(group: Resource, apart: readonly Resource[]): SecurityRule[] {
  const names = apart.map((rule) => armName(rule, "securityRuleName"));
  const inline = objectsIn(known(readList(group, "securityRules")))
    .filter((element) => !names.some((name) => sameId(name, textIn(element, "name"))))
    .map((properties) => ({
      name: textIn(properties, "name") ?? "without a name",
      properties,
      resource: group,
      list: "securityRules",
    }));
  return [
    ...inline,
    ...apart.map((resource) => ({
      name: labelOf(resource),
      properties: answered(resource),
      resource,
      list: undefined,
    })),
  ];
}

/** What Azure answered, over what was asked for. */
function answered({ inputs, outputs }: Resource): Properties {
  const answers = Object.entries(outputs).filter(([, value]) => value !== undefined && value !== null);
  return { ...inputs, ...Object.fromEntries(answers) };
}

/**
 * The rules that every network security group has and nobody can remove.
 *
 * Source: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules
 */
function defaults(direction: Direction): Omit<SecurityRule, "resource">[] {
  const rule = (name: string, priority: number, access: string, source: string, destination: string) => ({
    name,
    list: undefined,
    properties: {
      name,
      priority,
      access,
      direction,
      protocol: "*",
      sourceAddressPrefix: source,
      sourcePortRange: "*",
      destinationAddressPrefix: destination,
      destinationPortRange: "*",
    },
  });
  return direction === "Inbound"
    ? [
        rule("AllowVnetInBound", 65000, "Allow", "VirtualNetwork", "VirtualNetwork"),
        rule("AllowAzureLoadBalancerInBound", 65001, "Allow", "AzureLoadBalancer", "*"),
      ]
    : [
        rule("AllowVnetOutBound", 65000, "Allow", "VirtualNetwork", "VirtualNetwork"),
        rule("AllowInternetOutBound", 65001, "Allow", "*", "Internet"),
      ];
}

function denyAll(direction: Direction): Rule {
  return {
    text: `65500 DenyAll${direction === "Inbound" ? "In" : "Out"}Bound`,
    source: pages.networkSecurityGroups,
  };
}

function notKnown({ id, name }: { readonly id: string; readonly name: string }): AppliedGroup {
  const why = `the network security group of ${name} is in none of these stacks`;
  const filter = {
    id: `unknown network security group#${id}`,
    name: `network security group of ${name}`,
    stateful: true,
    rules: [{ action: "deny", rule: { text: why }, undecided: why }],
    otherwise: { action: "allow", rule: { text: why } },
  } as const;
  return { inbound: filter, outbound: filter };
}

/** Matches everything both ways, so that nothing behind it counts for sure. */
function notAllRules(group: Resource): FilterRule[] {
  const why = `the rules of network security group ${labelOf(group)} are known only after the update`;
  return (["allow", "deny"] as const).map((action) => ({
    action,
    rule: { text: why, urn: group.urn },
    undecided: why,
  }));
}
