import { buildEngineOnce } from "./buildOnce";
import { engineInCache } from "./cache";
import { type Engine, type EngineSource, type Installation, Miss } from "./engine";
import { type Machine, thisMachine } from "./machine";
import { engineDownloadedByNpm, engineInstalledByNpm } from "./npmPackage";
import { engineOnPath } from "./onPath";
import { minimumGo, minimumPulumi } from "./pins";
import { type Log, Progress } from "./progress";

export interface FindEngineOptions {
  /** Takes each line of progress. @default - standard error, with a rewritten line if that is a terminal */
  readonly log?: Log;
  /** @internal The machine to search, for tests. */
  readonly machine?: Machine;
}

/** There is no Pulumi engine on this machine and no way to get one; the message says what to install. */
export class NoEngineError extends Error {
  constructor(whys: readonly string[]) {
    super(
      [
        "No Pulumi engine was found, and none could be made:",
        ...whys.map((why) => `  - ${why}`),
        `Install the Pulumi CLI, ${minimumPulumi} or newer (https://www.pulumi.com/docs/install/), or Go, ` +
          `${minimumGo} or newer (https://go.dev/doc/install), and run this again.`,
      ].join("\n"),
    );
    this.name = "NoEngineError";
  }
}

const chosen: Record<EngineSource, string> = {
  PATH: "on PATH",
  npm: "installed by npm's pulumi package",
  cache: "built earlier with Go",
  built: "built just now with Go",
};

type Attempt = (machine: Machine, progress: Progress) => Promise<Installation | Miss>;

/**
 * In the order of preference, but what is on the machine already comes before anything that takes time: a download
 * that is refused here must not be tried again on each run when an engine has been built because of it.
 */
const ways: readonly (readonly ["PATH" | "npm" | "Go", Attempt])[] = [
  ["PATH", engineOnPath],
  ["npm", engineInstalledByNpm],
  ["Go", engineInCache],
  ["npm", engineDownloadedByNpm],
  ["Go", buildEngineOnce],
];

/**
 * Finds a Pulumi CLI that runs Node programs, or gets one: the one on `PATH` if it is new enough, else what npm's
 * official `pulumi` package provides, else one built from Go modules, once per machine.
 *
 * @throws NoEngineError if every way fails
 * @throws InterruptedError if the process is told to end during a download or a build
 *
 * @example
 * ```ts
 * const engine = await findEngine();
 * const env = { ...process.env, PATH: `${engine.directory}${path.delimiter}${process.env.PATH}` };
 * ```
 */
export async function findEngine({ log, machine = thisMachine() }: FindEngineOptions = {}): Promise<Engine> {
  const progress = new Progress(log);
  // What a later attempt of the same kind has to say replaces "not there yet".
  const misses = new Map<string, string>();
  for (const [kind, attempt] of ways) {
    const result = await attempt(machine, progress);
    if (!(result instanceof Miss)) {
      misses.delete(kind);
      return { ...result, reason: reason(result, [...misses.values()]) };
    }
    misses.set(kind, result.why);
  }
  throw new NoEngineError([...misses.values()]);
}

function reason({ version, source, directory }: Installation, misses: readonly string[]): string {
  const because = misses.length === 0 ? "" : `, because ${misses.join("; ")}`;
  return `Pulumi ${version}, ${chosen[source]} (${directory})${because}.`;
}
