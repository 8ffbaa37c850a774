import { spawn } from "node:child_process";
import { constants } from "node:os";

export interface ProcessOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command on the user's terminal and answers with its exit code.
 *
 * This process outlives every signal until the command has ended, because the command still needs the simulated
 * clouds to end in good order. Ctrl-C reaches the command from the terminal; passed on as well it would count as
 * the second one, at which the engine drops everything. The other signals reach this process alone, and are passed on.
 */
export function runAttached(
  program: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: "inherit" });
    const passOn = (signal: NodeJS.Signals): void => {
      if (signal !== "SIGINT") {
        child.kill(signal);
      }
    };
    signals.forEach((signal) => process.on(signal, passOn));
    const done = (): void => signals.forEach((signal) => process.off(signal, passOn));
    child.on("error", (error: NodeJS.ErrnoException) => {
      done();
      reject(error.code === "ENOENT" ? new Error(`${program} was not found on PATH`) : error);
    });
    child.on("close", (code, signal) => {
      done();
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

export interface Captured {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, with text for its standard input, and answers with all that it printed. */
export function runCaptured(
  program: string,
  args: readonly string[],
  { input, ...options }: ProcessOptions & { readonly input: string },
): Promise<Captured> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: "pipe" });
    child.stdin.end(input);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({
        code: code ?? 1,
        stdout: Buffer.concat(out).toString("utf8"),
        stderr: Buffer.concat(err).toString("utf8"),
      }),
    );
  });
}
