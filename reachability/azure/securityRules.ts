import type { Cidr } from "../../addressing";
import { type FilterRule, type Peers, type PortRange, protocols, type Rule } from "../model";
import { follow, type Properties, type Resource } from "../resources";
import { type GroupMembers, namedGroups } from "./applicationSecurityGroups";
import { type Arm, textIn } from "./arm";
import { pages } from "./pages";
import { everything, prefixOf } from "./prefixes";
import { rangesOfTag, type TagScope } from "./serviceTags";

/** A rule of a network security group, as written. */
export interface SecurityRule {
  readonly name: string;
  readonly properties: Properties;
  readonly resource: Resource;
  /** The resource's property that holds it. */
  readonly list: string | undefined;
}

export type Direction = "Inbound" | "Outbound";

/** What a rule's text is read with. */
export interface RuleContext {
  readonly arm: Arm;
  readonly scope: TagScope;
  readonly members: GroupMembers;
}

/** One end of a rule: what matches for sure, and what may match. */
interface Side {
  /** Absent: everything. */
  readonly sure: Peers | undefined;
  readonly maybe: { readonly peers: Peers; readonly why: string } | undefined;
}

/** Whether a rule is of a direction; undefined while not known. */
export function isDirected({ properties }: SecurityRule, direction: Direction): boolean | undefined {
  const text = textIn(properties, "direction");
  return text === undefined ? undefined : text.toLowerCase() === direction.toLowerCase();
}

/** Lower comes first. Undefined while not known. */
export function priorityOf({ properties }: SecurityRule): number | undefined {
  const value = follow(properties, "priority");
  return value.state === "known" && typeof value.value === "number" ? value.value : undefined;
}

/**
 * One rule of a network security group as rules of a filter: what it surely matches, then what it may match.
 *
 * Source: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules
 */
export function filterRules(written: SecurityRule, context: RuleContext): FilterRule[] {
  const { properties } = written;
  const access = textIn(properties, "access")?.toLowerCase();
  const actions =
    access === undefined ? (["allow", "deny"] as const) : ([access === "allow" ? "allow" : "deny"] as const);
  const source = sideOf(written, "source", context);
  const destination = sideOf(written, "destination", context);
  const ports = {
    sourcePorts: portsOf(properties, "sourcePort"),
    destinationPorts: portsOf(properties, "destinationPort"),
  };
  const protocol = protocolOf(textIn(properties, "protocol"));
  const doubt =
    access === undefined ||
    protocol === "not known" ||
    [ports.sourcePorts, ports.destinationPorts].includes("not known") ||
    priorityOf(written) === undefined
      ? `some of rule ${written.name} is known only after the update`
      : undefined;
  const base = {
    ...(protocol !== "not known" && protocol !== undefined && { protocol }),
    ...(Array.isArray(ports.sourcePorts) && { sourcePorts: ports.sourcePorts }),
    ...(Array.isArray(ports.destinationPorts) && { destinationPorts: ports.destinationPorts }),
    rule: ruleOf(written),
  } as const;
  return combinations(source, destination).flatMap(({ why, ...peers }) => {
    const undecided = doubt ?? why;
    return actions.map((action) => ({
      action,
      ...base,
      ...peers,
      ...(undecided !== undefined && { undecided }),
    }));
  });
}

function ruleOf({ name, properties, resource }: SecurityRule): Rule {
  const priority = textOf(follow(properties, "priority"));
  const access = textIn(properties, "access") ?? "?";
  return { text: `${priority} ${name}: ${access}`, urn: resource.urn, source: pages.networkSecurityGroups };
}

function textOf(value: ReturnType<typeof follow>): string {
  const isPlain = value.state === "known" && ["number", "string"].includes(typeof value.value);
  return isPlain ? String(value.value) : "?";
}

function* pairs(
  source: Side,
  destination: Side,
): Iterable<{ source?: Peers; destination?: Peers; why?: string }> {
  const peers = (from: Peers | undefined, to: Peers | undefined) => ({
    ...(from && { source: from }),
    ...(to && { destination: to }),
  });
  yield peers(source.sure, destination.sure);
  if (source.maybe) {
    yield { ...peers(source.maybe.peers, destination.sure), why: source.maybe.why };
  }
  if (destination.maybe) {
    yield { ...peers(source.sure, destination.maybe.peers), why: destination.maybe.why };
  }
  if (source.maybe && destination.maybe) {
    yield { ...peers(source.maybe.peers, destination.maybe.peers), why: source.maybe.why };
  }
}

