import { appendFile, writeFile } from "node:fs/promises";

import { Command } from "commander";

import type { OtherStack } from "../../../policies/plan";
import { analyse, checkIntents } from "../../../reachability";
import { type Input, readInput } from "../../readInput";
import { intentsListing } from "../../reachability/intentsListing";
import type { StackOptions } from "../../stack/stack";
import { judgeStacks, readTerms, type Terms } from "../judgeFiles";
import { violationsListing } from "../violationsListing";
import { type Previewed, previewStack } from "./previewStack";
import { isStopped, previewReport } from "./report";
import { onSimulatedClouds } from "./simulated";

interface PreviewOptions {
  readonly cwd?: string;
  readonly policyPack: string;
  readonly policyPackConfig?: string;
  readonly intents?: string;
  readonly simulated: boolean;
  readonly output?: string;
}

/** `crosscloud preview …`: what CI asks of a change. */
export function previewCommand(): Command {
  return new Command("preview")
    .description(
      "preview stacks with the policy pack, for CI: violations and changes of reachability as Markdown",
    )
    .argument("<stack...>", "names of stacks of the project")
    .option("--cwd <folder>", "the project's folder")
    .option("--policy-pack <folder>", "the policy pack", "node_modules/pulumi-crosscloud/policies")
    .option("--policy-pack-config <file>", "its configuration")
    .option("--intents <file>", "a YAML file of intents that each stack must keep; see crosscloud check")
    .option("--simulated", "preview on simulated clouds, without an account", false)
    .option("--output <file>", "also write the Markdown into a file")
    .addHelpText(
      "after",
      `
Exit code: 0 all previews pass, 1 one fails, violates a mandatory rule or breaks an intent.

The stacks are judged beside each other too: ranges that two of them share are found although no preview sees both. On
GitHub Actions the Markdown goes to the job's summary as well.

Example:
  crosscloud preview dev prod --policy-pack-config policies.json --output preview.md`,
    )
    .action(async (names: string[], options: PreviewOptions) => {
      if (options.cwd !== undefined) {
        process.chdir(options.cwd);
      }
      const { policyPack, policyPackConfig: config } = options;
      const terms = await readTerms(config);
      const intents = options.intents === undefined ? undefined : await readInput(options.intents);
      const preview = (stack: StackOptions): Promise<Previewed> =>
        previewStack(stack, { policyPack, config });
      const alone = options.simulated
        ? await onSimulatedClouds(names, preview)
        : await inTurn(names, (name) => preview({ name, env: process.env }));
      const previews = besideEachOther(alone, terms).map((preview) => withIntents(preview, intents));

      const report = `${previewReport(previews)}\n`;
      for (const { stack, violations, errors, intents = [] } of previews) {
        const listings = intents.length > 0 ? [intentsListing(intents)] : [];
        process.stdout.write(
          `${[violationsListing(stack, violations), ...errors, ...listings].join("\n")}\n`,
        );
      }
      if (options.output !== undefined) {
        await writeFile(options.output, report);
      }
      if (process.env.GITHUB_STEP_SUMMARY !== undefined) {
        await appendFile(process.env.GITHUB_STEP_SUMMARY, report);
      }
      process.exitCode = previews.some(isStopped) ? 1 : 0;
    });
}

/** Adds whether what is planned keeps its intents. */
function withIntents(preview: Previewed, intents: Input | undefined): Previewed {
  if (preview.planned === undefined || intents === undefined) {
    return preview;
  }
  const { name, content: text } = intents;
  return { ...preview, intents: checkIntents(analyse(preview.planned.resources), { name, text }) };
}

async function inTurn<T>(names: readonly string[], each: (name: string) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const name of names) {
    results.push(await each(name));
  }
  return results;
}

/** Adds what the rules say of a stack only because of the others. */
function besideEachOther(previews: readonly Previewed[], terms: Terms): Previewed[] {
  const plans = previews.flatMap(({ planned }) => planned ?? []);
  const together = judgeStacks(plans, terms, Infinity);
  return previews.map((preview) => {
    const { planned, violations } = preview;
    if (planned === undefined) {
      return preview;
    }
    const alone = new Set(judgeAlone(planned, terms));
    const added = (together[plans.indexOf(planned)] ?? []).filter((one) => !alone.has(JSON.stringify(one)));
    return { ...preview, violations: [...violations, ...added] };
  });
}

function judgeAlone(planned: OtherStack, terms: Terms): string[] {
  return judgeStacks([planned], terms, Infinity).flatMap((violations) =>
    violations.map((one) => JSON.stringify(one)),
  );
}
