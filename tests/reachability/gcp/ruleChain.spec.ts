import { expect } from "chai";
import fc from "fast-check";

import { parseCidr } from "../../../addressing";
import { chained, type ChainRule } from "../../../reachability/gcp/ruleChain";
import type { Filter, FilterRule, Packet } from "../../../reachability/model";
import { decide } from "../../../reachability/trace/filters";

/** Goes through the levels as the page tells it: the first match decides, and `next` leaves the level. */
function levelByLevel(levels: readonly (readonly ChainRule[])[], packet: Packet): string {
  for (const level of levels) {
    const first = level.find((rule) => matches(rule, packet));
    if (first !== undefined && first.action !== "next") {
      return first.action;
    }
  }
  return "deny";
}

function matches({ protocol, source, destinationPorts }: ChainRule, packet: Packet): boolean {
  return (
    (protocol === undefined || protocol === packet.protocol) &&
    (source === undefined ||
      source.ranges.some(({ start, end }) => start <= packet.source && packet.source <= end)) &&
    (destinationPorts === undefined ||
      destinationPorts.some(
        ({ first, last }) => first <= packet.destinationPort && packet.destinationPort <= last,
      ))
  );
}

const implied: FilterRule = { action: "deny", rule: { text: "implied" } };

const ranges = ["10.0.0.0/8", "10.0.0.0/30", "10.0.0.2/31", "10.0.0.3/32", "0.0.0.0/0"].map(parseCidr);

const rule: fc.Arbitrary<ChainRule> = fc
  .record({
    action: fc.constantFrom("allow", "deny", "next"),
    protocol: fc.option(fc.constantFrom(6, 17), { nil: undefined }),
    source: fc.option(fc.subarray(ranges, { minLength: 1 }), { nil: undefined }),
    ports: fc.option(fc.tuple(fc.nat(4), fc.nat(4)), { nil: undefined }),
  })
  .map(({ action, protocol, source, ports }) => ({
    action: action,
    ...(protocol !== undefined && { protocol }),
    ...(source && { source: { ranges: source } }),
    ...(ports && { destinationPorts: [{ first: Math.min(...ports), last: Math.max(...ports) }] }),
    rule: { text: "rule" },
  }));

const levels = fc.array(fc.array(rule, { maxLength: 4 }), { maxLength: 4 });

const packets: fc.Arbitrary<Packet> = fc.record({
  version: fc.constant(4 as const),
  source: fc.nat(5).map((host) => parseCidr("10.0.0.0/8").start + BigInt(host)),
  destination: fc.constant(1n),
  protocol: fc.constantFrom(6, 17),
  sourcePort: fc.constant(40000),
  destinationPort: fc.nat(5),
});

describe("levels of Google Cloud's firewall in one list", () => {
  it("decide as one level after the other does", () => {
    fc.assert(
      fc.property(levels, packets, (written, packet) => {
        const rules = chained(written, implied);
        const filter: Filter = { id: "f", name: "f", stateful: true, rules, otherwise: implied };
        expect(decide(filter, packet).action).to.equal(levelByLevel(written, packet));
      }),
      { numRuns: 500 },
    );
  });

  it("leave open what a tag and a range both ask for", () => {
    const next: ChainRule = {
      action: "next",
      source: { ranges: [], endpoints: new Set(["web"]) },
      rule: { text: "next" },
    };
    const allow: ChainRule = {
      action: "allow",
      source: { ranges: [parseCidr("10.0.0.0/8")] },
      rule: { text: "allow" },
    };
    const deny: ChainRule = { action: "deny", rule: { text: "deny" } };
    const [first] = chained([[next, deny], [allow]], implied);
    expect(first?.undecided).to.match(/can't be told/);
  });
});
