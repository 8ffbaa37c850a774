#!/usr/bin/env node
import { constants } from "node:os";

import { Command } from "commander";

import { demoCommand } from "./demo/demoCommand";
import { InterruptedError } from "./engine";
import { engineCommand } from "./engine/engineCommand";
import { simCommand } from "./sim/simCommand";
import { worldCommand } from "./world/worldCommand";

const program = new Command("crosscloud")
  .description("AWS, Azure and Google Cloud networks joined, and simulated clouds to prove it")
  .enablePositionalOptions()
  .addCommand(simCommand().passThroughOptions())
  .addCommand(worldCommand())
  .addCommand(demoCommand())
  .addCommand(engineCommand());

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof InterruptedError ? 128 + constants.signals[error.signal] : 1;
});
