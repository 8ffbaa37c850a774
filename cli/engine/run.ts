import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface RunOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Ends the command, and all it started, after this time. @default - no limit */
  readonly timeoutMs?: number;
  /** Called with each line of standard error as it comes. */
  readonly onErrorLine?: (line: string) => void;
}

export interface RunResult {
  readonly stdout: string;
  /** `undefined` if the command succeeded, else the one line that says best why it did not. */
  readonly failure: string | undefined;
}

/** The user stopped the search for an engine with Ctrl-C, or a supervisor did. */
export class InterruptedError extends Error {
  constructor(readonly signal: NodeJS.Signals) {
    super(`Interrupted by ${signal}`);
    this.name = "InterruptedError";
  }
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command to its end and reports a failure as a value, whatever it was.
 *
 * The command leads a process group of its own: a download script's helpers would outlive a timeout or Ctrl-C
 * that reached the script alone.
 *
 * @throws InterruptedError if this process was told to end while the command ran; the command is ended first.
 */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  let stoppedBy: NodeJS.Signals | "timeout" | undefined;
  const interrupt = (signal: NodeJS.Signals) => {
    // Go cleans up on SIGINT only; whoever asks twice wants it gone.
    end(child, stoppedBy ? "SIGKILL" : "SIGINT");
    stoppedBy = signal;
  };
  signals.forEach((signal) => process.on(signal, interrupt));

  const windows = process.platform === "win32";
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: !windows,
    // Node starts `.cmd` files, such as npx, only through a shell.
    shell: windows && !command.endsWith(".exe"),
    windowsHide: true,
  });

  let stdout = "";
  const errors: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  createInterface({ input: child.stderr }).on("line", (text) => {
    errors.push(text);
    options.onErrorLine?.(text);
  });

  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          stoppedBy = "timeout";
          end(child, "SIGKILL");
        }, options.timeoutMs);

  const failure = await new Promise<string | undefined>((resolve) => {
    child.on("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "ENOENT" ? `${command} could not be started` : error.message),
    );
    child.on("close", (code, signal) => {
      if (code !== 0) {
        resolve(
          essence(errors) ??
            (signal ? `it was ended by ${signal}` : `it ended with exit code ${code ?? "?"}`),
        );
      } else {
        resolve(undefined);
      }
    });
  });
  clearTimeout(timer);
  signals.forEach((signal) => process.removeListener(signal, interrupt));

  if (stoppedBy === "timeout") {
    return { stdout, failure: `it did not finish in ${(options.timeoutMs ?? 0) / 1000} s` };
  }
  if (stoppedBy) {
    throw new InterruptedError(stoppedBy);
  }
  return { stdout, failure };
}

function end(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.pid === undefined || process.platform === "win32") {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended by itself.
  }
}

/** The line of a tool's error output worth showing: its own error, not its progress or the advice after it. */
function essence(lines: readonly string[]): string | undefined {
  const told = lines
    .map((text) => text.trim().replace(/\/\/[^/@\s]+@/g, "//"))
    .filter(
      (text) => text !== "" && !/^(npm (warn|notice)|go: downloading)|complete log of this run/i.test(text),
    );
  return (
    told.find((text) => /^(pulumi: |go: |verifying |npm error code|curl: |error\b)/i.test(text)) ??
    told.findLast((text) => text.includes(": ")) ??
    told.at(-1)
  );
}
