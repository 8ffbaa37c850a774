import type { Command } from "commander";

import { type Analysis, explain, type Flow, type Outcome, type Protocol } from "../../reachability";
import { analyseFiles, answering, filesDescription, question, withTraffic } from "./question";
import { traceListing } from "./traceListing";

interface TraceOptions {
  readonly from: string;
  readonly to: string;
  readonly protocol?: Protocol;
  readonly port?: number;
  readonly json: boolean;
}

/** What scripts tell the verdicts by. 2 is for bad input. */
const exitCodes: Readonly<Record<Outcome, number>> = {
  reachable: 0,
  blocked: 1,
  undecided: 3,
  "leaves the model": 4,
};

/** `crosscloud trace …`: whether one host can talk to another, and why. */
export function traceCommand(): Command {
  return withTraffic(question("trace"))
    .description("tell whether one host can talk to another, hop by hop and back, and what decides it")
    .argument("<file...>", filesDescription)
    .requiredOption("--from <host>", "name or URN of an instance or a subnet, or an address")
    .requiredOption("--to <host>", "the same")
    .option("--json", "print JSON", false)
    .addHelpText(
      "after",
      `
Exit code: 0 reachable, 1 blocked, 2 bad input, 3 undecided, 4 leaves what the stacks show.

Examples:
  pulumi preview --json --show-sames | crosscloud trace --from web --to db --port 5432 -
  crosscloud trace --from 10.1.0.4 --to 10.2.0.7 --protocol icmp dev.json prod.json`,
    )
    .action(answering(trace));
}

async function trace(files: string[], options: TraceOptions): Promise<void> {
  const analysis = await analyseFiles(files);
  const { output, exitCode } = answer(analysis, options);
  process.stdout.write(`${output}\n`);
  process.exitCode = exitCode;
}

function answer(
  analysis: Analysis,
  { json, ...flow }: TraceOptions & Flow,
): { output: string; exitCode: number } {
  const found = analysis.trace(flow);
  const changes = explain(analysis, flow);
  const { notes } = analysis.estate.estate;
  const output = json
    ? JSON.stringify({ ...flow, ...found, opens: changes, notes }, null, 2)
    : traceListing(analysis.resolve(flow), found, changes);
  return { output, exitCode: exitCodes[found.verdict] };
}
