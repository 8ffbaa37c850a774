import { expect } from "chai";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { type EstateOutputs, sidesOf, tunnelsOf } from "../../cli/demo/outputs";
import { reportedState } from "../../cli/demo/reportedState";
import type { StateResource } from "../../cli/stack/stack";
import { readStackFile, type Resource } from "../../reachability";
import { SimulatedProject, withoutCheckpoints } from "../helpers/simulatedProject";
import { brokenPromises } from "../helpers/promises";

const examples = resolve(__dirname, "../../examples");

/** How the tunnels are, in the words that a test compares. */
export interface Tunnels {
  /** Names of those that both clouds report as up. */
  readonly up: readonly string[];
  readonly down: readonly string[];
  /** How many BGP sessions are established in the simulated world. */
  readonly bgpSessions: number;
}

/** A program of `examples/`, copied with its stack `dev`, on the real engine and simulated clouds of its own. */
export class ExampleRun {
  #planned = "";

  private constructor(
    readonly project: SimulatedProject,
    private readonly name: string,
  ) {}

  static async of(name: string, config: Readonly<Record<string, string>> = {}): Promise<ExampleRun> {
    const found = await readdir(resolve(examples, name), { withFileTypes: true });
    const files = found.filter((one) => one.isFile()).map((one) => one.name);
    const example = new ExampleRun(
      await SimulatedProject.copyOf(`examples/${name}`, files, withoutCheckpoints),
      name,
    );
    await example.pulumi("stack", "init", "dev");
    for (const [key, value] of Object.entries(config)) {
      await example.pulumi("config", "set", key, value);
    }
    return example;
  }

  /** `pulumi preview`, `up`, and a refresh: tunnels report that they are up only once both ends exist. */
  async up(): Promise<void> {
    this.#planned = await this.pulumi("preview", "--json", "--show-sames");
    await this.pulumi("up", "--yes", "--skip-preview");
    await this.refresh();
    // The program's types are checked now; doing so again would take most of the time of all later updates.
    const tsconfig = { compilerOptions: { module: "nodenext", target: "es2022", noCheck: true } };
    await writeFile(join(this.project.folder, "tsconfig.json"), JSON.stringify(tsconfig));
  }

  async refresh(): Promise<void> {
    await this.pulumi("refresh", "--yes", "--skip-preview");
  }

  /** Changes the world behind the engine's back, as `crosscloud world …` does. */
  async world(...args: string[]): Promise<void> {
    const { code, output } = await this.project.crosscloud("world", ...args);
    expect(code, output).to.equal(0);
  }

  state(): Promise<StateResource[]> {
    return this.project.state();
  }

  async tunnels(): Promise<Tunnels> {
    const resources = await this.state();
    const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    const outputs = (stack?.outputs ?? {}) as EstateOutputs;
    const tunnels = tunnelsOf(outputs).map((tunnel) => ({
      name: tunnel.name,
      isUp: sidesOf(tunnel).every((side) => reportedState(side.cloud, side, resources).isUp),
    }));
    const states = await this.project.tunnels();
    return {
      up: tunnels.filter(({ isUp }) => isUp).map(({ name }) => name),
      down: tunnels.filter(({ isUp }) => !isUp).map(({ name }) => name),
      bgpSessions: states.filter(({ bgp }) => bgp === "established").length,
    };
  }

  /** Those of its intents that the plan, or what was made of it, does not keep. */
  async brokenPromises(): Promise<{ readonly planned: string[]; readonly deployed: string[] }> {
    const deployed = await this.#export();
    const intents = `examples/${this.name}/intents.yaml`;
    return {
      planned: await brokenPromises(intents, this.#planned),
      deployed: await brokenPromises(intents, deployed),
    };
  }

  /** What was made, as the analysis reads it. */
  async resources(): Promise<readonly Resource[]> {
    return readStackFile(await this.#export(), this.name);
  }

  #export(): Promise<string> {
    return this.pulumi("stack", "export", "--show-secrets");
  }

  /** Fails unless there is nothing to do, and nothing left after a destroy. */
  async endsWell(): Promise<void> {
    await this.pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
    await this.pulumi("destroy", "--yes", "--skip-preview");
    expect(await this.project.records()).to.deep.equal([]);
  }

  remove(): Promise<void> {
    return this.project.remove();
  }

  /** @returns what it prints to standard output. */
  private async pulumi(...args: string[]): Promise<string> {
    const { code, output, stdout } = await this.project.pulumi(...args);
    expect(code, output).to.equal(0);
    return stdout;
  }
}

/** The resources of one type, and what the clouds say of them. */
export function outputsOf(
  state: readonly StateResource[],
  type: string,
): (Readonly<Record<string, unknown>> & { readonly id: string | undefined })[] {
  return state
    .filter((resource) => resource.type === type)
    .map(({ id, outputs = {} }) => ({ ...outputs, id }));
}

/** How many lines an example's program has, without blank lines and comments. */
export async function linesOfExample(name: string): Promise<number> {
  const program = await readFile(resolve(examples, name, "index.ts"), "utf8");
  const lines = program.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "").split("\n");
  return lines.filter((line) => line.trim() !== "").length;
}
