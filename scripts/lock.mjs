import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { inCheckout } from "./checkout.mjs";
import { startProgress } from "./progress.mjs";

const file = inCheckout(".crosscloud/prepare.lock");
const heartbeatMs = 2000;
/** A live process id whose lock has not been touched for this long is another program's by now. */
const silentMs = 30_000;
/** How long a command may go on after the run that started it was killed. */
const orphanMs = 15 * 60_000;

/** Does the work while no other run of this checkout prepares it. What a killed run left behind is taken over. */
export async function withLock(work) {
  mkdirSync(inCheckout(".crosscloud"), { recursive: true });
  if (!acquire()) {
    const finish = startProgress("Waiting for another run that prepares this checkout");
    while (!acquire()) {
      await sleep(200);
    }
    finish();
  }
  const isOurs = () => read(file)?.text.split(" ")[0] === String(process.pid);
  const heartbeat = setInterval(() => isOurs() && utimesSync(file, new Date(), new Date()), heartbeatMs);
  try {
    // A second `npm ci` beside an orphaned first would ruin both, so the lock lives as long as the command.
    return await work({ entrust: (child) => writeFileSync(file, `${process.pid} ${child ?? ""}`) });
  } finally {
    clearInterval(heartbeat);
    if (isOurs()) {
      rmSync(file);
    }
  }
}

function acquire() {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") {
      throw error;
    }
  }
  removeIfAbandoned();
  return false;
}

function removeIfAbandoned() {
  const holder = read(file);
  if (holder === undefined || isHeld(holder)) {
    return;
  }
  // Only one of several waiting runs succeeds in renaming; one that comes late puts the new holder's lock back.
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (read(aside)?.text !== holder.text) {
      renameSync(aside, file);
    }
    rmSync(aside, { force: true });
  } catch (error) {
    if (error.code !== "ENOENT") {
      throw error;
    }
  }
}

function read(path) {
  try {
    return { text: readFileSync(path, "utf8"), silentFor: Date.now() - statSync(path).mtimeMs };
  } catch {
    return undefined;
  }
}

function isHeld({ text, silentFor }) {
  const [runner, command] = text.split(" ").map(Number);
  if (text === "") {
    return silentFor < silentMs;
  }
  return (isAlive(runner) && silentFor < silentMs) || (isAlive(command) && silentFor < orphanMs);
}

function isAlive(pid) {
  if (!pid) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** In a container without an init process, a killed orphan keeps its id for good. */
function isZombie(pid) {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
