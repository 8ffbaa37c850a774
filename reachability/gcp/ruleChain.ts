import { contains, type Cidr } from "../../addressing";
import type { FilterRule, Peers, PortRange } from "../model";

/** A rule of one level: `next` leaves the packet to the level behind. */
export type ChainRule = Omit<FilterRule, "action"> & { readonly action: "allow" | "deny" | "next" };

/**
 * Makes one list of several levels, first match first. Behind a `next` that matches a part of all packets stand, for
 * that part, the rules of the levels behind, and then the rest of its own level.
 * https://cloud.google.com/firewall/docs/firewall-policies-rule-details#action
 */
export function chained(
  levels: readonly (readonly ChainRule[])[],
  implied: FilterRule,
): readonly FilterRule[] {
  const [level, ...behind] = levels;
  if (level === undefined) {
    return [implied];
  }
  const rest = chained(behind, implied);
  const rules: FilterRule[] = [];
  for (const rule of level) {
    if (rule.action !== "next") {
      rules.push({ ...rule, action: rule.action });
    } else if (matchesAll(rule)) {
      break;
    } else {
      rules.push(...rest.flatMap((one) => both(rule, one)));
    }
  }
  return [...rules, ...rest];
}

function matchesAll({
  protocol,
  source,
  destination,
  sourcePorts,
  destinationPorts,
  undecided,
}: ChainRule): boolean {
  const parts = [protocol, source, destination, sourcePorts, destinationPorts, undecided];
  return parts.every((part) => part === undefined);
}

/** What `rule` does with the packets that `part` matches too. */
function both(part: ChainRule, rule: FilterRule): FilterRule[] {
  if (part.protocol !== undefined && rule.protocol !== undefined && part.protocol !== rule.protocol) {
    return [];
  }
  const protocol = part.protocol ?? rule.protocol;
  const source = commonPeers(part.source, rule.source);
  const destination = commonPeers(part.destination, rule.destination);
  const sourcePorts = commonPorts(part.sourcePorts, rule.sourcePorts);
  const destinationPorts = commonPorts(part.destinationPorts, rule.destinationPorts);
  const lists = [source && [...source.peers.ranges, ...(source.peers.endpoints ?? [])], sourcePorts];
  lists.push(destination && [...destination.peers.ranges, ...(destination.peers.endpoints ?? [])]);
  if ([...lists, destinationPorts].some((list) => list?.length === 0)) {
    return [];
  }
  const undecided = part.undecided ?? rule.undecided ?? source?.undecided ?? destination?.undecided;
  return [
    {
      action: rule.action,
      rule: rule.rule,
      ...(protocol !== undefined && { protocol }),
      ...(source && { source: source.peers }),
      ...(destination && { destination: destination.peers }),
      ...(sourcePorts && { sourcePorts }),
      ...(destinationPorts && { destinationPorts }),
      ...(undecided !== undefined && { undecided }),
    },
  ];
}

function commonPeers(
  a: Peers | undefined,
  b: Peers | undefined,
): { readonly peers: Peers; readonly undecided?: string } | undefined {
  if (a === undefined || b === undefined) {
    const peers = a ?? b;
    return peers && { peers };
  }
  const ranges = a.ranges.flatMap((one) => b.ranges.flatMap((other) => commonRange(one, other)));
  if (a.endpoints === undefined && b.endpoints === undefined) {
    return { peers: { ranges } };
  }
  return {
    peers: { ranges, endpoints: new Set([...(a.endpoints ?? []), ...(b.endpoints ?? [])]) },
    undecided: "a range and a tag that are both asked for can't be told to hold the same machines",
  };
}

function commonRange(a: Cidr, b: Cidr): Cidr[] {
  return contains(a, b) ? [b] : contains(b, a) ? [a] : [];
}

function commonPorts(
  a: readonly PortRange[] | undefined,
  b: readonly PortRange[] | undefined,
): readonly PortRange[] | undefined {
  if (a === undefined || b === undefined) {
    return a ?? b;
  }
  return a.flatMap((one) =>
    b.flatMap((other) => {
      const first = Math.max(one.first, other.first);
      const last = Math.min(one.last, other.last);
      return first <= last ? [{ first, last }] : [];
    }),
  );
}
