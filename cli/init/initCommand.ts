import { basename, resolve } from "node:path";

import { Command } from "commander";

import { named } from "./clouds";
import type { Answers, Texts } from "./answers";
import { collectAnswers } from "./collect";
import { costsOf } from "./cost";
import { project } from "./project";
import { promptsAt } from "./prompts";
import { questions } from "./questions";
import { summary } from "./summary";
import { requireRoom, writeProject } from "./writeProject";

interface InitOptions extends Texts {
  readonly yes: boolean;
  readonly force: boolean;
}

/** `crosscloud init …`: a whole project from a few answers. */
export function initCommand(): Command {
  const command = new Command("init")
    .description("write a Pulumi project that joins networks in several clouds, from a few answers")
    .argument("[directory]", "where to write it", ".");
  for (const { flag, takes, about } of questions) {
    command.option(`${flag} ${takes}`, about);
  }
  return command
    .option("-y, --yes", "ask nothing: take the defaults for all that no flag gives", false)
    .option("--force", "overwrite files that are there", false)
    .addHelpText(
      "after",
      `
What no flag gives is asked, at a terminal. Nothing is written before the cost is shown and confirmed, and no file is
overwritten.

Examples:
  crosscloud init shop                                  ask, and write into ./shop
  crosscloud init shop --yes                            AWS and Azure, two networks each
  crosscloud init shop --clouds aws,azure,gcp --segments prod,staging,shared --spokes 3 --yes`,
    )
    .action(init);
}

async function init(directory: string, { yes, force, ...given }: InitOptions): Promise<void> {
  const { stdin: input, stdout: output } = process;
  const prompts = input.isTTY && output.isTTY && !yes ? await promptsAt({ input, output }) : undefined;
  const answers = await collectAnswers(given, { folder: basename(resolve(directory)), yes, prompts });
  const costs = costsOf(answers);
  const files = project(answers, costs);
  requireRoom(directory, files, force);

  output.write(`\n${summary(answers, costs)}\n\n`);
  if (prompts !== undefined && !(await prompts.confirm(`Write it into ${directory}?`))) {
    output.write("Nothing was written.\n");
    return;
  }
  writeProject(directory, files, force);
  output.write(`${nextSteps(answers, directory, Object.keys(files))}\n`);
}

function nextSteps({ name, clouds }: Answers, directory: string, files: readonly string[]): string {
  return `Wrote ${name}, which joins networks in ${named(clouds)}: ${files.join(", ")}

Next:
${directory === "." ? "" : `  cd ${directory}\n`}  npm install
  npm run demo      brings it up on simulated clouds, without an account
  npm run check     proves what intents.yaml promises
README.md says how to put it into the clouds.`;
}
