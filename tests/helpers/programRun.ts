import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import type { WorldRecord } from "../../simulator";
import { DemoRun } from "./demoRun";

const checkout = resolve(__dirname, "../..");

/** What an update did, by the resources' names. */
export interface Changes {
  readonly created: string[];
  readonly updated: string[];
  readonly replaced: string[];
  readonly deleted: string[];
}

/** A program over the built components, which the real engine runs against simulated clouds with changing arguments. */
export class ProgramRun {
  private constructor(
    private readonly run: DemoRun,
    private readonly folder: string,
  ) {}

  /** @param program - JavaScript that finds its arguments as `args` and the components as `components`. */
  static async start(program: string): Promise<ProgramRun> {
    const folder = await mkdtemp(join(tmpdir(), "crosscloud-program-"));
    const started = new ProgramRun(await DemoRun.start(), folder);
    const config = "config:\n  aws:region: eu-central-1\n  azure-native:location: westeurope\n";
    await writeFile(join(folder, "Pulumi.yaml"), "name: estate\nruntime: nodejs\nmain: index.js\n");
    await writeFile(join(folder, "Pulumi.dev.yaml"), config);
    await writeFile(join(folder, "package.json"), '{ "name": "estate" }');
    await writeFile(
      join(folder, "index.js"),
      `const components = require(${JSON.stringify(join(checkout, "dist/components"))});\n` +
        `const args = require("./args.json");\n${program}`,
    );
    await symlink(join(checkout, "node_modules"), join(folder, "node_modules"));
    await started.pulumi("stack", "init");
    return started;
  }

  /** Runs `pulumi up`. @throws {Error} with its output when it fails. */
  async up(args: object): Promise<Changes> {
    await writeFile(join(this.folder, "args.json"), JSON.stringify(args));
    const output = await this.pulumi("up", "--yes", "--skip-preview");
    const names = (done: string): string[] =>
      [...output.matchAll(new RegExp(`^ *\\S+ +\\S+:\\S+ (\\S+) ${done} \\(`, "gm"))]
        .map(([, name]) => name ?? "")
        .sort();
    return {
      created: names("created"),
      updated: names("updated"),
      replaced: names("replaced"),
      deleted: names("deleted"),
    };
  }

  async destroy(): Promise<void> {
    await this.pulumi("destroy", "--yes", "--skip-preview");
  }

  records(): Promise<WorldRecord[]> {
    return this.run.records();
  }

  async remove(): Promise<void> {
    await this.run.remove();
    await rm(this.folder, { recursive: true });
  }

  private async pulumi(...command: string[]): Promise<string> {
    const sim = ["sim", "--world", this.run.world, "--"];
    const stack = ["--stack", "dev", "--cwd", this.folder];
    const { output, code } = await this.run.crosscloud(...sim, "pulumi", ...command, ...stack).ended;
    if (code !== 0) {
      throw new Error(`pulumi ${command.join(" ")} failed:\n${output}`);
    }
    return output;
  }
}
