import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import type { StateResource } from "../../cli/stack/stack";
import type { OnPremisesRouters, TunnelState, WorldRecord } from "../../simulator";
import { worldRecords, worldTunnels } from "./worldRecords";

const checkout = resolve(__dirname, "../..");

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly output: string;
}

export interface Begun {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has printed so far. */
  output(): string;
}

/** The engine writes its whole state after every step, which takes most of the time with many resources. */
export const withoutCheckpoints = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/**
 * A Pulumi project in a temporary folder, with a world and a state of its own, run as a user runs it:
 * `crosscloud sim -- pulumi …`. It finds its packages in this checkout's node_modules.
 */
export class SimulatedProject {
  private constructor(
    readonly folder: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** A project of these files, whose commands have these environment variables besides this process's. */
  static async of(
    files: Readonly<Record<string, string>>,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<SimulatedProject> {
    const folder = await mkdtemp(join(tmpdir(), "crosscloud-project-"));
    await symlink(join(checkout, "node_modules"), join(folder, "node_modules"), "junction");
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
    return new SimulatedProject(folder, environment);
  }

  /** A program in JavaScript over the built components, which it finds as `components`, with its stack `dev`. */
  static async program(
    program: string,
    environment?: Readonly<Record<string, string>>,
  ): Promise<SimulatedProject> {
    const files = {
      "Pulumi.yaml": "name: estate\nruntime: nodejs\nmain: index.js\n",
      "Pulumi.dev.yaml":
        "config: { aws:region: eu-central-1, azure-native:location: westeurope, gcp:project: project, gcp:region: europe-west3 }\n",
      "package.json": '{ "name": "estate" }',
      "index.js": `const components = require(${JSON.stringify(join(checkout, "dist/components"))});\n${program}`,
    };
    const project = await SimulatedProject.of(files, environment);
    await project.pulumi("stack", "init", "dev");
    return project;
  }

  /** A copy of these files and folders of this checkout: the engine writes into a stack's configuration. */
  static async copyOf(
    source: string,
    names: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<SimulatedProject> {
    const project = await SimulatedProject.of({}, environment);
    const from = join(checkout, source);
    const copies = names.map((name) => cp(join(from, name), join(project.folder, name), { recursive: true }));
    await Promise.all(copies);
    return project;
  }

  pulumi(...args: string[]): Promise<Ended> {
    return this.crosscloud("sim", "--", "pulumi", "--non-interactive", ...args);
  }

  crosscloud(...args: string[]): Promise<Ended> {
    return this.begin(...args).ended;
  }

  /** Starts `crosscloud …` at the head of a process group of its own, so that all of it can be killed. */
  begin(...args: string[]): Begun {
    const child = spawn(process.execPath, [join(checkout, "dist/cli/main.js"), ...args], {
      cwd: this.folder,
      detached: true,
      env: { ...process.env, PULUMI_BACKEND_URL: undefined, NO_COLOR: "1", ...this.environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
      output += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const ended = new Promise<Ended>((done, reject) => {
      child.on("error", reject);
      child.on("close", (code) => done({ code, stdout, output }));
    });
    return { child, ended, output: () => output };
  }

  /** The stack's resources, as `pulumi stack export` prints them. */
  async state(): Promise<StateResource[]> {
    const { stdout } = await this.pulumi("stack", "export");
    const { deployment } = JSON.parse(stdout) as { deployment: { resources?: StateResource[] } };
    return deployment.resources ?? [];
  }

  /** What exists in the simulated clouds. */
  records(): Promise<WorldRecord[]> {
    return worldRecords(join(this.folder, ".crosscloud/world.json"));
  }

  /** The state of every tunnel in the simulated clouds, and of those to these on-premises routers. */
  tunnels(routers?: OnPremisesRouters): Promise<TunnelState[]> {
    return worldTunnels(join(this.folder, ".crosscloud/world.json"), routers);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
