import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";

export interface ProcessOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Ended {
  readonly code: number;
  /** The signal that told this process to end while the command ran. */
  readonly interruptedBy?: NodeJS.Signals | undefined;
}

/**
 * Runs a command on the user's terminal to its end.
 *
 * @throws CommandNotRunError if there is no such program.
 */
export async function runAttached(
  program: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<Ended> {
  return ending(spawn(program, args, { ...options, stdio: "inherit" }), program);
}

export interface Captured extends Ended {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, with text for its standard input, and answers with all that it printed. */
export async function runCaptured(
  program: string,
  args: readonly string[],
  { input, ...options }: ProcessOptions & { readonly input: string },
): Promise<Captured> {
  const child = spawn(program, args, { ...options, stdio: "pipe" });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  // A command that ends before it has read everything says itself why.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const ended = await ending(child, program);
  return {
    ...ended,
    stdout: Buffer.concat(out).toString("utf8"),
    stderr: Buffer.concat(err).toString("utf8"),
  };
}

/** A command could not be started at all; `exitCode` is what a shell would end with. */
export class CommandNotRunError extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}

/**
 * Waits for the end of a command.
 *
 * This process outlives every signal until then, because the command still needs the simulated clouds to end in good
 * order. Ctrl-C reaches the command from the terminal; passed on as well it would count as the second one, at which
 * the engine drops everything. The other signals reach this process alone, and are passed on.
 */
function ending(child: ChildProcess, program: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let interruptedBy: NodeJS.Signals | undefined;
    const passOn = (signal: NodeJS.Signals): void => {
      interruptedBy = signal;
      if (signal !== "SIGINT") {
        child.kill(signal);
      }
    };
    signals.forEach((signal) => process.on(signal, passOn));
    const done = (): void => signals.forEach((signal) => process.off(signal, passOn));
    child.on("error", (error: NodeJS.ErrnoException) => {
      done();
      reject(notRun(program, error));
    });
    child.on("close", (code, signal) => {
      done();
      resolve({ code: code ?? 128 + (signal ? constants.signals[signal] : 0), interruptedBy });
    });
  });
}

function notRun(program: string, error: NodeJS.ErrnoException): Error {
  switch (error.code) {
    case "ENOENT":
      return new CommandNotRunError(`${program} was not found on PATH`, 127);
    case "EACCES":
      return new CommandNotRunError(`${program} may not be executed`, 126);
    default:
      return error;
  }
}
