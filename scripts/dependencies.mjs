import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";

import { inCheckout } from "./checkout.mjs";
import { runStep } from "./processes.mjs";

const lockfile = inCheckout("package-lock.json");
/** Holds the hash of the lockfile that was installed; `npm ci` removes it, so a killed install leaves none. */
const stamp = inCheckout("node_modules/.crosscloud-installed");

/** Whether `node_modules` is what package-lock.json says. */
export function isInstalled() {
  const wanted = readFileSync(lockfile);
  const hash = createHash("sha256").update(wanted).digest("hex");
  if (readOrEmpty(stamp) === hash) {
    return true;
  }
  if (!matchesHiddenLockfile(JSON.parse(wanted))) {
    return false;
  }
  writeFileSync(stamp, hash);
  return true;
}

/** Installs with npm. The stamp is written by the next look: npm's own record tells that it finished. */
export async function install(lock) {
  rmSync(stamp, { force: true });
  // Development dependencies are asked for by name: NODE_ENV=production would leave the compiler out.
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const cli = process.env.npm_execpath;
  await (cli?.endsWith("npm-cli.js")
    ? runStep("Installing dependencies", process.execPath, [cli, ...args], lock)
    : runStep("Installing dependencies", "npm", args, lock));
  if (!isInstalled()) {
    throw new Error("npm ci ended well, but node_modules is not what package-lock.json says");
  }
}

/** npm writes this record of the installed tree last, so that a user's own `npm ci` need not be repeated. */
function matchesHiddenLockfile(wanted) {
  const text = readOrEmpty(inCheckout("node_modules/.package-lock.json"));
  const installed = text === "" ? {} : JSON.parse(text).packages;
  return Object.entries(wanted.packages)
    .filter(([path]) => path.startsWith("node_modules/"))
    .every(([path, { version, resolved, optional, devOptional }]) => {
      const found = installed[path];
      return found ? found.version === version && found.resolved === resolved : optional || devOptional;
    });
}

function readOrEmpty(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
