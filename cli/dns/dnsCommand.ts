import { Command } from "commander";

import { planCommand } from "./planCommand";
import { tableCommand } from "./tableCommand";

/** `crosscloud dns …`: names that several clouds answer. */
export function dnsCommand(): Command {
  return new Command("dns")
    .description("names that several clouds answer")
    .addCommand(planCommand())
    .addCommand(tableCommand());
}
