import { type Command, Option } from "commander";

import { type Analysis, type Matrix, matrix, type Protocol } from "../../reachability";
import { matrixListing } from "./matrixListing";
import { analyseFiles, answering, filesDescription, question, withTraffic } from "./question";

const kinds = { instance: "instances", subnet: "subnets", network: "networks" } as const;

interface MatrixCommandOptions {
  readonly protocol?: Protocol;
  readonly port?: number;
  readonly by: keyof typeof kinds;
  readonly json: boolean;
}

/** `crosscloud matrix …`: who can talk to whom. */
export function matrixCommand(): Command {
  return withTraffic(question("matrix"))
    .description("tell who can talk to whom: every pair, those that behave alike together")
    .argument("<file...>", filesDescription)
    .addOption(
      new Option(
        "--by <kind>",
        "instance; or subnet or network: any host that could be put there without a filter of its own",
      )
        .choices(Object.keys(kinds))
        .default("subnet"),
    )
    .option("--json", "print JSON", false)
    .addHelpText(
      "after",
      `
Exit code: 0 whatever the matrix says, 2 bad input. To hold an estate to a matrix, see "crosscloud check".

Examples:
  pulumi stack export | crosscloud matrix -
  crosscloud matrix --by instance --port 22 dev.json prod.json`,
    )
    .action(
      answering(async (files: string[], { by, json, ...traffic }: MatrixCommandOptions) => {
        const analysis = await analyseFiles(files);
        const found = matrix(analysis, { ...traffic, between: kinds[by] });
        const output = json
          ? JSON.stringify(matrixJson(analysis, found), null, 2)
          : matrixListing(analysis, found);
        process.stdout.write(`${output}\n`);
      }),
    );
}

function matrixJson({ estate }: Analysis, { groups, cells, ...rest }: Matrix): unknown {
  return {
    ...rest,
    groups: groups.map(({ number, members }) => ({
      number,
      members: members.map(({ name, urn, cloud, network }) => ({
        name,
        urn,
        cloud,
        network: estate.networks.get(network)?.name,
      })),
    })),
    cells: Array.from(
      cells,
      ({ from, to, nearness, pairs, verdict, reason, rule, example, forward, back }) => ({
        from,
        to,
        nearness,
        pairs,
        verdict,
        reason,
        rule,
        forward,
        back,
        example: { from: example.from.name, to: example.to.name },
      }),
    ),
    notes: estate.estate.notes,
  };
}
