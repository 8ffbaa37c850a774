import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { policyCommand } from "../../../cli/policy/policyCommand";

describe("crosscloud policy", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "crosscloud-policy-"));
    const files = {
      "dev.json": state("dev", { shop: "10.0.0.0/16", data: "10.1.0.0/16" }),
      "prod.json": state("prod", { shop: "10.1.128.0/17" }),
      "bad.json": "{",
      "all.json": JSON.stringify({
        crosscloud: { rules: { "overlapping-cidrs": { scope: "all" }, "flow-logs": "disabled" } },
      }),
      "stacks.json": JSON.stringify({
        crosscloud: { stacks: ["prod.json"], rules: { "overlapping-cidrs": { scope: "all" } } },
      }),
      "typo.json": JSON.stringify({ crosscloud: { onunknown: "fail" } }),
      "many.json": state(
        "dev",
        Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`n${index}`, "10.0.0.0/16"])),
      ),
    };
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  });
  after(() => rm(folder, { recursive: true }));

  const writeToOutput = process.stdout.write.bind(process.stdout);
  const writeToErrors = process.stderr.write.bind(process.stderr);

  async function run(...args: string[]): Promise<{ code: unknown; output: string }> {
    const { exitCode } = process;
    let output = "";
    const note = (text: unknown): boolean => {
      output += String(text);
      return true;
    };
    process.stdout.write = note;
    process.stderr.write = note;
    try {
      const inFolder = args.map((arg) => (arg.endsWith(".json") ? join(folder, arg) : arg));
      await policyCommand().parseAsync(["node", "crosscloud", ...inFolder]);
      return { code: process.exitCode, output };
    } finally {
      process.stdout.write = writeToOutput;
      process.stderr.write = writeToErrors;
      process.exitCode = exitCode;
    }
  }

  it("ends with 0 where nothing mandatory is violated", async () => {
    const { code, output } = await run("dev.json", "--config", "all.json");
    expect(output).to.match(/dev\.json: no rule is violated/);
    expect(code).to.equal(0);
  });

  it("ends with 1 where two stacks that are given have a range in common, and tells both", async () => {
    const { code, output } = await run("dev.json", "prod.json", "--config", "all.json");
    expect(code).to.equal(1);
    expect(output.match(/\[mandatory\] overlapping-cidrs/g)).to.have.length(2);
    expect(output).to.contain("10.1.128.0/17").and.contain("10.1.0.0/16");
  });

  it("reads the stacks that the configuration names from its folder", async () => {
    const { code, output } = await run("dev.json", "--config", "stacks.json");
    expect(code).to.equal(1);
    expect(output).to.match(/\[mandatory\] overlapping-cidrs: data/);
  });

  it("ends with 2 where the input is no stack, or the configuration is wrong", async () => {
    expect(await run("bad.json")).to.deep.include({ code: 2 });
    const { code, output } = await run("dev.json", "--config", "typo.json");
    expect(code).to.equal(2);
    expect(output).to.match(/typo\.json: onunknown: there is no such property; most like it: onUnknown/);
  });

  it("counts what is too much to read, unless asked for all of it", async () => {
    const few = await run("many.json", "--config", "all.json");
    const all = await run("many.json", "--config", "all.json", "--all", "--json");
    expect(few.output.match(/\[mandatory\] overlapping-cidrs/g)!.length).to.be.at.most(51);
    expect(all.output).to.contain('"violations"').and.not.contain("more of overlapping-cidrs");
  });

  it("writes Markdown", async () => {
    const { output } = await run("prod.json", "dev.json", "--config", "all.json", "--markdown");
    expect(output).to.match(/\| \*\*mandatory\*\* \| `overlapping-cidrs` \| shop \|/);
  });
});

function state(stack: string, vpcs: Readonly<Record<string, string>>): string {
  const type = "aws:ec2/vpc:Vpc";
  const resources = Object.entries(vpcs).map(([name, cidrBlock]) => ({
    urn: `urn:pulumi:${stack}::estate::${type}::${name}`,
    type,
    custom: true,
    id: `vpc-${stack}-${name}`,
    inputs: { cidrBlock },
    outputs: { id: `vpc-${stack}-${name}`, cidrBlock },
  }));
  return JSON.stringify({ deployment: { resources } });
}
