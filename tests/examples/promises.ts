import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { analyse, checkIntents, readStackFile } from "../../reachability";

const examples = resolve(__dirname, "../../examples");

/**
 * Those of an example's intents that its stacks don't keep, with the reason.
 *
 * @param stacks - previews or exports of all its stacks
 */
export async function brokenPromises(example: string, ...stacks: string[]): Promise<string[]> {
  const name = join(examples, example, "intents.yaml");
  const text = await readFile(name, "utf8");
  const analysis = analyse(stacks.flatMap((stack) => readStackFile(stack, "the stack")));
  return checkIntents(analysis, { text, name })
    .filter(({ holds }) => !holds)
    .map(
      ({ name: broken, failures }) => `${broken}: ${failures[0]?.verdict ?? ""} ${failures[0]?.reason ?? ""}`,
    );
}
