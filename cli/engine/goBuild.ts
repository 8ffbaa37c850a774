import { chmod, copyFile, mkdir } from "node:fs/promises";
import * as path from "node:path";

import { modulesDirectory } from "./cache";
import type { GoToolchain } from "./goToolchain";
import { executableName, type Machine } from "./machine";
import { goBuild } from "./pins";
import type { Progress } from "./progress";
import { run } from "./run";

/** With a read-only go.mod, Go refuses every module whose content go.sum does not vouch for. */
const flags = ["-mod=readonly", "-trimpath"];

/** Lists each package that has yet to be compiled, with its version: the two programs share some. */
const stalePackages = "{{if .Stale}}{{.ImportPath}}@{{with .Module}}{{.Version}}{{end}}{{end}}";

/** Go could not build the engine. */
export class GoBuildError extends Error {}

/**
 * Builds the CLI and its language host into `directory`, which Go's scratch files stay beside.
 *
 * @throws GoBuildError with Go's own words, such as a checksum that does not match go.sum
 */
export async function buildEngine(
  toolchain: GoToolchain,
  directory: string,
  machine: Machine,
  progress: Progress,
): Promise<void> {
  const scratch = `${directory}-scratch`;
  await mkdir(directory, { recursive: true });
  await mkdir(scratch, { recursive: true });

  const go = async (folder: string, args: readonly string[], onErrorLine: (line: string) => void) => {
    const { stdout, failure } = await run(toolchain.go, args, {
      cwd: modulesDirectory(folder),
      env: { ...toolchain.env, GOTMPDIR: scratch },
      onErrorLine,
    });
    if (failure !== undefined) {
      throw new GoBuildError(failure);
    }
    return stdout;
  };

  const packages = new Set<string>();
  let downloads = 0;
  await progress.during(
    "Resolving the Go modules of the Pulumi engine",
    async () => {
      for (const program of goBuild.programs) {
        const args = ["list", ...flags, "-deps", "-f", stalePackages, program.package];
        const stale = await go(program.folder, args, () => downloads++);
        stale.split("\n").forEach((name) => name && packages.add(name));
      }
    },
    () => `${downloads} downloaded`,
  );

  let compiled = 0;
  await progress.during(
    `Building Pulumi ${goBuild.version} with Go`,
    async () => {
      for (const program of goBuild.programs) {
        const output = path.join(directory, executableName(program.name, machine));
        const args = [
          "build",
          ...flags,
          "-v",
          "-ldflags",
          program.linkerFlags,
          "-o",
          output,
          program.package,
        ];
        await go(program.folder, args, () => compiled++);
      }
    },
    () => `${Math.min(compiled, packages.size)} of ${packages.size} packages`,
  );

  const { folder, module, directory: launchers, names } = goBuild.launchers;
  const moduleDirectory = await go(
    folder,
    ["list", "-mod=readonly", "-m", "-f", "{{.Dir}}", module],
    () => undefined,
  );
  for (const name of names) {
    const file = machine.platform === "win32" ? `${name}.cmd` : name;
    await copyFile(path.join(moduleDirectory.trim(), launchers, file), path.join(directory, file));
    await chmod(path.join(directory, file), 0o755);
  }
}
