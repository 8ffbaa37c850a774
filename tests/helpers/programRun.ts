import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { OnPremisesRouters, WorldRecord } from "../../simulator";
import { type Ended, SimulatedProject } from "./simulatedProject";

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

  /**
   * @param program - JavaScript that finds its arguments as `args` and the components as `components`.
   * @param environment - Variables of the engine besides this process's.
   */
  static async start(program: string, environment?: Readonly<Record<string, string>>): Promise<ProgramRun> {
    const withArgs = `const args = require("./args.json");\n${program}`;
    return new ProgramRun(await SimulatedProject.program(withArgs, environment));
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

  async refresh(): Promise<void> {
    await this.pulumi("refresh", "--yes", "--skip-preview");
  }

  /** @throws {Error} when another `pulumi up` would do anything. */
  async expectNoChanges(): Promise<void> {
    await this.pulumi("preview", "--expect-no-changes");
  }

  /** Deletes a resource behind the engine's back, by its name in the program. */
  async lose(name: string): Promise<void> {
    const record = (await this.records()).find(({ urn }) => urn.endsWith(`::${name}`));
    const { output, code } = await this.project.crosscloud("world", "delete", record?.id ?? name);
    if (code !== 0) {
      throw new Error(`${name} cannot be deleted: ${output}`);
    }
  }

  /** Counts those to on-premises routers too, whose configurations the program has as its output `routers`. */
  async tunnelsUp(): Promise<number> {
    const { stdout } = await this.ended("stack", "output", "--json", "--show-secrets");
    const { routers } = JSON.parse(stdout) as { routers?: OnPremisesRouters };
    return (await this.project.tunnels(routers)).filter(({ up }) => up).length;
  }

  records(): Promise<WorldRecord[]> {
    return this.project.records();
  }

  remove(): Promise<void> {
    return this.project.remove();
  }

  private async pulumi(...command: string[]): Promise<string> {
    return (await this.ended(...command)).output;
  }

  private async ended(...command: string[]): Promise<Ended> {
    const ended = await this.project.pulumi(...command);
    if (ended.code !== 0) {
      throw new Error(`pulumi ${command.join(" ")} failed:\n${ended.output}`);
    }
    return ended;
  }
}
