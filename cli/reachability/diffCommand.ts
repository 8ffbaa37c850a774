import type { Command } from "commander";

import { diff } from "../../reachability";
import { changesListing, changesMarkdown } from "./changesListing";
import { analyseFiles, answering, question } from "./question";

/** `crosscloud diff …`: which flows a change opens and closes. */
export function diffCommand(): Command {
  return question("diff")
    .description(
      "tell which flows a change opens, closes or leads another way, for all hosts and all traffic",
    )
    .argument("<before>", "stacks as they are: files as for trace, separated by commas; - for standard input")
    .argument("<after>", "the same stacks as they will be")
    .option("--markdown", "print Markdown, for a pull request", false)
    .option("--json", "print JSON", false)
    .addHelpText(
      "after",
      `
Exit code: 0 whatever changes, 2 bad input.

Example:
  pulumi stack export > before.json
  pulumi preview --json --show-sames > after.json
  crosscloud diff before.json after.json --markdown`,
    )
    .action(
      answering(
        async (before: string, after: string, { markdown, json }: { markdown: boolean; json: boolean }) => {
          if (before === "-" && after === "-") {
            throw new Error("standard input can be read only once: give a file for one of both");
          }
          const [was, is] = [await analyseFiles(before.split(",")), await analyseFiles(after.split(","))];
          const changes = diff(was, is);
          const listing = markdown ? changesMarkdown : changesListing;
          process.stdout.write(`${json ? JSON.stringify(changes, null, 2) : listing(changes)}\n`);
        },
      ),
    );
}
