import { dirname } from "node:path";

import { ConfigurationError } from "../../policies/configuration/read";
import { readConfigurationFile } from "../../policies/configuration/readFile";
import type { Settings } from "../../policies/configuration/settings";
import { judge, type Violation } from "../../policies/judge";
import { readOtherStacks } from "../../policies/otherStacks";
import { planOf } from "../../policies/planOf";
import type { OtherStack } from "../../policies/plan";
import { rules } from "../../policies/rules";
import { readInput } from "../readInput";

/** How stacks are to be judged: the pack's configuration, and the stacks that it names. */
export interface Terms {
  readonly settings: Settings;
  readonly others: readonly OtherStack[];
}

/**
 * Reads a file of the kind that `pulumi preview --policy-pack-config` takes. Paths in it lead from its folder.
 *
 * @throws if it can't be read, or with all that is wrong in it.
 */
export async function readTerms(file: string | undefined): Promise<Terms> {
  if (file === undefined) {
    return { settings: readConfigurationFile("", rules), others: [] };
  }
  const { name, content } = await readInput(file);
  try {
    const settings = readConfigurationFile(content, rules);
    return { settings, others: readOtherStacks(settings.stacks, dirname(file)) };
  } catch (error) {
    if (error instanceof ConfigurationError) {
      throw new Error(error.problems.map((problem) => `${name}: ${problem}`).join("\n"), { cause: error });
    }
    throw error;
  }
}

/** What the rules say of each stack, beside the others. */
export function judgeStacks(
  stacks: readonly OtherStack[],
  { settings, others }: Terms,
  most?: number,
): (readonly Violation[])[] {
  return stacks.map((stack) => {
    const beside = stacks.filter((other) => other !== stack);
    return judge(planOf(stack.resources, [...others, ...beside]), settings, most);
  });
}
