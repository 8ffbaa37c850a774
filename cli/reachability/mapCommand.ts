import { writeFile } from "node:fs/promises";

import { Command, InvalidArgumentError, Option } from "commander";

import { type Flow, QuestionError } from "../../reachability";
import { type MapFormat, mapFormats, mapOf, parseFlow } from "../../reachability/map";
import { analyseFiles, answering, filesDescription, question } from "./question";

interface MapCommandOptions {
  readonly format: MapFormat;
  readonly output?: string;
  readonly flow: readonly Flow[];
}

/** `crosscloud map …`: a picture of stacks, and of the ways of flows through them. */
export function mapCommand(): Command {
  return question("map")
    .description(
      "draw the clouds, networks, gateways and tunnels of stacks, and the ways of flows through them",
    )
    .argument("<file...>", filesDescription)
    .addOption(
      new Option("--format <format>", "a page with search and verdicts, a picture, or text that GitHub draws")
        .choices(mapFormats)
        .default("html"),
    )
    .option("--output <file>", "where to write it (default: standard output)")
    .option("--flow <flow>", 'a flow to draw, such as "web -> db tcp/5432"; may be repeated', addFlow, [])
    .addHelpText(
      "after",
      `
The page is one file that loads nothing. In a small estate it holds the verdicts of all flows over tcp/443, and over
what --flow asks for; in a larger one those that --flow asks for.

Examples:
  pulumi preview --json --show-sames | crosscloud map --output estate.html -
  crosscloud map --format mermaid --flow "web -> db tcp/5432" dev.json prod.json`,
    )
    .action(answering(map));
}

async function map(files: string[], { format, output, flow: flows }: MapCommandOptions): Promise<void> {
  const text = await mapOf(await analyseFiles(files), { format, flows });
  if (output === undefined) {
    process.stdout.write(text);
  } else {
    await writeFile(output, text);
  }
}

function addFlow(text: string, before: readonly Flow[]): readonly Flow[] {
  try {
    return [...before, parseFlow(text)];
  } catch (error) {
    throw error instanceof QuestionError ? new InvalidArgumentError(error.message) : error;
  }
}
