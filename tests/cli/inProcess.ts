import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Command } from "commander";

import type { Resource } from "../../reachability";

/** Writes resources as `pulumi stack export` prints them. @returns the file */
export async function exportedFile(
  folder: string,
  name: string,
  resources: readonly Resource[],
): Promise<string> {
  const file = join(folder, name);
  const custom = resources.map((one) => ({ ...one, custom: true }));
  await writeFile(file, JSON.stringify({ deployment: { resources: custom } }));
  return file;
}

/** Runs a command in this process, whose own output and exit code stay as they are. */
export async function run(command: Command, ...args: string[]): Promise<{ code: unknown; output: string }> {
  const [writeToOutput, writeToErrors] = [
    process.stdout.write.bind(process.stdout),
    process.stderr.write.bind(process.stderr),
  ];
  let output = "";
  const collect = (text: string | Uint8Array): boolean => {
    output += String(text);
    return true;
  };
  process.stdout.write = collect;
  process.stderr.write = collect;
  process.exitCode = 0;
  try {
    await command.parseAsync(["node", "crosscloud", ...args]);
    return { code: process.exitCode, output };
  } finally {
    process.exitCode = undefined;
    process.stdout.write = writeToOutput;
    process.stderr.write = writeToErrors;
  }
}
