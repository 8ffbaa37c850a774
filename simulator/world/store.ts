import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import lockfile from "proper-lockfile";

import type { WorldRecord, WorldState } from "./record";
import { newSealingKey, seal, type Sealed, unseal } from "./seal";
import type { Props, Value } from "../protocol/values";

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

  private constructor(
    readonly path: string,
    private readonly key: Buffer,
    private readonly unlock: () => Promise<void>,
  ) {}

  /**
   * Opens the file, or a new world where there is none.
   *
   * @throws if another process keeps the file open for longer than `patienceSeconds`.
   */
  static async open(path: string, patienceSeconds = 8): Promise<WorldFile> {
    await mkdir(dirname(path), { recursive: true });
    const unlock = await lockfile
      .lock(path, {
        realpath: false,
        stale: 5000,
        update: 1000,
        retries: { retries: patienceSeconds * 4, factor: 1, minTimeout: 250, maxTimeout: 250 },
      })
      .catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === "ELOCKED") {
          throw new Error(
            `another simulator has the world ${path} open; let it end, or name another file with --world`,
          );
        }
        throw error;
      });
    try {
      return new WorldFile(path, await sealingKey(path), unlock);
    } catch (error) {
      await unlock();
      throw error;
    }
  }

  async load(): Promise<WorldState | undefined> {
    const text = await readOrNothing(this.path);
    if (text === undefined) {
      return undefined;
    }
    const state = JSON.parse(text) as WorldState;
    if ((state.version as number) !== 1) {
      throw new Error(
        `${this.path} holds a world of version ${String(state.version)}; this simulator reads version 1`,
      );
    }
    return { ...state, records: state.records.map((record) => this.opened(record)) };
  }

  save(state: WorldState): Promise<void> {
    this.latest = state;
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.draining ??= this.drain();
    });
  }

  /** Waits for the last save and lets others open the file. */
  async close(): Promise<void> {
    await this.draining;
    await this.unlock();
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
    const text = JSON.stringify(
      { ...state, records: state.records.map((record) => this.sealed(record)) },
      null,
      1,
    );
    const aside = join(dirname(this.path), `.world-${process.pid}-${randomBytes(4).toString("hex")}`);
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

  private sealed(record: WorldRecord): unknown {
    const close = (props: Props): unknown =>
      mapSecrets(props, record, (value) => seal(value as Value, this.key));
    return { ...record, inputs: close(record.inputs), outputs: close(record.outputs) };
  }

  private opened(record: WorldRecord): WorldRecord {
    const open = (props: Props): Props =>
      mapSecrets(props, record, (value) => unseal(value as Sealed, this.key)) as Props;
    return { ...record, inputs: open(record.inputs), outputs: open(record.outputs) };
  }
}

function mapSecrets(
  props: Props,
  record: WorldRecord,
  change: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(props).map(([name, value]) => [
      name,
      record.secrets.includes(name) ? change(value) : value,
    ]),
  );
}

async function sealingKey(path: string): Promise<Buffer> {
  const keyFile = `${path}.key`;
  const existing = await readOrNothing(keyFile);
  if (existing !== undefined && existing.trim() !== "") {
    return Buffer.from(existing.trim(), "base64");
  }
  if ((await readOrNothing(path)) !== undefined) {
    throw new Error(`${keyFile} is missing: without it the secrets in ${path} cannot be read`);
  }
  const key = newSealingKey();
  const aside = `${keyFile}.new`;
  await writeFile(aside, key.toString("base64"), { mode: 0o600, flush: true });
  await rename(aside, keyFile);
  return key;
}

async function readOrNothing(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}
