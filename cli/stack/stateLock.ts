import { readdir, readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { isRunning } from "./isRunning";
import type { Stack } from "./stack";
import { fileBackend } from "../sim/backend";

/** How long an engine that lost its parent is given to end: it notices within seconds that its providers are gone. */
const patienceSeconds = 20;

export interface Lock {
  readonly pid: number;
  readonly hostname: string;
}

/** A stack by its project's name and its own. */
export interface StackKey {
  readonly project: string;
  readonly stack: string;
}

/**
 * Releases the lock that a killed engine left on a stack's state; one that still runs is given time to end.
 *
 * @returns the processes whose locks were released
 * @throws if a process goes on updating the stack
 */
export async function releaseLock(
  stack: Stack,
  project: string,
  backendUrl: string,
  say: (line: string) => void,
): Promise<number[]> {
  for (let waited = 0; ; waited++) {
    const holders = await locks({ project, stack: stack.name }, backendUrl);
    if (holders.length === 0) {
      return [];
    }
    const alive = holders.find((lock) => lock.hostname !== hostname() || isRunning(lock.pid, "pulumi"));
    if (!alive) {
      await stack.capture(["cancel", "--yes", stack.name]);
      return holders.map(({ pid }) => pid);
    }
    if (waited >= patienceSeconds) {
      throw new Error(
        `process ${alive.pid} on ${alive.hostname} is updating the stack ${stack.name}; let it end`,
      );
    }
    if (waited === 0) {
      say(`Waiting for process ${alive.pid}, which is still updating the stack.`);
    }
    await sleep(1000);
  }
}

/** The locks of a stack in a backend of files: `.pulumi/locks/organization/<project>/<stack>/<id>.json`. */
export async function locks({ project, stack }: StackKey, backendUrl: string): Promise<Lock[]> {
  const backend = fileBackend(backendUrl);
  if (backend === undefined) {
    return [];
  }
  const folder = join(backend, ".pulumi", "locks", "organization", project, stack);
  const files = await readdir(folder).catch(() => []);
  const ours = files.filter((file) => file.endsWith(".json"));
  const texts = await Promise.all(
    ours.map((file) => readFile(join(folder, file), "utf8").catch(() => undefined)),
  );
  return texts.flatMap((text) => (text === undefined ? [] : [JSON.parse(text) as Lock]));
}
