import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { WorldRecord } from "../../simulator";
import { SimulatedProject } from "./simulatedProject";

/** What an update did, by the resources' names. */
export interface Changes {
  readonly created: string[];
  readonly updated: string[];
  readonly replaced: string[];
  readonly deleted: string[];
}

/** A program over the built components, which the real engine runs against simulated clouds with changing arguments. */
export class ProgramRun {
  private constructor(private readonly project: SimulatedProject) {}

  /** @param program - JavaScript that finds its arguments as `args` and the components as `components`. */
  static async start(program: string): Promise<ProgramRun> {
    return new ProgramRun(await SimulatedProject.program(`const args = require("./args.json");\n${program}`));
  }

  /** Runs `pulumi up`. @throws {Error} with its output when it fails. */
  async up(args: object): Promise<Changes> {
    await writeFile(join(this.project.folder, "args.json"), JSON.stringify(args));
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
    return this.project.records();
  }

  remove(): Promise<void> {
    return this.project.remove();
  }

  private async pulumi(...command: string[]): Promise<string> {
    const { output, code } = await this.project.pulumi(...command);
    if (code !== 0) {
      throw new Error(`pulumi ${command.join(" ")} failed:\n${output}`);
    }
    return output;
  }
}
