import { findOverlaps } from "../addressing";
import { byUrn, type Network } from "./networks";
import type { Rule } from "./rule";

/**
 * Two networks that share addresses can't be joined: no route could tell which of the two is meant. The
 * clouds accept such networks and lose the traffic between them.
 */
export const noOverlappingCidrs: Rule = {
  name: "no-overlapping-cidrs",
  check: ({ decided }) =>
    overlappingPairs(decided).map(({ first, second, shared }) => ({
      urn: second.urn,
      message:
        `${first.urn} and ${second.urn} overlap (${shared.join(", ")}), so no route can tell them apart; ` +
        "give one of them a range of its own",
    })),
};

interface OverlappingPair {
  readonly first: Network;
  readonly second: Network;
  /** Each overlap of the two, such as `10.0.0.0/16 and 10.0.4.0/24`, the first network's range first. */
  readonly shared: string[];
}

/** Each pair once, however many of their ranges overlap. */
function overlappingPairs(networks: readonly Network[]): OverlappingPair[] {
  const entries = networks.flatMap((owner) => owner.cidrs.map((cidr) => ({ cidr, owner })));
  const pairs = new Map<string, OverlappingPair>();
  for (const { outer, inner } of findOverlaps(entries)) {
    const order = byUrn(outer.owner, inner.owner);
    if (order === 0) {
      continue;
    }
    const [first, second] = order < 0 ? [outer, inner] : [inner, outer];
    const key = `${first.owner.urn} ${second.owner.urn}`;
    const pair = pairs.get(key) ?? { first: first.owner, second: second.owner, shared: [] };
    pair.shared.push(`${first.cidr.text} and ${second.cidr.text}`);
    pairs.set(key, pair);
  }
  return [...pairs.values()].sort((a, b) => byUrn(a.first, b.first) || byUrn(a.second, b.second));
}
