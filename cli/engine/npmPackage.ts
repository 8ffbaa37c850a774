import * as path from "node:path";

import { type Installation, Miss } from "./engine";
import { executableName, isExecutable, type Machine } from "./machine";
import { npmPulumi } from "./pins";
import { probe } from "./probe";
import { elapsed, type Progress } from "./progress";
import { run } from "./run";

const downloadTimeoutMs = 180_000;

/** The CLI that npm's `pulumi` package, or the Automation API, has installed on this machine before. */
export async function engineInstalledByNpm(machine: Machine): Promise<Installation | Miss> {
  const pulumi = installedExecutable(machine);
  if (!isExecutable(pulumi)) {
    return new Miss(`npm's pulumi@${npmPulumi} has not been used before`);
  }
  return probe(pulumi, "npm", machine);
}

/**
 * Lets npm's official `pulumi` package download the CLI, as `npx pulumi` does for anybody: the package is a small
 * script that runs Pulumi's installer on first use. Where that download is refused, this fails within seconds.
 *
 * @see https://www.npmjs.com/package/pulumi
 */
export async function engineDownloadedByNpm(
  machine: Machine,
  progress: Progress,
  timeoutMs = downloadTimeoutMs,
): Promise<Installation | Miss> {
  const { failure } = await progress.during(
    `Downloading Pulumi ${npmPulumi} with npm's pulumi package, for ${elapsed(timeoutMs)} at most`,
    () =>
      run("npx", ["--yes", `pulumi@${npmPulumi}`, "version"], {
        env: { ...machine.env, PULUMI_VERSION: npmPulumi, PULUMI_SKIP_UPDATE_CHECK: "true" },
        timeoutMs,
      }),
  );
  if (failure !== undefined) {
    return new Miss(`npm's pulumi@${npmPulumi} could not be downloaded: ${failure}`);
  }
  return probe(installedExecutable(machine), "npm", machine);
}

/** The package installs where the Automation API does, so that both share one copy. */
function installedExecutable(machine: Machine): string {
  const home = machine.env["PULUMI_HOME"] ?? path.join(machine.home, ".pulumi");
  return path.join(home, "versions", npmPulumi, "bin", executableName("pulumi", machine));
}
