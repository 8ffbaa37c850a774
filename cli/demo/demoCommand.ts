import { Command } from "commander";

import { destroyDemo, refreshDemo, showDemo, upDemo } from "./demo";
import { timeScale, withWorldOptions } from "../sim/simCommand";

/** `crosscloud demo`: a stack of the program in the current folder on the simulated clouds, from nothing. */
export function demoCommand(): Command {
  const common = (command: Command): Command =>
    withWorldOptions(command)
      .option("--stack <name>", "the stack, with its Pulumi.<stack>.yaml", "dev")
      .option(
        "--time-scale <factor>",
        "real seconds per simulated second: 0.002 makes Azure's 45 minutes 5.4 s",
        timeScale,
        0.002,
      );
  return new Command("demo")
    .description("bring a stack of the program in this folder up on simulated clouds")
    .addHelpText(
      "after",
      `
Examples:
  crosscloud demo                        bring the stack "dev" up
  crosscloud demo --stack prod           bring "prod" up; see "crosscloud demo up --help" for all options
  crosscloud demo destroy --stack prod   take it down`,
    )
    .addCommand(common(new Command("up")).description("create or update it").action(upDemo), {
      isDefault: true,
    })
    .addCommand(common(new Command("status")).description("print what was built").action(showDemo))
    .addCommand(
      common(new Command("refresh"))
        .description("find what changed behind Pulumi's back")
        .action(refreshDemo),
    )
    .addCommand(common(new Command("destroy")).description("take it down to nothing").action(destroyDemo));
}
