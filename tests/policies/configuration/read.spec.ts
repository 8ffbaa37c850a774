import { expect } from "chai";

import { ConfigurationError, readConfiguration } from "../../../policies/configuration/read";
import type { Settings } from "../../../policies/configuration/settings";
import type { Rule } from "../../../policies/rule";

const overlaps: Rule = {
  name: "overlapping-cidrs",
  description: "No two networks overlap.",
  level: "mandatory",
  options: {
    scope: { type: "string", enum: ["joined", "all"], default: "joined" },
    most: { type: "integer", minimum: 1, maximum: 9, default: 5 },
    ranges: {
      type: "array",
      default: [],
      items: {
        type: "object",
        properties: { name: { type: "string", minLength: 1 }, cidr: { type: "string", pattern: "/\\d+$" } },
        required: ["cidr"],
      },
    },
    tags: { type: "object", default: {}, additionalProperties: { type: "string" } },
  },
  check: () => [],
};
const tags: Rule = { name: "required-tags", description: "", level: "advisory", check: () => [] };
const rules = [overlaps, tags];

describe("the configuration of the pack", () => {
  const accepted: [string, unknown, Partial<Settings["rules"][number]>[]][] = [
    [
      "nothing",
      {},
      [
        {
          rule: overlaps,
          level: "mandatory",
          onUnknown: "fail",
          options: { scope: "joined", most: 5, ranges: [], tags: {} },
        },
        { rule: tags, level: "advisory", onUnknown: "fail", options: {} },
      ],
    ],
    [
      "a level instead of options",
      { rules: { "overlapping-cidrs": "advisory" } },
      [{ level: "advisory" }, {}],
    ],
    ["a rule that is off", { rules: { "required-tags": "disabled" } }, [{ rule: overlaps }]],
    ["a rule off among options", { rules: { "required-tags": { level: "disabled" } } }, [{ rule: overlaps }]],
    [
      "options",
      {
        rules: { "overlapping-cidrs": { scope: "all", ranges: [{ cidr: "10.0.0.0/8" }], tags: { a: "b" } } },
      },
      [{ options: { scope: "all", most: 5, ranges: [{ cidr: "10.0.0.0/8" }], tags: { a: "b" } } }, {}],
    ],
    [
      "onUnknown for all, and for one",
      { onUnknown: "ignore", rules: { "required-tags": { onUnknown: "warn" } } },
      [{ onUnknown: "ignore" }, { onUnknown: "warn" }],
    ],
  ];
  for (const [what, configuration, expected] of accepted) {
    it(`reads ${what}`, () => {
      const { rules: settings } = readConfiguration(configuration, rules);
      expect(settings).to.have.length(expected.length);
      for (const [index, one] of expected.entries()) {
        expect(settings[index]).to.deep.include(one);
      }
    });
  }

  it("hands the stacks over", () => {
    expect(readConfiguration({ stacks: ["a.json"] }, rules).stacks).to.deep.equal(["a.json"]);
  });

  const refused: [unknown, string][] = [
    ["mandatory", '"mandatory" is no object'],
    [
      { rules: { "overlaping-cidrs": "advisory" } },
      "rules.overlaping-cidrs: there is no such property; most like it: overlapping-cidrs, required-tags",
    ],
    [{ onunknown: "fail" }, "onunknown: there is no such property; most like it: onUnknown,"],
    [{ onUnknown: "stop" }, 'onUnknown: "stop" is none of "fail", "warn", "ignore"'],
    [
      { rules: { "required-tags": "mandatry" } },
      'rules.required-tags: "mandatry" is none of "mandatory", "advisory", "disabled"',
    ],
    [{ rules: { "required-tags": true } }, "rules.required-tags: true is no string or object"],
    [{ rules: [] }, "rules: [] is no object"],
    [
      { rules: { "overlapping-cidrs": { scop: "all" } } },
      "rules.overlapping-cidrs.scop: there is no such property; most like it: scope,",
    ],
    [{ rules: { "overlapping-cidrs": { most: 1.5 } } }, "rules.overlapping-cidrs.most: 1.5 is no integer"],
    [{ rules: { "overlapping-cidrs": { most: 10 } } }, "rules.overlapping-cidrs.most: 10 is not from 1 to 9"],
    [
      { rules: { "overlapping-cidrs": { ranges: [{ name: "" }] } } },
      'rules.overlapping-cidrs.ranges[0].name: "" does not fit',
    ],
    [
      { rules: { "overlapping-cidrs": { ranges: [{ name: "a" }] } } },
      "rules.overlapping-cidrs.ranges[0].cidr: missing",
    ],
    [
      { rules: { "overlapping-cidrs": { ranges: [{ cidr: "10.0.0.0" }] } } },
      'rules.overlapping-cidrs.ranges[0].cidr: "10.0.0.0" does not fit',
    ],
    [
      { rules: { "overlapping-cidrs": { tags: { a: 1 } } } },
      "rules.overlapping-cidrs.tags.a: 1 is no string",
    ],
    [{ stacks: ["a", 1] }, "stacks[1]: 1 is no string"],
  ];
  for (const [configuration, problem] of refused) {
    it(`refuses ${JSON.stringify(configuration)}`, () => {
      expect(problemsOf(configuration).join("\n")).to.contain(problem);
    });
  }

  it("tells all that is wrong at once", () => {
    const configuration = {
      onUnknown: 1,
      stacks: "a",
      rules: { x: "advisory", "required-tags": "on", "overlapping-cidrs": { most: 0 } },
    };
    expect(problemsOf(configuration)).to.have.length(5);
  });
});

function problemsOf(configuration: unknown): readonly string[] {
  try {
    readConfiguration(configuration, rules);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return error.problems;
    }
    throw error;
  }
  return [];
}
