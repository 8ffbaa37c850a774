import { settle } from "./settle";
import type { Stack } from "./stack";
import { releaseLock } from "./stateLock";
import { nameOf, type WorldRecord } from "../../simulator";

export interface Interruption {
  /** The stack's project. */
  readonly project: string;
  readonly backendUrl: string;
  /** What exists of the stack in the clouds, in the order of creation. */
  readonly existing: readonly WorldRecord[];
  /** The clouds themselves were killed: the engine may have missed answers without knowing it. */
  readonly cloudsKilled: boolean;
  /** Told while this waits for something. */
  readonly say: (line: string) => void;
}

/**
 * Makes a stack usable again after its last run was killed: releases the lock of a process that no longer exists,
 * and settles what that process had under way. A resource that the clouds did create is taken into the state, so that
 * the next update does not create it twice; one that they did not is forgotten.
 *
 * @returns what was done, a sentence each; empty if there was nothing to do
 */
export async function recover(stack: Stack, interruption: Interruption): Promise<string[]> {
  const released = await releaseLock(stack, interruption.project, interruption.backendUrl, interruption.say);
  const exported = await stack.export();
  const pending = exported.deployment.pending_operations ?? [];
  if (!interruption.cloudsKilled && released.length === 0 && pending.length === 0) {
    return [];
  }

  const { deployment, takenOver, forgotten } = settle(exported.deployment, interruption.existing);
  if (pending.length > 0 || takenOver.length > 0) {
    await stack.import({ ...exported, deployment });
  }
  if ((deployment.resources ?? []).length > 0) {
    await stack.quietly("refresh", "--yes", "--skip-preview");
  }
  return [
    ...released.map((pid) => `released the lock of process ${pid}, which no longer runs`),
    ...takenOver.map(({ urn, id = "" }) => `took over ${nameOf(urn)}, which exists as ${id}`),
    ...(forgotten > 0 ? [`forgot ${forgotten} creations that the clouds never began`] : []),
    "read anew what exists in the clouds",
  ];
}