/** Without what matches nothing. */
function combinations(source: Side, destination: Side) {
  const empty = (peers: Peers | undefined): boolean =>
    peers?.ranges.length === 0 && (peers.endpoints?.size ?? 0) === 0;
  return [...pairs(source, destination)].filter((one) => !empty(one.source) && !empty(one.destination));
}

function sideOf(written: SecurityRule, end: "source" | "destination", context: RuleContext): Side {
  const { properties, name } = written;
  const texts = textsAt(properties, `${end}AddressPrefix`, `${end}AddressPrefixes`);
  const { keys, incomplete } = groupsOf(written, end, context);
  if (texts.list.some((text) => ["*", "any"].includes(text.toLowerCase()))) {
    return { sure: undefined, maybe: undefined };
  }
  const reasons: string[] = [];
  const ranges: Cidr[] = [];
  const maybe: Cidr[] = [];
  const endpoints = context.members.of(keys);
  const unsure = keys.length > 0 ? context.members.unsure : new Set<string>();
  for (const text of texts.list) {
    const prefix = prefixOf(text);
    const tag = prefix ? undefined : rangesOfTag(text, context.scope);
    ranges.push(...(prefix ? [prefix] : tag?.why === undefined ? (tag?.ranges ?? []) : []));
    if (tag?.why !== undefined) {
      maybe.push(...tag.ranges);
      reasons.push(tag.why);
    }
    if (text.toLowerCase() === "virtualnetwork") {
      maybe.push(...context.scope.maybe.map(({ range }) => range));
      reasons.push(...context.scope.maybe.map(({ why }) => why));
    }
    if (text.toLowerCase() === "internet" && context.scope.maybeInternet.length > 0) {
      maybe.push(...context.scope.maybeInternet);
      reasons.push(...context.scope.maybe.map(({ why }) => why));
    }
  }
  if (texts.incomplete || incomplete) {
    maybe.push(...everything);
    reasons.push(`the ${end} of rule ${name} is known only after the update`);
  }
  if (unsure.size > 0) {
    reasons.push("which application security groups an interface is in is known only after the update");
  }
  const doubtful = maybe.length > 0 || unsure.size > 0;
  return {
    sure: { ranges, ...(endpoints.size > 0 && { endpoints }) },
    maybe: doubtful
      ? { peers: { ranges: maybe, ...(unsure.size > 0 && { endpoints: unsure }) }, why: reasons.join("; ") }
      : undefined,
  };
}

function groupsOf({ properties, resource, list }: SecurityRule, end: string, { arm }: RuleContext) {
  const path = `${end}ApplicationSecurityGroups`;
  return namedGroups(arm, properties, path, resource, list ?? path);
}

function textsAt(
  properties: Properties,
  one: string,
  several: string,
): { list: string[]; incomplete: boolean } {
  const single = follow(properties, one);
  const list = follow(properties, several);
  const all = [
    ...(single.state === "known" ? [single.value] : []),
    ...(list.state === "known" && Array.isArray(list.value) ? (list.value as unknown[]) : []),
  ];
  const texts = all.filter((text) => typeof text === "string" && text !== "") as string[];
  const nothing = all.filter((text) => text === "").length;
  return {
    list: texts,
    incomplete: single.state === "unknown" || list.state === "unknown" || texts.length + nothing < all.length,
  };
}

/** Undefined: all of them. */
function portsOf(properties: Properties, kind: string): readonly PortRange[] | undefined | "not known" {
  const { list, incomplete } = textsAt(properties, `${kind}Range`, `${kind}Ranges`);
  const parts = list.flatMap((text) => text.split(",")).map((text) => text.trim());
  if (parts.includes("*")) {
    return undefined;
  }
  const ranges = parts.flatMap((text) => {
    const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
    return first === undefined ? [] : [{ first: Number(first), last: Number(last) }];
  });
  if (incomplete || ranges.length === 0 || ranges.length < parts.length) {
    return "not known";
  }
  return ranges.some(({ first, last }) => first === 0 && last === 65535) ? undefined : ranges;
}

/** Undefined: all of them. */
function protocolOf(text: string | undefined): number | undefined | "not known" {
  switch (text?.toLowerCase()) {
    case "*":
      return undefined;
    case "tcp":
      return protocols.tcp;
    case "udp":
      return protocols.udp;
    case "icmp":
      return protocols.icmp;
    case "esp":
      return protocols.esp;
    case "ah":
      return protocols.ah;
    default:
      return "not known";
  }
}
