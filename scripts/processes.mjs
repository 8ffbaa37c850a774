import { spawn } from "node:child_process";

import { inCheckout } from "./checkout.mjs";
import { startProgress } from "./progress.mjs";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Runs one step of the preparation under a progress line; its output is shown only if it fails. */
export async function runStep(title, command, args, lock) {
  const finish = startProgress(title);
  const output = [];
  const { code, signal, error, stoppedBy } = await run(
    command,
    args,
    ["ignore", "pipe", "pipe"],
    inCheckout(""),
    (child) => {
      lock.entrust(child.pid);
      child.stdout.on("data", (chunk) => output.push(chunk));
      child.stderr.on("data", (chunk) => output.push(chunk));
    },
  );
  finish();
  if (signal ?? stoppedBy) {
    throw Object.assign(new Error(`${title} was interrupted; the next run starts it again`), {
      exitCode: 130,
    });
  }
  if (error || code !== 0) {
    const text = Buffer.concat(output).toString().trimEnd();
    throw Object.assign(new Error(`${text}\n${title} failed${error ? `: ${error.message}` : ""}`), {
      exitCode: code,
    });
  }
}

/** Gives the terminal to a command and ends as it ends, by exit code or by signal. */
export async function passOn(command, args, cwd) {
  const { code, signal, error } = await run(command, args, "inherit", cwd);
  if (error) {
    console.error(error.message);
    process.exit(1);
  }
  if (signal) {
    process.kill(process.pid, signal);
  } else {
    process.exit(code);
  }
}

/** Runs a command to its end; meanwhile signals to this process go to the command. */
export function run(command, args, stdio, cwd, onStart = () => undefined) {
  return new Promise((resolve) => {
    let stoppedBy;
    const forward = (signal) => {
      stoppedBy = signal;
      // A terminal's Ctrl-C reaches the whole foreground group; a second SIGINT means "at once" to many programs.
      if (signal !== "SIGINT" || !process.stdin.isTTY) {
        child.kill(signal);
      }
    };
    const settle = (result) => {
      signals.forEach((signal) => process.removeListener(signal, forward));
      resolve({ ...result, stoppedBy });
    };
    signals.forEach((signal) => process.on(signal, forward));
    // Node starts `.cmd` files, such as npm, only through a shell.
    const shell = process.platform === "win32" && command !== process.execPath;
    const child = spawn(command, args, { stdio, cwd, shell });
    child.on("error", (error) => settle({ error }));
    child.on("close", (code, signal) => settle({ code, signal }));
    onStart(child);
  });
}
