import { Command } from "commander";

import { costListing, costReport } from "./report";
import { prices } from "../../pricing";
import { readStackFile, type StackFileResource } from "../../reachability/resources";
import { readInput } from "../readInput";

/** `crosscloud cost …`: what a month of one or more stacks costs. */
export function costCommand(): Command {
  return new Command("cost")
    .description(
      "estimate what a month of a stack costs, by item and by component, from a preview or its state",
    )
    .argument(
      "<file...>",
      'output of "pulumi preview --json --show-sames" or "pulumi stack export"; - for standard input',
    )
    .option("--json", "print JSON, with the date and source of each price", false)
    .addHelpText(
      "after",
      `
Examples:
  pulumi preview --json --show-sames | crosscloud cost -
  pulumi stack export | crosscloud cost -
  crosscloud cost dev.json prod.json`,
    )
    .action(async (files: string[], { json }: { json: boolean }) => {
      const resources = [];
      for (const file of files) {
        const { name, content } = await readInput(file);
        resources.push(...readStackFile(content, name).filter(isPaidFor));
      }
      const report = costReport(resources);
      const output = json
        ? JSON.stringify({ ...report, prices: usedPrices(report) }, null, 2)
        : costListing(report);
      process.stdout.write(`${output}\n`);
    });
}

/** Components are made of others, and what is only read is not the stack's to pay for. */
function isPaidFor({ custom, external }: StackFileResource): boolean {
  return custom && !external;
}

function usedPrices({ total }: ReturnType<typeof costReport>): Partial<typeof prices> {
  const used = [...total.lines, ...total.perGb].map(({ item }) => item);
  return Object.fromEntries(used.map((item) => [item, prices[item]]));
}
