import { readdir, readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import type { Stack, StateResource } from "./stack";
import type { WorldRecord } from "../../simulator";

/** How long an engine that lost its parent is given to end: it notices within seconds that its providers are gone. */
const patienceSeconds = 20;

/**
 * Makes a stack usable again after its last run was killed: releases the lock of a process that no longer exists,
 * and settles what that process had under way. A resource that the clouds did create is taken into the state, so that
 * the next update does not create it twice; one that they did not is forgotten.
 *
 * @param existing - what exists in the clouds
 * @returns what was done, a sentence each; empty if there was nothing to do
 */
export async function recover(
  stack: Stack,
  backendUrl: string,
  existing: readonly WorldRecord[],
): Promise<string[]> {
  const released = await releaseLock(stack, backendUrl);
  return [...released, ...(await settlePending(stack, existing))];
}

interface Lock {
  readonly pid: number;
  readonly hostname: string;
}

async function releaseLock(stack: Stack, backendUrl: string): Promise<string[]> {
  for (let waited = 0; ; waited++) {
    const holders = await locks(stack, backendUrl);
    if (holders.length === 0) {
      return [];
    }
    const alive = holders.find((lock) => lock.hostname !== hostname() || isAlive(lock.pid));
    if (!alive) {
      await stack.capture(["cancel", "--yes", stack.name]);
      return [
        `released the lock of ${holders.map(({ pid }) => `process ${pid}`).join(", ")}, which no longer runs`,
      ];
    }
    if (waited >= patienceSeconds) {
      throw new Error(
        `process ${alive.pid} on ${alive.hostname} is updating the stack ${stack.name}; let it end`,
      );
    }
    await sleep(1000);
  }
}

/** The locks of a stack in a backend of files: `.pulumi/locks/organization/<project>/<stack>/<id>.json`. */
async function locks(stack: Stack, backendUrl: string): Promise<Lock[]> {
  if (!backendUrl.startsWith("file://")) {
    return [];
  }
  const folder = join(fileURLToPath(backendUrl), ".pulumi", "locks");
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  const ours = files.filter((file) => file.endsWith(".json") && file.split(/[\\/]/).at(-2) === stack.name);
  const texts = await Promise.all(
    ours.map((file) => readFile(join(folder, file), "utf8").catch(() => undefined)),
  );
  return texts.flatMap((text) => (text === undefined ? [] : [JSON.parse(text) as Lock]));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Edits the state as an operator would by hand: what was created joins the resources, nothing is pending any more.
 * The refresh that follows reads everything anew, so an update or deletion under way is seen as the clouds ended it.
 *
 * The CLI's own `refresh --import-pending-creates` only marks the operation as an import, and 3.200 then drops it.
 */
async function settlePending(stack: Stack, existing: readonly WorldRecord[]): Promise<string[]> {
  const exported = await stack.export();
  const { resources = [], pending_operations: pending = [] } = exported.deployment;
  if (pending.length === 0) {
    return [];
  }
  const creating = pending.filter(({ type }) => type === "creating").map(({ resource }) => resource);
  const made = creating.flatMap((resource) => {
    const record = orphanOf(resource, resources, existing);
    return record ? [{ ...resource, id: record.id }] : [];
  });
  const replaced = new Set(made.map(({ urn }) => urn));
  const kept = resources.map((resource) =>
    replaced.has(resource.urn) ? { ...resource, delete: true } : resource,
  );
  await stack.import({
    ...exported,
    deployment: { ...exported.deployment, resources: [...kept, ...made], pending_operations: [] },
  });
  await stack.quietly("refresh", "--yes", "--skip-preview");

  const forgotten = creating.length - made.length;
  return [
    ...made.map(({ urn, id }) => `took over ${nameOf(urn)}, which exists as ${id}`),
    ...(forgotten > 0 ? [`forgot ${forgotten} creations that the clouds never began`] : []),
  ];
}

const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);

/** The record that the killed run created for a resource: of its URN, and not the one that the state already knows. */
function orphanOf(
  resource: StateResource,
  state: readonly StateResource[],
  existing: readonly WorldRecord[],
): WorldRecord | undefined {
  const known = new Set(state.filter(({ urn }) => urn === resource.urn).map(({ id }) => id));
  return existing.find((record) => record.urn === resource.urn && !known.has(record.id));
}
