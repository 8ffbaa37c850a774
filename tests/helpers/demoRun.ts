import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import type { Deployment } from "../../cli/stack/stack";
import type { WorldRecord } from "../../simulator";
import { worldRecords } from "./worldRecords";

const checkout = resolve(__dirname, "../..");

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** The demo of this checkout, with a world and a state of its own, run as a user runs it. */
export class DemoRun {
  private constructor(readonly folder: string) {}

  static async start(): Promise<DemoRun> {
    return new DemoRun(await mkdtemp(join(tmpdir(), "crosscloud-demo-")));
  }

  get world(): string {
    return join(this.folder, "world.json");
  }

  /** Runs `crosscloud demo …` to its end. */
  demo(...args: string[]): Promise<Ended> {
    return this.begin(...args).ended;
  }

  /** Starts `crosscloud demo …` at the head of a process group of its own, so that all of it can be killed. */
  begin(...args: string[]): {
    readonly child: ChildProcess;
    readonly ended: Promise<Ended>;
    output(): string;
  } {
    return this.crosscloud("demo", ...args, "--world", this.world);
  }

  crosscloud(...args: string[]): {
    readonly child: ChildProcess;
    readonly ended: Promise<Ended>;
    output(): string;
  } {
    const child = spawn(process.execPath, [join(checkout, "dist/cli/main.js"), ...args], {
      cwd: checkout,
      detached: true,
      env: { ...process.env, PULUMI_BACKEND_URL: `file://${this.folder}`, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
    const ended = new Promise<Ended>((done) => child.on("close", (code) => done({ code, output: text })));
    return { child, ended, output: () => text };
  }

  /** What exists in the simulated clouds. */
  records(): Promise<WorldRecord[]> {
    return worldRecords(this.world);
  }

  /** What the engine believes to exist. */
  async state(stack: string): Promise<Required<Deployment>> {
    const file = join(this.folder, ".pulumi", "stacks", "crosscloud", `${stack}.json`);
    const { checkpoint } = JSON.parse(await readFile(file, "utf8")) as {
      checkpoint: { latest?: Deployment };
    };
    return { resources: [], pending_operations: [], ...checkpoint.latest };
  }

  /** The stack as `pulumi stack export` writes it. */
  async exported(stack: string): Promise<string> {
    return JSON.stringify({ version: 3, deployment: await this.state(stack) });
  }

  /** The text of every file that the run left behind. */
  async files(): Promise<Map<string, string>> {
    const names = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return new Map(
      await Promise.all(paths.map(async (path) => [path, await readFile(path, "utf8")] as const)),
    );
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** Kills a process and all that it started, at once. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid !== undefined) {
    process.kill(-child.pid, signal);
  }
}
