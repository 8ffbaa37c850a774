import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { readStackFile } from "../reachability/resources/stackFile";
import { ConfigurationError } from "./configuration/read";
import type { OtherStack } from "./plan";

/**
 * Reads other stacks from their exports.
 *
 * @param folder - from which relative paths lead
 * @throws ConfigurationError naming each file that is not there or holds no stack.
 */
export function readOtherStacks(files: readonly string[], folder: string): OtherStack[] {
  const problems: string[] = [];
  const stacks = files.flatMap((name, index) => {
    try {
      return [{ name, resources: readStackFile(readFileSync(resolve(folder, name), "utf8"), name) }];
    } catch (error) {
      problems.push(`stacks[${index}]: ${reasonOf(error, resolve(folder, name))}`);
      return [];
    }
  });
  if (problems.length > 0) {
    throw new ConfigurationError(problems);
  }
  return stacks;
}

function reasonOf(error: unknown, file: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === "ENOENT"
    ? `there is no file ${file}: write it with "pulumi stack export --file", or give its absolute path`
    : code === undefined
      ? message
      : `${file} cannot be read (${code})`;
}
