#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { constants } from "node:os";

import { Command } from "commander";

import { balancerCommand } from "./balancer/balancerCommand";
import { costCommand } from "./cost/costCommand";
import { demoCommand } from "./demo/demoCommand";
import { dnsCommand } from "./dns/dnsCommand";
import { InterruptedError } from "./engine";
import { engineCommand } from "./engine/engineCommand";
import { initCommand } from "./init/initCommand";
import { policyCommand } from "./policy/policyCommand";
import { previewCommand } from "./policy/preview/previewCommand";
import { simCommand } from "./sim/simCommand";
import { checkCommand } from "./reachability/checkCommand";
import { diffCommand } from "./reachability/diffCommand";
import { mapCommand } from "./reachability/mapCommand";
import { matrixCommand } from "./reachability/matrixCommand";
import { traceCommand } from "./reachability/traceCommand";
import { whatIfCommand } from "./reachability/whatIfCommand";
import { CommandNotRunError } from "./stack/process";
import { worldCommand } from "./world/worldCommand";

const { version } = JSON.parse(readFileSync(require.resolve("pulumi-crosscloud/package.json"), "utf8")) as {
  version: string;
};

const program = new Command("crosscloud")
  .description("AWS, Azure and Google Cloud networks joined, and simulated clouds to prove it")
  .version(version)
  .enablePositionalOptions()
  .addCommand(initCommand())
  .addCommand(simCommand().passThroughOptions())
  .addCommand(worldCommand())
  .addCommand(demoCommand())
  .addCommand(costCommand())
  .addCommand(balancerCommand())
  .addCommand(dnsCommand())
  .addCommand(traceCommand())
  .addCommand(mapCommand())
  .addCommand(matrixCommand())
  .addCommand(checkCommand())
  .addCommand(diffCommand())
  .addCommand(whatIfCommand())
  .addCommand(policyCommand())
  .addCommand(previewCommand())
  .addCommand(engineCommand());

// The reader of a pipe, such as head, may have seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") {
    throw error;
  }
});

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = exitCodeOf(error);
});

function exitCodeOf(error: unknown): number {
  if (error instanceof InterruptedError) {
    return 128 + constants.signals[error.signal];
  }
  return error instanceof CommandNotRunError ? error.exitCode : 1;
}
