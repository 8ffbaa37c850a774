import { expect } from "chai";

import { parseAddress, parseCidr } from "../../../addressing";
import type { FilterRule, Packet } from "../../../reachability/model";
import { decide } from "../../../reachability/trace/filters";
import { filter } from "../estate";

const packet: Packet = {
  version: 4,
  source: parseAddress("10.0.0.10").value,
  destination: parseAddress("10.1.0.10").value,
  protocol: 6,
  sourcePort: 40000,
  destinationPort: 443,
  from: "web",
  to: "db",
};
const decisionOf = (...rules: Partial<FilterRule>[]): string => decide(filter("f", rules), packet).action;
const anything = { ranges: [] };

describe("decide", () => {
  const matching: [what: string, rule: Partial<FilterRule>, matches: boolean][] = [
    ["nothing said", {}, true],
    ["its protocol", { protocol: 6 }, true],
    ["another protocol", { protocol: 17 }, false],
    ["its source", { source: { ranges: [parseCidr("10.0.0.0/24")] } }, true],
    ["another source", { source: { ranges: [parseCidr("10.0.1.0/24")] } }, false],
    ["the source's endpoint", { source: { ranges: [], endpoints: new Set(["web"]) } }, true],
    ["another endpoint", { source: { ranges: [], endpoints: new Set(["db"]) } }, false],
    ["its destination", { destination: { ranges: [parseCidr("10.1.0.10/32")] } }, true],
    ["no destination at all", { destination: anything }, false],
    ["its port", { destinationPorts: [{ first: 80, last: 443 }] }, true],
    ["another port", { destinationPorts: [{ first: 80, last: 442 }] }, false],
    ["the client's port", { sourcePorts: [{ first: 40000, last: 40000 }] }, true],
    ["another client's port", { sourcePorts: [{ first: 1, last: 39999 }] }, false],
    ["IPv6", { source: { ranges: [parseCidr("::/0")] } }, false],
  ];
  for (const [what, rule, matches] of matching) {
    it(`${matches ? "lets a rule match that names" : "passes over a rule that names"} ${what}`, () => {
      expect(decisionOf(rule)).to.equal(matches ? "allow" : "deny");
    });
  }

  it("takes the first rule that matches", () => {
    expect(decisionOf({ action: "deny", protocol: 6 }, {})).to.equal("deny");
  });

  it("never lets ports match where the protocol has none", () => {
    const all = filter("f", [{ destinationPorts: [{ first: 0, last: 65535 }] }]);
    expect(decide(all, { ...packet, protocol: 1, destinationPort: 0 }).action).to.equal("deny");
  });

  it("is undecided when a rule that may match decides otherwise than what follows", () => {
    expect(decisionOf({ undecided: "its range is not known" })).to.equal("undecided");
    expect(decisionOf({ action: "deny", undecided: "its range is not known" }, {})).to.equal("undecided");
  });

  it("is not in doubt when what follows decides the same", () => {
    expect(decisionOf({ undecided: "its range is not known" }, {})).to.equal("allow");
    expect(decisionOf({ action: "deny", undecided: "its range is not known" })).to.equal("deny");
  });

  it("is undecided when two rules that may match differ", () => {
    const [allow, deny] = [{ undecided: "?" }, { action: "deny", undecided: "?" } as const];
    expect(decisionOf(allow, deny, {})).to.equal("undecided");
  });
});
