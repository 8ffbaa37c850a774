import type { Cidr } from "../../../addressing";
import { Arm, armName, objectsIn, textIn } from "../../../reachability/azure/arm";
import { everything, prefixOf } from "../../../reachability/azure/prefixes";
import { tokens } from "../../../reachability/azure/tokens";
import type { PortRange } from "../../../reachability/model";
import {
  follow,
  labelOf,
  type Properties,
  readList,
  type Resource,
  type Stack,
  type Value,
} from "../../../reachability/resources";
import { isOfNetworks } from "./addresses";
import type { Firewall, InboundRule } from "./exposure";
import { internet } from "./internet";
import { plainText } from "../../reading/plainText";

/** Network security groups with their rules, inside them or resources of their own. */
export function networkSecurityGroups(stack: Stack): Iterable<Firewall> {
  const arm = new Arm(stack, { [tokens.networkSecurityGroup]: "networkSecurityGroupName" });
  const found = new Map<string, { name: string; urn: string; rules: Ranked[] }>();
  for (const group of stack.all(tokens.networkSecurityGroup)) {
    const name = `network security group ${labelOf(group)}`;
    found.set(group.urn, { name, urn: group.urn, rules: inline(stack, group) });
  }
  for (const rule of stack.all(tokens.securityRule)) {
    const group = arm.parent(rule, "networkSecurityGroupName", tokens.networkSecurityGroup);
    const key = group?.urn ?? groupIdOf(rule);
    const firewall = found.get(key) ?? { name: "a network security group", urn: rule.urn, rules: [] };
    const name = armName(rule, "securityRuleName");
    // A rule may be written in both places.
    firewall.rules = firewall.rules.filter((one) => one.urn !== firewall.urn || one.name !== name);
    firewall.rules.push(...read(stack, { ...rule.inputs, ...rule.outputs }, rule, labelOf(rule), undefined));
    found.set(key, firewall);
  }
  return [...found.values()].map((firewall) => ({
    ...firewall,
    rules: firewall.rules.toSorted((a, b) => a.priority - b.priority),
  }));
}

type Ranked = InboundRule & { readonly priority: number };

function inline(stack: Stack, group: Resource): Ranked[] {
  const list = readList(group, "securityRules");
  if (list.state !== "known") {
    return list.state === "absent" ? [] : [unknownRule(group, "securityRules")];
  }
  const unknown = list.value.some((one) => typeof one !== "object")
    ? [unknownRule(group, "securityRules")]
    : [];
  const known = objectsIn(list.value).flatMap((block) =>
    read(stack, block, group, textIn(block, "name"), "securityRules"),
  );
  return [...unknown, ...known];
}

function unknownRule({ urn }: Resource, unknown: string): Ranked {
  return { urn, action: "allow", sources: [], isForAll: true, unknown, priority: 0 };
}

/** A rule, if it may be about TCP that comes in. https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview */
function read(
  stack: Stack,
  block: Properties,
  resource: Resource,
  name: string | undefined,
  property: string | undefined,
): Ranked[] {
  const is = (path: string, ...texts: string[]): boolean | undefined => {
    const value = follow(block, path);
    return value.state === "unknown" ? undefined : texts.includes(textIn(block, path)?.toLowerCase() ?? "");
  };
  const [isInbound, isTcp, isAllow] = [
    is("direction", "inbound"),
    is("protocol", "tcp", "*"),
    is("access", "allow"),
  ];
  if (isInbound === false || isTcp === false) {
    return [];
  }
  const ports = portsOf(block);
  const priority = follow(block, "priority");
  const sources = sourcesOf(stack, block, resource, property);
  const unknowns = [
    isInbound === undefined && "direction",
    isTcp === undefined && "protocol",
    isAllow === undefined && "access",
    ports === "unknown" && "destinationPortRange",
    priority.state === "unknown" && "priority",
    sources === "unknown" && "sourceAddressPrefix",
  ];
  const unknown = unknowns.find((one) => one !== false);
  const all = ["destinationAddressPrefix", "sourcePortRange"].every(
    (path) => is(path, "*", "0.0.0.0/0", "any") ?? false,
  );
  return [
    {
      urn: resource.urn,
      name,
      action: isAllow === false ? "deny" : "allow",
      ports: ports === "unknown" ? undefined : ports,
      sources: sources === "unknown" ? [] : sources,
      isForAll: all,
      unknown:
        unknown === undefined || property === undefined ? unknown : `${property}.${name ?? "?"}.${unknown}`,
      priority: priority.state === "known" && typeof priority.value === "number" ? priority.value : 0,
    },
  ];
}

function sourcesOf(
  stack: Stack,
  block: Properties,
  resource: Resource,
  property: string | undefined,
): readonly Cidr[] | "unknown" {
  const sources: Cidr[] = [];
  for (const path of ["sourceAddressPrefix", "sourceAddressPrefixes"]) {
    for (const value of valuesOf(follow(block, path))) {
      if (value.state === "unknown" && !isOfNetworks(stack, resource, property ?? path)) {
        return "unknown";
      }
      const text = value.state === "known" ? plainText(value.value) : "";
      const range = prefixOf(text);
      // All other tags stand for Azure's own services, or for the network itself.
      sources.push(...(range ? [range] : (anywhere.get(text.toLowerCase()) ?? [])));
    }
  }
  return sources;
}

const anywhere = new Map([
  ["*", everything],
  ["any", everything],
  ["internet", internet],
]);

/** Undefined: all. */
function portsOf(block: Properties): readonly PortRange[] | undefined | "unknown" {
  const ranges: PortRange[] = [];
  for (const path of ["destinationPortRange", "destinationPortRanges"]) {
    for (const value of valuesOf(follow(block, path))) {
      if (value.state === "unknown") {
        return "unknown";
      }
      for (const text of value.state === "known" ? plainText(value.value).split(",") : []) {
        if (text.trim() === "*") {
          return undefined;
        }
        const [, first, last = first] = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(text) ?? [];
        if (first !== undefined) {
          ranges.push({ first: Number(first), last: Number(last) });
        }
      }
    }
  }
  return ranges;
}

function valuesOf(value: Value<unknown>): Value<unknown>[] {
  if (value.state === "known" && Array.isArray(value.value)) {
    return value.value.map((one: unknown) =>
      typeof one === "symbol" ? { state: "unknown" } : { state: "known", value: one },
    );
  }
  return value.state === "absent" ? [] : [value];
}

/** What rules of one group outside the stack have in common. */
function groupIdOf(rule: Resource): string {
  const names = ["resourceGroupName", "networkSecurityGroupName"].map((path) => {
    const value = follow({ ...rule.inputs, ...rule.outputs }, path);
    return value.state === "known" ? plainText(value.value).toLowerCase() : undefined;
  });
  return names.includes(undefined) ? rule.urn : names.join("/");
}
