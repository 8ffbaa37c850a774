import { expect } from "chai";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { planCommand } from "../../../cli/dns/planCommand";
import type { MigrationStep } from "../../../components";
import { rejection } from "../../helpers/rejection";

const nameWith = (name: string, outputs: object) => ({
  urn: `urn:pulumi:prod::shop::pulumi-crosscloud:index:DnsFailover::${name}`,
  type: "pulumi-crosscloud:index:DnsFailover",
  custom: false,
  outputs,
});

const stateOf = (...resources: object[]): string => JSON.stringify({ version: 3, deployment: { resources } });

const api = nameWith("api", { weights: { blue: 90, green: 10 }, ttl: 30 });
const web = nameWith("web", { weights: { old: 100, new: 0 }, ttl: 60 });

describe("crosscloud dns plan", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "crosscloud-dns-"));
    const files = {
      "one.json": stateOf(api),
      "two.json": stateOf(api, web),
      "none.json": stateOf(),
      "order.json": stateOf(nameWith("api", { ttl: 60 })),
    };
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  });
  after(() => rm(folder, { recursive: true }));

  const write = process.stdout.write.bind(process.stdout);

  async function run(...args: string[]): Promise<string> {
    let output = "";
    process.stdout.write = (text: unknown): boolean => {
      output += String(text);
      return true;
    };
    try {
      const inFolder = args.map((arg) => (arg.endsWith(".json") ? join(folder, arg) : arg));
      const command = planCommand()
        .exitOverride()
        .configureOutput({ writeErr: () => undefined });
      await command.parseAsync(["node", "plan", ...inFolder]);
      return output;
    } finally {
      process.stdout.write = write;
    }
  }

  const steps = async (...args: string[]): Promise<MigrationStep[]> =>
    JSON.parse(await run(...args, "--json")) as MigrationStep[];

  it("lists the steps from given weights", async () => {
    const output = await run("--from", "blue=90,green=10", "--to", "blue=0,green=100");
    expect(output).to.match(/│ +1 │ blue=72 +│ blue 72 % +│ 11 min +│ errors, latency and load of green/);
    expect(output).to.include('  5. weighted: { "blue": 0, "green": 100 }');
    expect(output).to.include("5 steps, 55 min.");
  });

  it("lists the commands where the configuration holds the weights", async () => {
    const output = await run(
      ..."--from blue=50,green=50 --to blue=0,green=100 --config-key dns.weights".split(" "),
    );
    expect(output).to.include(
      `  3. pulumi config set --path 'dns.weights["blue"]' 0\n` +
        `     pulumi config set --path 'dns.weights["green"]' 100\n     pulumi up\n`,
    );
  });

  it("starts from the weights and the TTL of a state", async () => {
    const plan = await steps("one.json", "--to", "blue=0,green=100", "--step", "45", "--watch", "0");
    expect(plan.map(({ weights, waitSeconds }) => [weights, waitSeconds])).to.deep.equal([
      [{ blue: 45, green: 55 }, 30],
      [{ blue: 0, green: 100 }, 30],
    ]);
  });

  it("goes by the TTL that is asked for", async () => {
    const [first] = await steps("one.json", "--to", "blue=0,green=100", "--ttl", "300", "--watch", "60");
    expect(first?.waitSeconds).to.equal(360);
  });

  it("moves the one of several names that is asked for", async () => {
    const [first] = await steps("two.json", "--component", "web", "--to", "old=80,new=20");
    expect(first?.undo).to.deep.equal({ old: 100, new: 0 });
  });

  it("says so where there is nothing to do", async () => {
    expect(await run("one.json", "--to", "blue=90,green=10")).to.equal(
      "Nothing to do: the weights are the ones wanted\n",
    );
  });

  const to = ["--to", "blue=0,green=100"];
  const nonsense: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["neither weights nor a file", to, /give the current weights by --from, or a file/],
    [
      "weights and a file",
      ["one.json", "--from", "blue=1,green=99", ...to],
      /give --from or .+one\.json, not both/,
    ],
    ["no end", ["one.json"], /required option '--to <weights>' not specified/],
    ["weights without numbers", ["--from", "blue,green=1", ...to], /must be pools with whole numbers/],
    ["weights below 0", ["--from", "blue=-1,green=101", ...to], /must be pools with whole numbers/],
    ["two weights of a pool", ["--from", "blue=1,blue=2", ...to], /blue has two weights: give one/],
    [
      "a state without names",
      ["none.json", ...to],
      /none\.json holds no DnsFailover: give the weights by --from/,
    ],
    [
      "one of several names",
      ["two.json", ...to],
      /two\.json holds several \(api, web\): say which by --component/,
    ],
    [
      "a name that is not there",
      ["two.json", "--component", "app", ...to],
      /holds no DnsFailover app: use one of api, web/,
    ],
    ["a name without weights", ["order.json", ...to], /api in .+order\.json has no weights/],
    ["a pool too many", ["one.json", "--to", "blue=0,green=50,red=50"], /from: leaves out red/],
    ["no weights at all", ["one.json", "--to", "blue=0,green=0"], /to: all weights are 0/],
    ["half steps", ["one.json", ...to, "--step", "0.5"], /must be a whole number/],
  ];
  for (const [what, args, message] of nonsense) {
    it(`refuses ${what}`, async () => {
      expect(await rejection(run(...args))).to.match(message);
    });
  }
});
