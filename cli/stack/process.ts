import { spawn } from "node:child_process";
import { constants } from "node:os";

export interface ProcessOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

const forwarded = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command on the user's terminal and answers with its exit code.
 *
 * The terminal sends Ctrl-C to the command itself, which ends in its own good order; meanwhile this process stays, because
 * the command still needs the simulated clouds to do so. Signals sent to this process alone are passed on.
 */
export function runAttached(program: string, args: readonly string[], options: ProcessOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: "inherit" });
    const passOn = (signal: NodeJS.Signals): void => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) {
        child.kill(signal);
      }
    };
    forwarded.forEach((signal) => process.on(signal, passOn));
    const done = (): void => forwarded.forEach((signal) => process.off(signal, passOn));
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
