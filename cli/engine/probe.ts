import { realpathSync } from "node:fs";
import * as path from "node:path";

import { type EngineSource, type Installation, Miss } from "./engine";
import { executableName, findOnPath, isExecutable, type Machine } from "./machine";
import { minimumPulumi } from "./pins";
import { run } from "./run";
import { isAtLeast, parseVersion } from "./version";

/** Long enough for a cold start from a slow disk; a version manager's shim that downloads first is not waited for. */
const timeoutMs = 30_000;

/** Asks an executable for its version, and checks that it can run Node programs. */
export async function probe(
  pulumi: string,
  source: EngineSource,
  machine: Machine,
): Promise<Installation | Miss> {
  if (!isExecutable(pulumi)) {
    return new Miss(`there is no executable ${pulumi}`);
  }
  if (!hasNodeLanguageHost(pulumi, machine)) {
    return new Miss(`${pulumi} has no pulumi-language-nodejs beside it or on PATH`);
  }
  const env = { ...machine.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { stdout, failure } = await run(pulumi, ["version"], { env, timeoutMs });
  if (failure !== undefined) {
    return new Miss(`${pulumi} does not run: ${failure}`);
  }
  const version = parseVersion(stdout);
  if (!version) {
    return new Miss(`${pulumi} prints no version that could be read`);
  }
  if (!isAtLeast(version, minimumPulumi)) {
    return new Miss(`${pulumi} is version ${version.text}, older than ${minimumPulumi}`);
  }
  return { directory: path.dirname(pulumi), pulumi, version: version.text, source };
}

/** The CLI looks beside its own file, which a symbolic link hides, and then on PATH. */
function hasNodeLanguageHost(pulumi: string, machine: Machine): boolean {
  const name = "pulumi-language-nodejs";
  return (
    [pulumi, realpathSync(pulumi)].some((file) =>
      isExecutable(path.join(path.dirname(file), executableName(name, machine))),
    ) || findOnPath(name, machine) !== undefined
  );
}
