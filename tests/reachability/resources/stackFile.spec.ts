import { expect } from "chai";
import { stackResources } from "../../../cli/cost/stackFile";

const urn = (name: string): string => `urn:pulumi:dev::shop::aws:ec2/eip:Eip::${name}`;
const state = (name: string, rest: object = {}): object => ({
  urn: urn(name),
  custom: true,
  type: "aws:ec2/eip:Eip",
  inputs: { domain: "vpc" },
  parent: "urn:pulumi:dev::shop::pulumi-crosscloud:index:AwsNetwork::net",
  ...rest,
});
const stack = {
  urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
  custom: false,
  type: "pulumi:pulumi:Stack",
};
const step = (op: string, name: string, rest: object = {}): object => ({
  op,
  urn: urn(name),
  ...(op.startsWith("delete") ? { oldState: state(name) } : { newState: state(name) }),
  ...rest,
});
const exported = (...resources: object[]): string =>
  JSON.stringify({ version: 3, deployment: { resources } });
const previewed = (steps: object[], rest: object = {}): string =>
  JSON.stringify({ config: {}, steps, ...rest });
const namesIn = (text: string): (string | undefined)[] =>
  stackResources(text, "stack.json").map((resource) => resource.urn.split("::").at(-1));

describe("stackResources", () => {
  it("reads the state of a stack, without components", () => {
    expect(stackResources(exported(stack, state("a")), "stack.json")).to.deep.equal([
      {
        urn: urn("a"),
        type: "aws:ec2/eip:Eip",
        inputs: { domain: "vpc" },
        parent: "urn:pulumi:dev::shop::pulumi-crosscloud:index:AwsNetwork::net",
      },
    ]);
  });

  it("leaves out what is only read, and what is about to be deleted", () => {
    const text = exported(state("a"), state("read", { external: true }), state("old", { delete: true }));
    expect(namesIn(text)).to.deep.equal(["a"]);
  });

  it("reads the state of a stack that has nothing", () => {
    expect(namesIn(JSON.stringify({ version: 3, deployment: { manifest: {} } }))).to.deep.equal([]);
  });

  it("reads from a preview what there would be, each resource once", () => {
    const steps = [
      step("same", "a"),
      step("create", "b"),
      step("update", "c"),
      step("delete", "gone"),
      step("create-replacement", "d"),
      step("replace", "d"),
      step("delete-replaced", "d"),
      step("read", "elsewhere"),
    ];
    const text = previewed(steps, {
      changeSummary: { same: 1, create: 1, update: 1, delete: 1, replace: 1 },
    });
    expect(namesIn(text)).to.deep.equal(["a", "b", "c", "d"]);
  });

  const refused: [what: string, text: string, message: RegExp][] = [
    [
      "what is no JSON",
      "Previewing update (dev)",
      /^stack\.json is not JSON: give the output of.+--show-sames/,
    ],
    ["JSON of another kind", "[1]", /^stack\.json holds no stack: give the output of/],
    ["an object of another kind", "{}", /^stack\.json holds neither steps nor a deployment/],
    [
      "a preview that leaves out what stays the same",
      previewed([step("same", "a")], { changeSummary: { same: 50 } }),
      /^stack\.json leaves out 49 resources that do not change: preview with --show-sames as well$/,
    ],
    [
      "a preview that failed",
      previewed([step("create", "a")], { diagnostics: [{ severity: "error", message: "s3cret" }] }),
      /^stack\.json is of a preview that failed, and may leave resources out: mend the program first$/,
    ],
    ["a resource without type", exported({ urn: "u", custom: true }), /a resource without URN or type/],
    ["a deployment without a list", '{"deployment":{"resources":{}}}', /no list of resources/],
  ];
  for (const [what, text, message] of refused) {
    it(`refuses ${what}`, () => expect(() => stackResources(text, "stack.json")).to.throw(message));
  }

  it("takes warnings of a preview for no failure", () => {
    const text = previewed([step("create", "a")], { diagnostics: [{ severity: "warning", message: "hm" }] });
    expect(namesIn(text)).to.deep.equal(["a"]);
  });
});
