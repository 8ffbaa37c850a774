import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

import { inCheckout } from "./checkout.mjs";
import { runStep } from "./processes.mjs";

const project = "tsconfig.build.json";
const stamp = inCheckout("dist/.crosscloud-built");

/** Whether `dist` was compiled from exactly these sources, settings and dependencies. */
export function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint();
}

/** Compiles what has changed, and removes what was compiled from sources that are gone. */
export async function build(lock) {
  const before = fingerprint();
  rmSync(stamp, { force: true });
  await runStep("Compiling", process.execPath, ["node_modules/typescript/bin/tsc", "-p", project], lock);
  removeOrphans();
  mkdirSync(inCheckout("dist"), { recursive: true });
  writeFileSync(stamp, before);
}

function rooms() {
  return JSON.parse(readFileSync(inCheckout(project), "utf8")).include;
}

function filesUnder(folder) {
  if (!existsSync(inCheckout(folder))) {
    return [];
  }
  return readdirSync(inCheckout(folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`);
}

/** By content, not by time: a checkout of another branch and back is no change. */
function fingerprint() {
  const hash = createHash("sha256");
  const settings = ["package-lock.json", "package.json", "tsconfig.json", project].map(inCheckout);
  const sources = rooms()
    .flatMap(filesUnder)
    .filter((file) => /\.(ts|json)$/.test(file));
  for (const file of [...settings, ...sources.sort()]) {
    hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function removeOrphans() {
  for (const room of rooms()) {
    for (const file of filesUnder(`dist/${room}`)) {
      const source = file.replace(inCheckout("dist/"), inCheckout("")).replace(/(\.d\.ts|\.js)$/, ".ts");
      if (source.endsWith(".ts") && !existsSync(source)) {
        rmSync(file);
      }
    }
  }
}
