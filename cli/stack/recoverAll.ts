import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { recover } from "./recover";
import { type Deployment, Stack } from "./stack";
import { locks, type StackKey } from "./stateLock";
import { removeTornFiles } from "./tornFiles";
import type { WorldRecord } from "../../simulator";
import { fileBackend } from "../sim/backend";
import type { Session } from "../sim/session";

export interface RecoveryOptions {
  /** Told of what is done, and while this waits. */
  readonly say: (line: string) => void;
  /** A stack to look at even where nothing in the world tells that it is simulated. */
  readonly stack?: StackKey;
}

/**
 * Runs something that may change the session's stacks. Before that it settles what the last run left under way if that
 * was killed, or its engine: see {@link recover}.
 */
export async function afterRecovery<Result>(
  session: Session,
  options: RecoveryOptions,
  run: () => Promise<Result>,
): Promise<Result> {
  // Who finds it knows that the last run was killed.
  const running = `${session.worldPath}.running`;
  const cloudsKilled = existsSync(running);
  await writeFile(running, "");
  await recoverAll(session, cloudsKilled, options);
  return run().finally(() => rm(running, { force: true }));
}

async function recoverAll(
  session: Session,
  cloudsKilled: boolean,
  { say, stack: given }: RecoveryOptions,
): Promise<void> {
  const { backendUrl } = session;
  const records = session.clouds.world.list();
  const keys = [...records.map(({ urn }) => keyOf(urn)), ...(given === undefined ? [] : [given])];
  const simulated = [...new Map(keys.map((key) => [prefixOf(key), key])).values()];
  const backend = fileBackend(backendUrl);
  const known = backend === undefined ? simulated : await stacksOf(backend);
  for (const key of known) {
    const isSimulated = session.ownBackend || simulated.some((each) => prefixOf(each) === prefixOf(key));
    if (!isSimulated) {
      continue;
    }
    const torn = backend === undefined ? 0 : await removeTornFiles(key, backend);
    if (!cloudsKilled && torn === 0 && !(await isUnsettled(key, backendUrl))) {
      continue;
    }
    const existing = records.filter(({ urn }) => urn.startsWith(prefixOf(key)));
    for (const done of await recoverOne(session, key, existing, cloudsKilled, say)) {
      say(`After the interrupted run of ${key.stack}: ${done}.`);
    }
  }
}

/** In a project of no program: what exists is read anew without one. */
async function recoverOne(
  { env, backendUrl }: Session,
  { project, stack: name }: StackKey,
  existing: readonly WorldRecord[],
  cloudsKilled: boolean,
  say: (line: string) => void,
): Promise<string[]> {
  const cwd = await mkdtemp(join(tmpdir(), "crosscloud-recovery-"));
  try {
    await writeFile(join(cwd, "Pulumi.yaml"), JSON.stringify({ name: project, runtime: "nodejs" }));
    const stack = new Stack({ name, env, cwd });
    return (await stack.exists())
      ? await recover(stack, { project, backendUrl, existing, cloudsKilled, say })
      : [];
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** The stacks of a backend of files: `.pulumi/stacks/<project>/<stack>.json`. */
async function stacksOf(backend: string): Promise<StackKey[]> {
  const folder = join(backend, ".pulumi", "stacks");
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  return files.flatMap((file) => {
    const [, project, stack] = /^([^\\/]+)[\\/]([^\\/]+)\.json(?:\.gz)?$/.exec(file) ?? [];
    return project === undefined || stack === undefined ? [] : [{ project, stack }];
  });
}

/** Whether an engine that was killed left a lock or something under way. What cannot be told is looked at closely. */
async function isUnsettled(key: StackKey, backendUrl: string): Promise<boolean> {
  const backend = fileBackend(backendUrl);
  if (backend === undefined || (await locks(key, backendUrl)).length > 0) {
    return true;
  }
  const file = join(backend, ".pulumi", "stacks", key.project, `${key.stack}.json`);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) {
    return true;
  }
  const { checkpoint } = JSON.parse(text) as { checkpoint?: { latest?: Deployment } };
  return (checkpoint?.latest?.pending_operations ?? []).length > 0;
}

const prefixOf = ({ project, stack }: StackKey): string => `urn:pulumi:${stack}::${project}::`;

function keyOf(urn: string): StackKey {
  const [stack = "", project = ""] = urn.replace(/^urn:pulumi:/, "").split("::");
  return { project, stack };
}
