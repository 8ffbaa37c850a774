import { type Cidr } from "../../addressing";
import {
  type Filter,
  type FilterRule,
  hasPorts,
  type Packet,
  type Peers,
  type PortRange,
  type Rule,
} from "../model";

/** What a filter does with a packet, and the rule by which. */
export type Decision =
  | { readonly action: "allow" | "deny"; readonly rule: Rule }
  | { readonly action: "undecided"; readonly rule: Rule; readonly why: string };

/**
 * The first rule that matches decides. A rule of which something is not known leaves it open, unless what comes behind
 * it decides the same.
 */
export function decide(filter: Filter, packet: Packet): Decision {
  return decideAmong(rulesFor(filter, packet), filter, packet);
}

/** {@link decide}, where it is known which of the rules are about such traffic. */
export function decideAmong(
  rules: readonly FilterRule[],
  { otherwise }: Pick<Filter, "otherwise">,
  packet: Packet,
): Decision {
  let doubt: { action: "allow" | "deny"; rule: Rule; why: string } | undefined;
  for (const rule of rules) {
    if (!matches(rule, packet)) {
      continue;
    }
    if (rule.undecided === undefined) {
      return resolved(doubt, rule.action, rule.rule);
    }
    if (doubt !== undefined && doubt.action !== rule.action) {
      return { action: "undecided", rule: doubt.rule, why: doubt.why };
    }
    doubt ??= { action: rule.action, rule: rule.rule, why: rule.undecided };
  }
  return resolved(doubt, otherwise.action, otherwise.rule);
}

const rulesByTraffic = new WeakMap<readonly FilterRule[], Map<number, readonly FilterRule[]>>();

/** The rules that a protocol and port may match, found once for all packets of these. */
function rulesFor({ rules }: Filter, { protocol, destinationPort }: Packet): readonly FilterRule[] {
  let byTraffic = rulesByTraffic.get(rules);
  if (byTraffic === undefined) {
    byTraffic = new Map();
    rulesByTraffic.set(rules, byTraffic);
  }
  const key = protocol * 65536 + destinationPort;
  let found = byTraffic.get(key);
  if (found === undefined) {
    found = rules.filter(
      (rule) =>
        (rule.protocol === undefined || rule.protocol === protocol) &&
        portsMatch(rule.destinationPorts, protocol, destinationPort),
    );
    byTraffic.set(key, found);
  }
  return found;
}

function resolved(
  doubt: { action: "allow" | "deny"; rule: Rule; why: string } | undefined,
  action: "allow" | "deny",
  rule: Rule,
): Decision {
  return doubt === undefined || doubt.action === action
    ? { action, rule }
    : { action: "undecided", rule: doubt.rule, why: doubt.why };
}

/** Whether a rule of {@link rulesFor} matches. */
function matches(rule: FilterRule, packet: Packet): boolean {
  return (
    portsMatch(rule.sourcePorts, packet.protocol, packet.sourcePort) &&
    peersMatch(rule.source, packet.version, packet.source, packet.from) &&
    peersMatch(rule.destination, packet.version, packet.destination, packet.to)
  );
}

/** Whether a packet with this port has one that a rule names. */
export function portsMatch(ports: readonly PortRange[] | undefined, protocol: number, port: number): boolean {
  return (
    ports === undefined ||
    (hasPorts(protocol) && ports.some(({ first, last }) => first <= port && port <= last))
  );
}

function peersMatch(
  peers: Peers | undefined,
  version: 4 | 6,
  address: bigint,
  endpoint: string | undefined,
): boolean {
  return (
    peers === undefined ||
    peers.ranges.some((range) => holds(range, version, address)) ||
    (endpoint !== undefined && peers.endpoints?.has(endpoint) === true)
  );
}

/** Whether a range holds an address. */
export function holds(range: Cidr, version: 4 | 6, address: bigint): boolean {
  return range.version === version && range.start <= address && address <= range.end;
}
