import type { Command } from "commander";

import type { OtherStack } from "../../policies/plan";
import { readStackFile } from "../../reachability";
import { answering, filesDescription, question } from "../reachability/question";
import { readInput } from "../readInput";
import { judgeStacks, readTerms } from "./judgeFiles";
import { violationsListing, violationsMarkdown } from "./violationsListing";

interface PolicyOptions {
  readonly config?: string;
  readonly all: boolean;
  readonly json: boolean;
  readonly markdown: boolean;
}

/** `crosscloud policy …`: the rules of the policy pack, without the engine. */
export function policyCommand(): Command {
  return question("policy")
    .description("hold stacks to the rules of the policy pack, without an engine")
    .argument("<file...>", filesDescription)
    .option("--config <file>", "the pack's configuration, as for pulumi preview --policy-pack-config")
    .option("--all", "list every violation; otherwise the first 50 of each rule", false)
    .option("--markdown", "print Markdown, for a pull request", false)
    .option("--json", "print JSON", false)
    .addHelpText(
      "after",
      `
Exit code: 0 nothing mandatory is violated, 1 something is, 2 bad input.

Each stack is judged beside the other ones, so that ranges which two of them share are found. A file does not tell
whether a key was given as a secret; the pack in a preview does.

Examples:
  pulumi stack export | crosscloud policy -
  crosscloud policy dev.json prod.json --config pack.json`,
    )
    .action(
      answering(async (files: string[], { config, all, json, markdown }: PolicyOptions) => {
        if (files.filter((file) => file === "-").length > 1) {
          throw new Error("standard input can be read only once: give - once");
        }
        const terms = await readTerms(config);
        const stacks: OtherStack[] = [];
        for (const file of files) {
          const { name, content } = await readInput(file);
          stacks.push({ name, resources: readStackFile(content, name) });
        }
        const judged = judgeStacks(stacks, terms, all ? Infinity : undefined).map((violations, index) => ({
          stack: stacks[index]?.name ?? "",
          violations,
        }));
        const texts = judged.map(({ stack, violations }) =>
          markdown
            ? `## ${stack}\n\n${violationsMarkdown(violations)}`
            : violationsListing(stack, violations),
        );
        process.stdout.write(`${json ? JSON.stringify(judged, null, 2) : texts.join("\n\n")}\n`);
        const stopped = judged.some(({ violations }) =>
          violations.some(({ level }) => level === "mandatory"),
        );
        process.exitCode = stopped ? 1 : 0;
      }),
    );
}
