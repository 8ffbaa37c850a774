import { Command } from "commander";

import { findEngine } from "./findEngine";

/** `crosscloud engine`: finds or builds the engine ahead of what needs it, such as tests with a time limit. */
export function engineCommand(): Command {
  return new Command("engine")
    .description("find the Pulumi engine or build it, and say which one is used and why")
    .action(async () => {
      const { reason, directory } = await findEngine();
      process.stdout.write(`${reason}\n${directory}\n`);
    });
}
