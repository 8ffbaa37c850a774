import { writeFile } from "node:fs/promises";

import type { Command } from "commander";

import { checkIntents } from "../../reachability";
import { readInput } from "../readInput";
import { intentsListing } from "./intentsListing";
import { junitReport } from "./junitReport";
import { analyseFiles, answering, filesDescription, question } from "./question";

/** `crosscloud check …`: whether stacks do what is wanted of them. */
export function checkCommand(): Command {
  return question("check")
    .description("hold stacks to what is wanted of them: what must be allowed, denied or redundant")
    .argument("<intents>", "a YAML file of intents")
    .argument("<file...>", filesDescription)
    .option("--json", "print JSON", false)
    .option("--junit <file>", "also write a JUnit report into a file")
    .addHelpText(
      "after",
      `
Exit code: 0 all hold, 1 some don't, 2 bad input.

An intents file is a list such as:
  - name: the shop reaches its database
    from: web-*                # instances, subnets, networks, clouds, addresses, ranges; lists; * and ?
    to: [db, 10.2.0.0/16]
    protocol: tcp              # or udp, icmp, IANA's number, any (the default without ports)
    port: 5432                 # or a range 8000-8080, or ports: [443, 8000-8080]; without: all
    expect: allowed            # or denied, leaves, redundant (survives the loss of any one tunnel)
  - { from: "network:staging", to: "network:prod", expect: denied, undecided: accept }

Example:
  pulumi preview --json --show-sames | crosscloud check intents.yaml -`,
    )
    .action(
      answering(
        async (intents: string, files: string[], { json, junit }: { json: boolean; junit?: string }) => {
          const { name, content } = await readInput(intents);
          const results = checkIntents(await analyseFiles(files), { text: content, name });
          if (junit !== undefined) {
            await writeFile(junit, junitReport(name, results));
          }
          process.stdout.write(`${json ? JSON.stringify(results, null, 2) : intentsListing(results)}\n`);
          process.exitCode = results.every(({ holds }) => holds) ? 0 : 1;
        },
      ),
    );
}
