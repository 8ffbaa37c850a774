import type { Command } from "commander";

import { anySingleFailure, failuresOf, type Intents, whatIf } from "../../reachability";
import { readInput } from "../readInput";
import { analyseFiles, answering, filesDescription, question } from "./question";
import { singleFailuresListing, whatIfListing } from "./whatIfListing";

interface WhatIfOptions {
  readonly fail: readonly string[];
  readonly anySingle: boolean;
  readonly intents?: string;
  readonly json: boolean;
}

/** `crosscloud whatif …`: what is lost with a tunnel, a gateway, a zone or a region. */
export function whatIfCommand(): Command {
  return question("whatif")
    .description("tell what is lost with a tunnel, a gateway, a zone or a region")
    .argument("<file...>", filesDescription)
    .option(
      "--fail <part>",
      "name or URN of a tunnel, connection, gateway, zone or region; several times for several at once",
      (part: string, parts: readonly string[]) => [...parts, part],
      [],
    )
    .option("--any-single", "each of all these by itself", false)
    .option("--intents <file>", "also tell which intents break, see crosscloud check")
    .option("--json", "print JSON", false)
    .addHelpText(
      "after",
      `
Exit code: 0 no intent breaks, 1 some intent breaks, 2 bad input.

Examples:
  pulumi stack export | crosscloud whatif --fail eu-central-1a -
  crosscloud whatif --any-single --intents intents.yaml dev.json prod.json`,
    )
    .action(answering(answer));
}

async function answer(
  files: string[],
  { fail, anySingle, intents: file, json }: WhatIfOptions,
): Promise<void> {
  if (anySingle === fail.length > 0) {
    throw new Error("give either --fail with the name of what fails, or --any-single");
  }
  const intents = file === undefined ? [] : await intentsIn(file);
  const analysis = await analyseFiles(files);
  if (anySingle) {
    const failures = anySingleFailure(analysis, intents);
    print(json, failures, singleFailuresListing);
    process.exitCode = failures.some(({ broken }) => broken.length > 0) ? 1 : 0;
  } else {
    const found = whatIf(analysis, failuresOf(analysis, fail), intents);
    print(json, found, whatIfListing);
    process.exitCode = found.broken.length > 0 ? 1 : 0;
  }
}

async function intentsIn(file: string): Promise<Intents> {
  const { name, content } = await readInput(file);
  return { name, text: content };
}

function print<T>(json: boolean, found: T, listing: (found: T) => string): void {
  process.stdout.write(`${json ? JSON.stringify(found, null, 2) : listing(found)}\n`);
}
