import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { expect } from "chai";

import { rules } from "../../policies/rules";
import { unknown } from "../../reachability/resources";
import { AnalyzerServer, type Diagnostic, type SentResource } from "../helpers/analyzerServer";
import type { ResourceArgs, RuleProgram } from "./programs/program";

const programs = join(__dirname, "programs");

const tried = readdirSync(programs)
  .filter((file) => file !== "program.ts")
  .flatMap((file) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the list of rules is that of the folder
    const exported = require(join(programs, file)) as Readonly<Record<string, unknown>>;
    return Object.values(exported).filter(isProgram);
  });

describe("the rules in the real analyzer server", function () {
  this.timeout(60_000);

  let server: AnalyzerServer;
  before(async () => {
    const pack = resolve(__dirname, "../../policies");
    server = await AnalyzerServer.start(pack, "-r", "ts-node/register/transpile-only", "index.ts");
  });
  after(() => server.stop());

  /** What the pack says of a stack, of all rules only the program's. */
  async function judged(program: RuleProgram, stack: readonly ResourceArgs[]): Promise<Diagnostic[]> {
    const off = rules.map(({ name }) => [name, "disabled"] as const);
    const given = { ...Object.fromEntries(off), [program.rule.name]: { ...program.options } };
    await server.configure({ crosscloud: { rules: given } });
    return server.analyzeStack(sent(stack, program.stackName));
  }

  it("are all tried here", () => {
    expect([...new Set(tried.map(({ rule }) => rule.name))]).to.have.members(rules.map(({ name }) => name));
  });

  for (const program of tried) {
    const { rule, violating, clean, says } = program;

    it(`${rule.name} refuses its violating stack`, async () => {
      const diagnostics = await judged(program, violating);
      expect(diagnostics).not.to.be.empty;
      const urns = sent(violating, program.stackName).map(({ urn }) => urn);
      for (const { policy, level, urn } of diagnostics) {
        expect([policy, level]).to.deep.equal([rule.name, rule.level]);
        expect(urns).to.include(urn);
      }
      expect(diagnostics.map(({ message }) => message).join("\n")).to.match(says);
    });

    it(`${rule.name} lets its clean stack pass`, async () => {
      expect(await judged(program, clean)).to.deep.equal([]);
    });
  }
});

function isProgram(value: unknown): value is RuleProgram {
  return typeof value === "object" && value !== null && "violating" in value;
}

function sent(stack: readonly ResourceArgs[], stackName = "prod"): SentResource[] {
  const urnOf = ({ type, name }: ResourceArgs): string => `urn:pulumi:${stackName}::shop::${type}::${name}`;
  const urnsOf = (names: string | readonly string[]): string[] =>
    [names].flat().map((name) => urnOf(stack.find((one) => one.name === name)!));
  return stack.map((one) => ({
    urn: urnOf(one),
    type: one.type,
    name: one.name,
    props: marked(one.props) as SentResource["props"],
    propertyDependencies: Object.fromEntries(
      Object.entries(one.from ?? {}).map(([property, names]) => [property, urnsOf(names)]),
    ),
  }));
}

/** The properties as the engine writes them. */
function marked(value: unknown): unknown {
  if (value === unknown) {
    return "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  }
  if (Array.isArray(value)) {
    return value.map(marked);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, marked(each)]))
    : value;
}
