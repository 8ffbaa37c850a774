import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

import { childrenCpuSeconds } from "./childrenCpu";

export interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly interruption: AbortSignal;
}

export interface Finished {
  readonly stdout: string;
  /** Of `performance.now()`, in milliseconds. */
  readonly began: number;
  readonly ended: number;
  /** Of the command and all it started; NaN where that is not known. */
  readonly cpuSeconds: number;
}

/**
 * Runs a command to its end, out of the reach of the terminal's Ctrl-C: when the benchmark is interrupted, it ends the
 * command itself. Only one runs at a time, or their processor time is mixed up.
 *
 * @throws if the command fails, or the reason of the interruption.
 */
export async function runTimed(
  program: string,
  args: readonly string[],
  { cwd, env, interruption }: CommandOptions,
): Promise<Finished> {
  interruption.throwIfAborted();
  const cpuBefore = childrenCpuSeconds();
  const began = performance.now();
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const end = (): void => void endNow(child);
  interruption.addEventListener("abort", end, { once: true });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  try {
    const [code, ended] = await new Promise<[number | null, number]>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (exitCode) => resolve([exitCode, performance.now()]));
    });
    interruption.throwIfAborted();
    const text = Buffer.concat(stdout).toString("utf8");
    if (code !== 0) {
      const said = Buffer.concat(stderr).toString("utf8").trim();
      throw new Error(`pulumi ${args.join(" ")} ended with exit code ${code}:\n${said}\n${text.trim()}`);
    }
    return { stdout: text, began, ended, cpuSeconds: childrenCpuSeconds() - cpuBefore };
  } finally {
    interruption.removeEventListener("abort", end);
  }
}

/**
 * A second interrupt makes the CLI end without waiting for the clouds. It must end by itself, for only then does it
 * end its language host, which leads a process group of its own.
 */
async function endNow(child: ChildProcess): Promise<void> {
  child.kill("SIGINT");
  await sleep(500);
  child.kill("SIGINT");
  await sleep(5000, undefined, { ref: false });
  child.kill("SIGKILL");
}
