import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { OtherStack } from "../../../policies/plan";
import { analyse, diff, type FlowChange, type IntentResult, readStackFile } from "../../../reachability";
import { runCaptured } from "../../stack/process";
import { Stack, type StackOptions } from "../../stack/stack";
import { readEventLog, type Said } from "./eventLog";

/** What a preview of one stack came to. */
export interface Previewed extends Said {
  readonly stack: string;
  /** By operation, how many resources it would touch. */
  readonly operations: Readonly<Record<string, number>>;
  /** The resources that there would be; absent if the program failed. */
  readonly planned?: OtherStack;
  /** Which flows it would open and close; absent if the program failed. */
  readonly changes?: readonly FlowChange[];
  /** Whether the resources that there would be keep what they promise, where promises are given. */
  readonly intents?: readonly IntentResult[];
}

export interface PackOptions {
  /** Folder of the policy pack. */
  readonly policyPack: string;
  /** The pack's configuration. */
  readonly config?: string | undefined;
}

/** Previews a stack with the policy pack. @throws if Pulumi can't be run on it at all. */
export async function previewStack(options: StackOptions, pack: PackOptions): Promise<Previewed> {
  const before = JSON.stringify(await new Stack(options).export());
  const folder = await mkdtemp(join(tmpdir(), "crosscloud-preview-"));
  try {
    const log = join(folder, "events.json");
    const { code, stdout, stderr } = await runCaptured("pulumi", previewArgs(options, pack, log), {
      ...options,
      // The flag --event-log is there only for those who ask for it; Pulumi's Automation API asks in the same way.
      env: { ...options.env, PULUMI_DEBUG_COMMANDS: "true" },
      input: "",
    });
    const said = readEventLog(await readFile(log, "utf8").catch(() => ""));
    const failed = code !== 0 && !said.violations.some(({ level }) => level === "mandatory");
    const errors = failed && said.errors.length === 0 ? [stderr.trim() || stdout.trim()] : said.errors;
    const previewed = { stack: options.name, operations: {}, ...said, errors };
    return errors.length > 0 ? previewed : { ...previewed, ...planIn(stdout, before, options.name) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function previewArgs(
  { name, configFile }: StackOptions,
  { policyPack, config }: PackOptions,
  log: string,
): string[] {
  return [
    ...["preview", "--stack", name, "--non-interactive", "--json", "--show-sames", "--event-log", log],
    ...["--policy-pack", policyPack],
    ...(config === undefined ? [] : ["--policy-pack-config", config]),
    ...(configFile === undefined ? [] : ["--config-file", configFile]),
  ];
}

function planIn(
  stdout: string,
  before: string,
  name: string,
): Pick<Previewed, "operations" | "planned" | "changes"> {
  // A policy that is violated leaves an error in what is whole otherwise.
  const preview = JSON.parse(stdout) as { readonly changeSummary?: Previewed["operations"] };
  const resources = readStackFile(JSON.stringify({ ...preview, diagnostics: [] }), `the preview of ${name}`);
  const was = analyse(readStackFile(before, `the state of ${name}`));
  return {
    operations: preview.changeSummary ?? {},
    planned: { name, resources },
    changes: diff(was, analyse(resources)),
  };
}
