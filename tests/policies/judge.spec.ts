import { expect } from "chai";

import { readConfiguration } from "../../policies/configuration/read";
import { judge, type Violation } from "../../policies/judge";
import type { Finding, Rule } from "../../policies/rule";
import { Stack } from "../../reachability/resources";

const plan = { stackName: "prod", stack: new Stack([]), others: [] };

describe("the verdict on a plan", () => {
  it("follows the pack's order of rules, and within a rule level, URN and message", () => {
    const first = rule("b-rule", "mandatory", [finding("urn:b"), finding("urn:a", true), finding("urn:a")]);
    const second = rule("a-rule", "mandatory", [finding("urn:a")]);
    const said = judged([first, second], { rules: { "b-rule": { onUnknown: "warn" } } });
    expect(said.map((one) => [one.rule, one.level, one.urn])).to.deep.equal([
      ["b-rule", "mandatory", "urn:a"],
      ["b-rule", "mandatory", "urn:b"],
      ["b-rule", "advisory", "urn:a"],
      ["a-rule", "mandatory", "urn:a"],
    ]);
  });

  const undecided: [Rule["level"], string, Violation["level"] | undefined][] = [
    ["mandatory", "fail", "mandatory"],
    ["mandatory", "warn", "advisory"],
    ["mandatory", "ignore", undefined],
    ["advisory", "fail", "advisory"],
    ["advisory", "warn", "advisory"],
    ["advisory", "ignore", undefined],
  ];
  for (const [level, onUnknown, reported] of undecided) {
    it(`${onUnknown}s on what ${level} rules can't tell: ${reported ?? "nothing"}`, () => {
      const one = rule("one", level, [finding("urn:a", true)]);
      expect(judged([one], { onUnknown })[0]?.level).to.equal(reported);
    });
  }

  it("takes a rule's own word that a finding is no reason to stop", () => {
    const [said] = judged([rule("one", "mandatory", [{ ...finding("urn:a"), advisory: true }])]);
    expect(said?.level).to.equal("advisory");
  });

  it("says what is wrong whatever is done about unknown values", () => {
    const one = rule("one", "mandatory", [finding("urn:a"), finding("urn:b", true)]);
    expect(judged([one], { onUnknown: "ignore" })).to.have.length(1);
  });

  it("does not let a stack pass of which a rule fails, nor tells what the rule read", () => {
    const failing = rule("failing", "mandatory", () => {
      throw new TypeError("the key is hunter2");
    });
    const [broken, other, ...more] = judged([failing, rule("other", "advisory", [finding("urn:a")])]);
    expect(more).to.deep.equal([]);
    expect(broken).to.deep.include({ rule: "failing", level: "mandatory" });
    expect(broken?.message).to.contain("TypeError").and.contain("judge.spec.ts:").and.not.contain("hunter2");
    expect(other).to.deep.include({ rule: "other", level: "advisory" });
  });

  it("counts what is too much to read", () => {
    const many = Array.from({ length: 70 }, (_, index) => finding(`urn:${String(index).padStart(2, "0")}`));
    const said = judged([rule("many", "mandatory", many)]);
    expect(said).to.have.length(51);
    expect(said.at(-1)).to.deep.include({ rule: "many", level: "mandatory" });
    expect(said.at(-1)?.message).to.match(/^20 more of many/);
  });

  it("counts as mandatory what is hidden behind the mandatory", () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      finding(`urn:${index}`, index % 60 !== 0 || undefined),
    );
    const said = judged([rule("many", "mandatory", many)], { onUnknown: "warn" });
    expect(said[0]?.level).to.equal("mandatory");
    expect(said.at(-1)?.level).to.equal("advisory");
  });
});

function judged(rules: readonly Rule[], configuration: unknown = {}): Violation[] {
  return judge(plan, readConfiguration(configuration, rules));
}

function rule(name: string, level: Rule["level"], findings: readonly Finding[] | (() => never)): Rule {
  return {
    name,
    description: "A rule.",
    level,
    check: () => (typeof findings === "function" ? findings() : findings),
  };
}

function finding(urn: string, undecided?: true): Finding {
  return { urn, message: `wrong: ${urn}`, ...(undecided && { undecided }) };
}
