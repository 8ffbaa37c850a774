import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import type { StackKey } from "./stateLock";

/**
 * Removes what a killed engine had not written to the end: a backend of files keeps the attributes of each file in
 * another beside it, which it writes in place, and answers "EOF" to every command while one is torn. Without them it
 * takes the defaults. The files themselves it writes apart and renames.
 *
 * @returns how many there were
 */
export async function removeTornFiles({ project, stack }: StackKey, backend: string): Promise<number> {
  const state = join(backend, ".pulumi", "stacks", project);
  const lock = join(backend, ".pulumi", "locks", "organization", project, stack);
  const files = [
    ...(await filesIn(state))
      .filter((name) => name.startsWith(`${stack}.json`))
      .map((name) => join(state, name)),
    ...(await filesIn(lock)).map((name) => join(lock, name)),
  ].filter((path) => path.endsWith(".attrs"));
  const torn = await Promise.all(files.map(async (path) => ((await isWhole(path)) ? [] : [path])));
  await Promise.all(torn.flat().map((path) => rm(path, { force: true })));
  return torn.flat().length;
}

const filesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

async function isWhole(path: string): Promise<boolean> {
  try {
    JSON.parse(await readFile(path, "utf8"));
    return true;
  } catch {
    return false;
  }
}
