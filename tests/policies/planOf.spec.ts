import { expect } from "chai";

import { planOf } from "../../policies/planOf";
import { labelOf, type Properties, unknown } from "../../reachability/resources";
import { planned } from "./planned";

const type = "aws:ec2/securityGroup:SecurityGroup";

describe("the plan of a stack", () => {
  it("is in the order of URNs, whatever order its resources come in", () => {
    const { stack, stackName } = planOf(["b", "c", "a", "B"].map((name) => planned(type, name, {})));
    expect(stackName).to.equal("prod");
    expect(stack.resources.map(labelOf)).to.deep.equal(["B", "a", "b", "c"]);
  });

  const read: [string, Properties, Properties, Properties][] = [
    ["what only the cloud would answer as absent", { a: 1 }, { a: 1, arn: unknown }, { a: 1 }],
    ["what is asked for and not known as unknown", { a: unknown }, { a: unknown }, { a: unknown }],
    ["what the cloud has answered", { a: 1 }, { a: 1, b: 2 }, { a: 1, b: 2 }],
    ["the same in objects", { a: { b: 1 } }, { a: { b: 1, c: unknown } }, { a: { b: 1 } }],
    ["the same in lists", { a: [{ b: 1 }] }, { a: [{ b: 1, c: unknown }] }, { a: [{ b: 1 }] }],
    [
      "lists of another length as they are",
      { a: [{ b: 1 }] },
      { a: [{ b: 1 }, { c: unknown }] },
      { a: [{ b: 1 }, { c: unknown }] },
    ],
    ["what no program asked for as it is", {}, { a: unknown }, { a: unknown }],
  ];
  for (const [what, inputs, outputs, expected] of read) {
    it(`reads ${what}`, () => {
      const resource = { ...planned(type, "one", outputs), inputs };
      const { stack, others } = planOf([resource], [{ name: "other", resources: [resource] }]);
      expect(stack.resources.map((one) => one.outputs)).to.deep.equal([expected]);
      expect(others[0]?.resources.map((one) => one.outputs)).to.deep.equal([expected]);
    });
  }
});
