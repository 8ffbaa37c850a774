import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import { analyse, checkIntents, readStackFile } from "../../reachability";

const checkout = resolve(__dirname, "../..");

/**
 * Those of the intents in a file of this checkout that stacks don't keep, with the reason.
 *
 * @param stacks - previews or exports of all stacks that the intents are about
 */
export async function brokenPromises(file: string, ...stacks: string[]): Promise<string[]> {
  const text = await readFile(resolve(checkout, file), "utf8");
  const analysis = analyse(stacks.flatMap((stack) => readStackFile(stack, "the stack")));
  return checkIntents(analysis, { text, name: file })
    .filter(({ holds }) => !holds)
    .map(({ name, failures }) => `${name}: ${failures[0]?.verdict ?? ""} ${failures[0]?.reason ?? ""}`);
}
