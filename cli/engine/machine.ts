import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";

/** What the search for an engine reads of its surroundings; tests describe a machine of their own. */
export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

export function thisMachine(): Machine {
  return { env: process.env, home: homedir(), platform: process.platform, arch: process.arch };
}

/** The file name of a native program. */
export function executableName(name: string, machine: Machine): string {
  return machine.platform === "win32" ? `${name}.exe` : name;
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The first executable of this name on the machine's `PATH`. */
export function findOnPath(name: string, machine: Machine): string | undefined {
  return (machine.env["PATH"] ?? "")
    .split(path.delimiter)
    .filter((directory) => path.isAbsolute(directory))
    .map((directory) => path.join(directory, executableName(name, machine)))
    .find(isExecutable);
}
