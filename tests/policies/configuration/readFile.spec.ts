import { expect } from "chai";

import { ConfigurationError } from "../../../policies/configuration/read";
import { readConfigurationFile } from "../../../policies/configuration/readFile";
import type { Rule } from "../../../policies/rule";

const rule = (name: string, level: Rule["level"]): Rule => ({
  name,
  description: "",
  level,
  check: () => [],
});
const rules = [rule("strict", "mandatory"), rule("mild", "advisory")];

describe("the file of the pack's configuration", () => {
  const levels: [string, object | string, string[]][] = [
    ["nothing", "", ["mandatory", "advisory"]],
    ["an empty object", {}, ["mandatory", "advisory"]],
    ["the pack's level", { crosscloud: "advisory" }, ["advisory", "advisory"]],
    ["the pack's level among its properties", { crosscloud: { enforcementLevel: "disabled" } }, []],
    ["the level of all policies", { all: "advisory" }, ["advisory", "advisory"]],
    [
      "the pack's own level before that of all",
      { all: "disabled", crosscloud: { enforcementLevel: "mandatory" } },
      ["mandatory", "advisory"],
    ],
    ["the level of one rule", { crosscloud: { rules: { mild: "mandatory" } } }, ["mandatory", "mandatory"]],
  ];
  for (const [what, content, expected] of levels) {
    it(`reads ${what}, as the engine does`, () => {
      const text = typeof content === "string" ? content : JSON.stringify(content);
      expect(readConfigurationFile(text, rules).rules.map(({ level }) => level)).to.deep.equal(expected);
    });
  }

  const refused: [string, string][] = [
    ["{", "it is no JSON"],
    ["[]", "[] is no object"],
    ['{"croscloud":{}}', "croscloud: there is no such policy; most like it: crosscloud"],
    ['{"crosscloud":1}', "crosscloud: 1 is no string or object"],
    ['{"crosscloud":"strict"}', 'crosscloud: "strict" is none of "mandatory", "advisory", "disabled"'],
    ['{"crosscloud":{"enforcementLevel":1}}', "crosscloud: 1 is no string"],
    [
      '{"crosscloud":{"rules":{"stric":"advisory"}}}',
      "rules.stric: there is no such property; most like it: strict",
    ],
  ];
  for (const [text, problem] of refused) {
    it(`refuses ${text}`, () => {
      expect(() => readConfigurationFile(text, rules)).to.throw(ConfigurationError, problem);
    });
  }
});
