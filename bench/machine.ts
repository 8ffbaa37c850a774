import { readFile } from "node:fs/promises";
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from "node:os";
import { join } from "node:path";

import { findEngine } from "../cli/engine";

/** What the figures depend on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  /** Processes that wanted to run when the benchmark began, averaged over a minute. */
  readonly load: number;
  readonly versions: Readonly<Record<string, string>>;
}

const packages = ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/azure-native", "typescript", "ts-node"];

export async function describeMachine(): Promise<Machine> {
  const engine = await findEngine();
  const installed = await Promise.all(packages.map(async (name) => [name, await versionOf(name)]));
  return {
    processor: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    versions: {
      node: process.versions.node,
      pulumi: engine.version,
      ...(Object.fromEntries(installed) as Record<string, string>),
    },
  };
}

async function versionOf(name: string): Promise<string> {
  const manifest = await readFile(join(__dirname, "..", "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
