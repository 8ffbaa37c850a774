/**
 * Runs one of this checkout's tasks, also in a fresh clone: installs the dependencies and compiles the sources
 * first if they have changed. Uses nothing but Node, for nothing may be installed yet.
 *
 *   node scripts/run.mjs <task> [arguments…]
 */
import { inCheckout } from "./checkout.mjs";
import { requireNode } from "./node.mjs";
import { passOn, run } from "./processes.mjs";
import { prepare } from "./prepare.mjs";
import { tasks } from "./tasks.mjs";

requireNode();

const [name, ...args] = process.argv.slice(2);
const task = tasks[name];
if (!task) {
  console.error(`Usage: node scripts/run.mjs <task> [arguments…]\nTasks: ${Object.keys(tasks).join(", ")}`);
  process.exit(2);
}
try {
  await prepare(task);
} catch (error) {
  console.error(error.message);
  process.exit(error.exitCode ?? 1);
}
if (task.engine) {
  const { code, signal } = await run(
    process.execPath,
    [inCheckout("dist/cli/main.js"), "engine"],
    "inherit",
    inCheckout(""),
  );
  if (code !== 0) {
    process.exit(signal ? 130 : code);
  }
}
if (task.command) {
  const folder = task.inCallersFolder ? process.cwd() : inCheckout("");
  await passOn(process.execPath, [...task.command, ...args], folder);
}
