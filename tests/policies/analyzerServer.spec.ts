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

  /** Switches every rule off but one. */
  async function only(rule: string, options: RuleProgram["options"] = {}): Promise<void> {
    const off = rules.map(({ name }) => [name, "disabled"] as const);
    await server.configure({ crosscloud: { rules: { ...Object.fromEntries(off), [rule]: { ...options } } } });
  }

  /** What the pack says of a stack, of all rules only the program's. */
  async function judged(program: RuleProgram, stack: readonly ResourceArgs[]): Promise<Diagnostic[]> {
    await only(program.rule.name, program.options);
    return server.analyzeStack(sent(stack, program.stackName));
  }

  it("tell a key in plain text from one that the program gave as a secret", async () => {
    const type = "azure-native:network:VirtualNetworkGatewayConnection";
    const sharedKey = "k7Qm2vXr9TbL4wZc8NfH";
    const key = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: sharedKey };
    for (const [given, told] of [
      [sharedKey, 1],
      [key, 0],
    ] as const) {
      const [link] = sent([{ type, name: "link", props: { connectionType: "IPsec", sharedKey: given } }]);
      await only("preshared-keys");
      await server.remediate(link!);
      const diagnostics = await server.analyzeStack([link!]);
      expect(diagnostics.filter(({ message }) => message.includes("plain text"))).to.have.length(told);
      expect(JSON.stringify(diagnostics)).not.to.contain(sharedKey);
    }
  });

  it("take what the program did not ask for, and only the cloud will answer, for absent", async () => {
    const type = "aws:ec2/securityGroup:SecurityGroup";
    const [asked] = sent([{ type, name: "hosts", props: { description: "hosts" } }]);
    const [planned] = sent([{ type, name: "hosts", props: { description: "hosts", ingress: unknown } }]);
    await only("open-management-ports");
    expect(await server.analyzeStack([planned!])).to.have.length(1);
    await server.remediate(asked!);
    expect(await server.analyzeStack([planned!])).to.deep.equal([]);
  });

  it("stop at a configuration with a typo, and say what was meant", async () => {
    await server.configure({ crosscloud: { rules: { "overlaping-cidrs": "advisory" } } });
    const [diagnostic, ...more] = await server.analyzeStack([]);
    expect(more).to.deep.equal([]);
    expect(diagnostic).to.deep.include({ policy: "configuration", level: "mandatory" });
    expect(diagnostic?.message).to.match(/^rules\.overlaping-cidrs: .* most like it: overlapping-cidrs/);
  });

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
