import { mkdir, readdir, rename, rm } from "node:fs/promises";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { lock } from "proper-lockfile";

import { builtEngineDirectory, engineInCache } from "./cache";
import { type Installation, Miss } from "./engine";
import { buildEngine, GoBuildError } from "./goBuild";
import { findGo } from "./goToolchain";
import { executableName, type Machine } from "./machine";
import { probe } from "./probe";
import type { Progress } from "./progress";

/** A lock not renewed for this long belongs to a run that was killed. */
const staleMs = 10_000;

/**
 * Builds the engine into the user's cache. Of several runs at once, one builds and the others wait for its result;
 * what an interrupted run left behind is removed. The engine appears in its folder whole or not at all.
 *
 * @throws InterruptedError if the process is told to end meanwhile
 */
export async function buildEngineOnce(machine: Machine, progress: Progress): Promise<Installation | Miss> {
  const toolchain = await findGo(machine);
  if (toolchain instanceof Miss) {
    return toolchain;
  }
  const directory = builtEngineDirectory(machine);
  await mkdir(path.dirname(directory), { recursive: true });
  const unlock = await lockWaiting(directory, progress);
  const workshop = `${directory}.building-${process.pid}`;
  try {
    const built = await engineInCache(machine);
    if (!(built instanceof Miss)) {
      return built;
    }
    await removeAll(`${directory}.building-`);
    const unfinished = path.join(workshop, "engine");
    await buildEngine(toolchain, unfinished, machine, progress);
    const checked = await probe(path.join(unfinished, executableName("pulumi", machine)), "built", machine);
    if (checked instanceof Miss) {
      return checked;
    }
    await rm(directory, { recursive: true, force: true });
    await rename(unfinished, directory);
    return { ...checked, directory, pulumi: path.join(directory, executableName("pulumi", machine)) };
  } catch (error) {
    if (error instanceof GoBuildError) {
      return new Miss(`building one with Go failed: ${error.message}`);
    }
    throw error;
  } finally {
    await rm(workshop, { recursive: true, force: true });
    await unlock();
  }
}

async function lockWaiting(directory: string, progress: Progress): Promise<() => Promise<void>> {
  const tryLock = async () => {
    try {
      return await lock(directory, {
        realpath: false,
        stale: staleMs,
        update: staleMs / 5,
        // After the machine slept, another run may hold the lock as well. Both then build, each in a folder of its own.
        onCompromised: () => undefined,
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ELOCKED") {
        return undefined;
      }
      throw error;
    }
  };
  return (
    (await tryLock()) ??
    progress.during("Waiting for another run that builds the Pulumi engine", async () => {
      for (;;) {
        await sleep(1000);
        const unlock = await tryLock();
        if (unlock) {
          return unlock;
        }
      }
    })
  );
}

async function removeAll(prefix: string): Promise<void> {
  const folder = path.dirname(prefix);
  const names = await readdir(folder);
  await Promise.all(
    names
      .filter((name) => name.startsWith(path.basename(prefix)))
      .map((name) => rm(path.join(folder, name), { recursive: true, force: true })),
  );
}
