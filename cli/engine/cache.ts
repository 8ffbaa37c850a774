import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

import { type Installation, Miss } from "./engine";
import { executableName, isExecutable, type Machine } from "./machine";
import { goBuild } from "./pins";
import { probe } from "./probe";

/**
 * This project's folder in the user's cache: `CROSSCLOUD_CACHE_DIR` if set, else `pulumi-crosscloud` in the
 * platform's cache folder.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/ a relative XDG_CACHE_HOME is to be ignored
 */
export function cacheDirectory({ env, home, platform }: Machine): string {
  if (env["CROSSCLOUD_CACHE_DIR"]) {
    return path.resolve(env["CROSSCLOUD_CACHE_DIR"]);
  }
  const xdg = env["XDG_CACHE_HOME"];
  if (xdg && path.isAbsolute(xdg)) {
    return path.join(xdg, "pulumi-crosscloud");
  }
  if (platform === "darwin") {
    return path.join(home, "Library", "Caches", "pulumi-crosscloud");
  }
  if (platform === "win32") {
    return path.join(env["LOCALAPPDATA"] ?? path.join(home, "AppData", "Local"), "pulumi-crosscloud");
  }
  return path.join(home, ".cache", "pulumi-crosscloud");
}

/** The pinned modules: beside this file in a checkout, in the package's root once compiled to `dist`. */
export function modulesDirectory(folder: string): string {
  const beside = path.join(__dirname, "go");
  return path.join(existsSync(beside) ? beside : path.join(__dirname, "../../../cli/engine/go"), folder);
}

/** The folder of the engine built from exactly these modules for this kind of machine. */
export function builtEngineDirectory(machine: Machine): string {
  const hash = createHash("sha256");
  for (const { folder, linkerFlags } of goBuild.programs) {
    for (const file of ["go.mod", "go.sum"]) {
      hash.update(readFileSync(path.join(modulesDirectory(folder), file)));
    }
    hash.update(linkerFlags);
  }
  const pins = hash.digest("hex").slice(0, 12);
  return path.join(
    cacheDirectory(machine),
    `engine-${goBuild.version}-${machine.platform}-${machine.arch}-${pins}`,
  );
}

/** The engine that an earlier run built. */
export async function engineInCache(machine: Machine): Promise<Installation | Miss> {
  const pulumi = path.join(builtEngineDirectory(machine), executableName("pulumi", machine));
  if (!isExecutable(pulumi)) {
    return new Miss("none has been built before");
  }
  return probe(pulumi, "cache", machine);
}
