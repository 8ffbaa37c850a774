import { expect } from "chai";

import { readEventLog } from "../../../cli/policy/preview/eventLog";
import type { Previewed } from "../../../cli/policy/preview/previewStack";
import type { IntentFailure, IntentResult } from "../../../reachability";
import { isStopped, previewReport } from "../../../cli/policy/preview/report";

const urn = "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::shop";
const stack = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

/** Lines as the engine writes them. */
const log = [
  { policyLoadEvent: {} },
  {
    policyEvent: {
      resourceUrn: urn,
      message: "shop and data overlap\n",
      policyName: "overlapping-cidrs",
      enforcementLevel: "mandatory",
    },
  },
  {
    policyEvent: {
      resourceUrn: stack,
      message: "say | why\n",
      policyName: "configuration",
      enforcementLevel: "advisory",
    },
  },
  { diagnosticEvent: { prefix: "error: ", message: "preview failed\n", severity: "error" } },
  { diagnosticEvent: { message: "the program is broken\n", severity: "error" } },
  { diagnosticEvent: { message: "a hint\n", severity: "info" } },
];

describe("crosscloud preview", () => {
  const said = readEventLog(log.map((event) => `${JSON.stringify(event)}\n`).join(""));

  it("reads what the pack reports out of the engine's events", () => {
    expect(said.violations).to.deep.equal([
      { rule: "overlapping-cidrs", level: "mandatory", urn, message: "shop and data overlap" },
      { rule: "configuration", level: "advisory", message: "say | why" },
    ]);
  });

  it("tells a program that fails from a policy that is violated", () => {
    expect(said.errors).to.deep.equal(["the program is broken"]);
  });

  const preview: Previewed = {
    stack: "dev",
    operations: { same: 3, create: 2 },
    violations: [],
    errors: [],
    changes: [],
  };

  it("stops at what is mandatory and at errors, and at nothing else", () => {
    const [mandatory, advisory] = said.violations;
    expect(isStopped(preview)).to.equal(false);
    expect(isStopped({ ...preview, violations: [advisory!] })).to.equal(false);
    expect(isStopped({ ...preview, violations: [mandatory!] })).to.equal(true);
    expect(isStopped({ ...preview, errors: ["broken"] })).to.equal(true);
  });

  it("reports each stack, with what would break a table escaped", () => {
    const report = previewReport([preview, { ...preview, stack: "prod", violations: said.violations }]);
    expect(report)
      .to.contain("| dev | passes | 2 to create | no rule is violated |")
      .and.contain("| prod | **stopped** | 2 to create | 2 violations, 1 of them mandatory |")
      .and.contain("| **mandatory** | `overlapping-cidrs` | shop | shop and data overlap |")
      .and.contain("say \\| why");
  });

  describe("with intents", () => {
    const intent = (name: string, failures: IntentFailure[]): IntentResult => ({
      ...{ name, path: "[0]", line: 1, expect: "denied", pairs: 1, failures },
      holds: failures.length === 0,
    });
    const failure = {
      from: "lab",
      to: "shop",
      traffic: "tcp 22",
      pairs: 1,
      verdict: "reachable",
      reason: "it is",
    };
    const kept = { ...preview, intents: [intent("apart", [])] };
    const broken = { ...preview, intents: [intent("apart", [failure as unknown as IntentFailure])] };

    it("stops where one is broken", () => {
      expect([kept, broken].map(isStopped)).to.deep.equal([false, true]);
    });

    it("says which, and of which hosts", () => {
      expect(previewReport([kept]))
        .to.contain("| dev | passes |")
        .and.contain("✓ apart");
      expect(previewReport([broken]))
        .to.contain("| dev | **stopped** | 2 to create | no rule is violated, 1 intent broken |")
        .and.contain("✗ apart")
        .and.contain("lab to shop, tcp 22: reachable");
    });
  });

  it("says why a preview failed instead of what it would open", () => {
    const errors = ["there is no such network"];
    const report = previewReport([{ stack: "dev", operations: {}, violations: [], errors }]);
    expect(report)
      .to.contain("there is no such network")
      .and.contain("Not run.")
      .and.not.contain("Reachability");
  });

  it("is no longer than a comment may be", () => {
    const violations = Array.from({ length: 5000 }, () => said.violations[0]!);
    const report = previewReport([{ ...preview, violations }]);
    expect(report.length).to.be.below(65_536);
    expect(report).to.match(/Cut here/);
  });
});
