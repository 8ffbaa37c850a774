import { expect } from "chai";
import { encrypted, readStackFile, unknown } from "../../../reachability/resources";

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
  readStackFile(text, "stack.json").map((resource) => resource.urn.split("::").at(-1));

describe("readStackFile", () => {
  it("reads the state of a stack", () => {
    const made = state("a", { id: "eip-1", outputs: { publicIp: "198.51.100.7" } });
    expect(readStackFile(exported(stack, made), "stack.json")).to.deep.equal([
      {
        urn: stack.urn,
        type: stack.type,
        custom: false,
        external: false,
        id: undefined,
        inputs: {},
        outputs: {},
        parent: undefined,
        propertyDependencies: undefined,
      },
      {
        urn: urn("a"),
        type: "aws:ec2/eip:Eip",
        custom: true,
        external: false,
        id: "eip-1",
        inputs: { domain: "vpc" },
        outputs: { publicIp: "198.51.100.7" },
        parent: "urn:pulumi:dev::shop::pulumi-crosscloud:index:AwsNetwork::net",
        propertyDependencies: undefined,
      },
    ]);
  });

  it("leaves out what is about to be deleted, and marks what is only read", () => {
    const text = exported(state("a"), state("read", { external: true }), state("old", { delete: true }));
    expect(readStackFile(text, "stack.json").map(({ external }) => external)).to.deep.equal([false, true]);
  });

  it("tells what a preview does not know, and what went into it", () => {
    const inputs = { instance: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", tags: ["[secret]"] };
    const newState = state("a", { inputs, propertyDependencies: { instance: [urn("b")] } });
    const [resource] = readStackFile(previewed([step("create", "a", { newState })]), "stack.json");
    expect(resource?.inputs).to.deep.equal({ instance: unknown, tags: [encrypted] });
    expect(resource?.propertyDependencies).to.deep.equal({ instance: [urn("b")] });
  });

  it("keeps what the cloud said of what stays, but for the properties that change", () => {
    const was = { domain: "vpc", region: "here" };
    const oldState = state("a", { id: "eip-1", inputs: was, outputs: { ...was, publicIp: "198.51.100.7" } });
    const newState = state("a", { inputs: { domain: "standard", region: "here" } });
    const [changed] = readStackFile(previewed([step("update", "a", { oldState, newState })]), "stack.json");
    expect(changed).to.deep.include({
      id: "eip-1",
      inputs: { domain: "standard", region: "here" },
      outputs: { region: "here", publicIp: "198.51.100.7" },
    });
    const [replaced] = readStackFile(previewed([step("replace", "a", { oldState, newState })]), "stack.json");
    expect(replaced).to.deep.include({ id: undefined, outputs: {} });
  });

  it("reads secrets where the file holds their text", () => {
    const secret = (rest: object): object => ({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      ...rest,
    });
    const outputs = { shown: secret({ plaintext: '"psk"' }), hidden: secret({ ciphertext: "v1:abc" }) };
    const [resource] = readStackFile(exported(state("a", { outputs })), "stack.json");
    expect(resource?.outputs).to.deep.equal({ shown: "psk", hidden: encrypted });
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
    expect(namesIn(text)).to.deep.equal(["a", "b", "c", "d", "elsewhere"]);
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
    it(`refuses ${what}`, () => expect(() => readStackFile(text, "stack.json")).to.throw(message));
  }

  it("takes warnings of a preview for no failure", () => {
    const text = previewed([step("create", "a")], { diagnostics: [{ severity: "warning", message: "hm" }] });
    expect(namesIn(text)).to.deep.equal(["a"]);
  });
});
