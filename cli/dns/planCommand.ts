import { Command, InvalidArgumentError, Option } from "commander";

import { type MigrationRequest, planMigration, type Weights } from "../../components/dns-failover/migration";
import { readInput } from "../readInput";
import { currentWeights } from "./currentWeights";
import { migrationListing } from "./migrationListing";

interface PlanOptions {
  readonly from?: Weights;
  readonly to: Weights;
  readonly component?: string;
  readonly step: number;
  readonly ttl?: number;
  readonly watch: number;
  readonly configKey?: string;
  readonly json: boolean;
}

/** `crosscloud dns plan …`: the steps of a migration by DNS weights. */
export function planCommand(): Command {
  return new Command("plan")
    .description(
      "plan a migration by DNS weights: the steps, how long to wait, what to watch, how to go back",
    )
    .argument(
      "[file]",
      'output of "pulumi stack export", whose DnsFailover has the current weights and TTL; - for standard input',
    )
    .addOption(
      new Option(
        "--from <weights>",
        "the current weights, such as blue=90,green=10, instead of a file",
      ).argParser(weights),
    )
    .addOption(
      new Option("--to <weights>", "the weights wanted, such as blue=0,green=100")
        .argParser(weights)
        .makeOptionMandatory(),
    )
    .option("--component <name>", "the DnsFailover to move, where the file has several")
    .option("--step <per cent>", "how much of all answers may move at once", number, 20)
    .option("--ttl <seconds>", "the name's TTL (default: the file's, or 60)", number)
    .option("--watch <seconds>", "how long to watch after each step's TTL", number, 600)
    .option(
      "--config-key <key>",
      "where the stack's configuration holds the weights, such as dns.weights, to print the commands",
    )
    .option("--json", "print JSON", false)
    .addHelpText(
      "after",
      `
Two steps that follow each other always have a pool with a weight in common, as records change one by one: so there is
no moment in which all weights are 0.

Examples:
  crosscloud dns plan --from blue=90,green=10 --to blue=0,green=100
  pulumi stack export | crosscloud dns plan - --to blue=0,green=100 --step 10 --config-key dns.weights`,
    )
    .action(async (file: string | undefined, options: PlanOptions) => {
      const request = await requestOf(file, options);
      const steps = planMigration(request);
      const { json, configKey } = options;
      const output = json ? JSON.stringify(steps, null, 2) : migrationListing(request.from, steps, configKey);
      process.stdout.write(`${output}\n`);
    });
}

async function requestOf(
  file: string | undefined,
  { from, to, step, ttl, watch, component }: PlanOptions,
): Promise<MigrationRequest> {
  if (from !== undefined && file === undefined) {
    return { from, to, step, ttl, watch };
  }
  if (file === undefined) {
    throw new Error("give the current weights by --from, or a file that holds them");
  }
  if (from !== undefined) {
    throw new Error(`give --from or ${file}, not both: each says what the current weights are`);
  }
  const { name, content } = await readInput(file);
  const current = currentWeights(content, name, component);
  return { from: current.weights, to, step, ttl: ttl ?? current.ttl, watch };
}

function weights(text: string): Weights {
  const pairs = text.split(",").map((pair) => pair.trim().split("="));
  const named = pairs.map(([pool = "", weight = "", ...rest]): [string, number] => {
    if (pool === "" || !/^\d+$/.test(weight) || rest.length > 0) {
      throw new InvalidArgumentError(`"${text}" must be pools with whole numbers, such as blue=90,green=10.`);
    }
    return [pool, Number(weight)];
  });
  const twin = named.find(([pool], index) => named.findIndex(([other]) => other === pool) !== index);
  if (twin !== undefined) {
    throw new InvalidArgumentError(`${twin[0]} has two weights: give one.`);
  }
  return Object.fromEntries(named);
}

function number(text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new InvalidArgumentError("It must be a whole number.");
  }
  return Number(text);
}
