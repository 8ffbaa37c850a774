import { build, isBuilt } from "./build.mjs";
import { install, isInstalled } from "./dependencies.mjs";
import { withLock } from "./lock.mjs";

/**
 * Makes the checkout ready for a task. Takes the lock only when there is something to do, and looks again once
 * it has it: another run may have done it meanwhile.
 */
export async function prepare(task) {
  const ready = () => isInstalled() && (!task.build || isBuilt());
  if (ready()) {
    return;
  }
  await withLock(async (lock) => {
    if (!isInstalled()) {
      await install(lock);
    }
    if (task.build && !isBuilt()) {
      await build(lock);
    }
  });
}
