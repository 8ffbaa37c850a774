import { setTimeout as sleep } from "node:timers/promises";

import lockfile from "proper-lockfile";

/** The lock of one world file: a folder beside it whose time is renewed every second. */
export interface WorldLock {
  /** @throws if another process has taken the world over, or the lock was removed. */
  requireHeld(): void;
  release(): Promise<void>;
}

const secondsBetweenTries = 0.25;

/**
 * Waits for the world and keeps all others out. The lock of a killed process counts as given up after 5 s.
 *
 * @throws if another process keeps it for longer than `patienceSeconds`.
 */
export async function lockWorld(path: string, patienceSeconds: number): Promise<WorldLock> {
  let lost = false;
  const release = await withPatience(path, patienceSeconds, () =>
    lockfile.lock(path, { realpath: false, stale: 5000, update: 1000, onCompromised: () => (lost = true) }),
  );
  return {
    requireHeld() {
      if (lost) {
        throw new Error(`the world ${path} was taken away while it was in use: its lock is gone`);
      }
    },
    release: () => (lost ? Promise.resolve() : release()),
  };
}

async function withPatience<T>(path: string, patienceSeconds: number, acquire: () => Promise<T>): Promise<T> {
  for (let waited = 0; ; waited += secondsBetweenTries) {
    try {
      return await acquire();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ELOCKED") {
        throw error;
      }
      if (waited >= patienceSeconds) {
        throw new Error(
          `another simulator has the world ${path} open; let it end, or name another file with --world`,
        );
      }
      await sleep(secondsBetweenTries * 1000);
    }
  }
}
