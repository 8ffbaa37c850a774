import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

import { formatWorld, parseWorld } from "./format";
import { lockWorld, type WorldLock } from "./lock";
import type { WorldState } from "./record";
import { readIfExists, sealingKey } from "./sealingKey";

export interface WorldStore {
  load(): Promise<WorldState | undefined>;
  /** Resolves when the state is safe on disk. */
  save(state: WorldState): Promise<void>;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * A world in a file. Each save replaces the file whole (write aside, sync, rename), so a kill leaves the old world
 * or the new one and never half of either. Saves that arrive while one is under way are answered by the next one.
 * Secrets are sealed with a key in `<file>.key`, readable by the owner only: a world can be shown to others.
 */
export class WorldFile implements WorldStore {
  private latest: WorldState | undefined;
  private waiting: Waiter[] = [];
  private draining: Promise<void> | undefined;
  private closed = false;

  private constructor(
    readonly path: string,
    private readonly key: Buffer,
    private readonly lock: WorldLock,
  ) {}

  /**
   * Opens the file, or a new world where there is none.
   *
   * @throws if another process keeps the file open for longer than `patienceSeconds`.
   */
  static async open(path: string, patienceSeconds = 8): Promise<WorldFile> {
    await mkdir(dirname(path), { recursive: true });
    const lock = await lockWorld(path, patienceSeconds);
    try {
      return new WorldFile(path, await sealingKey(path), lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** What a world file holds, also while a simulator has it open. Undefined if there is none. */
  static async read(path: string): Promise<WorldState | undefined> {
    const text = await readIfExists(path);
    return text === undefined ? undefined : parseWorld(text, path, await sealingKey(path));
  }

  load(): Promise<WorldState | undefined> {
    return WorldFile.read(this.path);
  }

  save(state: WorldState): Promise<void> {
    if (this.closed) {
      return Promise.reject(new Error(`the world ${this.path} is closed`));
    }
    this.latest = state;
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.draining ??= this.drain();
    });
  }

  /** Waits for the last save and lets others open the file. */
  async close(): Promise<void> {
    this.closed = true;
    await this.draining;
    await this.lock.release();
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const answered = this.waiting;
      this.waiting = [];
      try {
        await this.writeLatest();
        answered.forEach(({ resolve }) => resolve());
      } catch (error) {
        answered.forEach(({ reject }) => reject(error as Error));
      }
    }
    // At once, and not when the promise settles: a save that comes in between would wait for ever.
    this.draining = undefined;
  }

  private async writeLatest(): Promise<void> {
    const state = this.latest;
    if (!state) {
      return;
    }
    this.lock.requireHeld();
    const text = formatWorld(state, this.key);
    // Always the same name, so that kills do not leave a heap of halves: the next save replaces it.
    const aside = `${this.path}.new`;
    try {
      const file = await open(aside, "w", 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, this.path);
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
  }
}
