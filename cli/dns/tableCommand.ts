import { type Command, Option } from "commander";

import { clientIn, dnsProviders, type DnsProvider, Names, type TruthTable, truthTable } from "../../traffic";
import { answering, filesDescription, question, resourcesIn } from "../reachability/question";
import { isRight, tableListing } from "./tableListing";

interface TableOptions {
  readonly name: string;
  readonly provider?: DnsProvider;
  readonly from?: string;
  readonly json: boolean;
}

/** `crosscloud dns table …`: what a name answers for every combination of healthy members. */
export function tableCommand(): Command {
  return question("table")
    .description(
      "tell what a name answers for every combination of healthy members, and how soon it recovers",
    )
    .argument("<file...>", filesDescription)
    .requiredOption("--name <name>", "such as api.example.com")
    .addOption(new Option("--provider <provider>", "only what this one answers").choices(dnsProviders))
    .option("--from <region>", "where clients are: a region of any of the clouds (default: near each member)")
    .option("--json", "print JSON", false)
    .addHelpText(
      "after",
      `
Exit code: 0 no answer is unhealthy while a member is healthy, 1 some answer is, 2 bad input.

Examples:
  pulumi stack export | crosscloud dns table --name api.example.com -
  crosscloud dns table --name api.example.com --provider route53 --from eu-central-1 prod.json`,
    )
    .action(
      answering(async (files: string[], { name, provider, from, json }: TableOptions) => {
        const tables = tablesOf(new Names(await resourcesIn(files)), name, provider, from);
        const output = json
          ? JSON.stringify(tables.map(tableJson), null, 2)
          : tables.map(tableListing).join("\n\n");
        process.stdout.write(`${output}\n`);
        process.exitCode = tables.every(({ rows }) => rows.every(isRight)) ? 0 : 1;
      }),
    );
}

/** One for each provider, and for each place where clients may be. */
function tablesOf(
  names: Names,
  name: string,
  provider: DnsProvider | undefined,
  from: string | undefined,
): readonly TruthTable[] {
  return names.of(name, provider).flatMap((served) => {
    const places = from === undefined ? served.regions : [from];
    return places.length === 0
      ? [truthTable(served)]
      : places.map((place) => truthTable(served, clientIn(place), place));
  });
}

function tableJson({ name: served, ...table }: TruthTable): unknown {
  const { provider, name, type, zone, isPrivate, recovery, notes } = served;
  return {
    ...{ provider, name, type, zone, isPrivate },
    ...table,
    recoveryByMember: Object.fromEntries(recovery),
    notes,
  };
}
