import { modulesDirectory } from "./cache";
import { Miss } from "./engine";
import { findOnPath, type Machine } from "./machine";
import { goBuild, minimumGo } from "./pins";
import { run } from "./run";
import { isAtLeast, parseVersion } from "./version";

/** A Go that can build the pinned modules. */
export interface GoToolchain {
  readonly go: string;
  readonly version: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Finds Go and settles the environment it builds in: for this machine whatever the user cross-compiles for,
 * outside of any workspace of theirs, and without need of a C compiler.
 */
export async function findGo(machine: Machine): Promise<GoToolchain | Miss> {
  const go = findOnPath("go", machine);
  if (!go) {
    return new Miss("no go is on PATH to build one");
  }
  const env = { ...machine.env, CGO_ENABLED: "0", GOWORK: "off", GOOS: undefined, GOARCH: undefined };
  // Asked beside a go.mod, Go may switch to the newer toolchain that the file requires, or say why it cannot.
  const cwd = modulesDirectory(goBuild.launchers.folder);
  const { stdout, failure } = await run(go, ["env", "GOVERSION"], { cwd, env, timeoutMs: 120_000 });
  const version = parseVersion(stdout);
  if (failure !== undefined || !version) {
    return new Miss(`${go} cannot build one: ${failure ?? "it prints no version that could be read"}`);
  }
  if (!isAtLeast(version, minimumGo)) {
    return new Miss(`${go} is version ${version.text}, older than the ${minimumGo} needed to build one`);
  }
  return { go, version: version.text, env };
}
