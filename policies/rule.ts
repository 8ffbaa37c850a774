import type { PolicyConfigSchema } from "@pulumi/policy";

import type { Plan } from "./plan";

/** What a violation does: `mandatory` stops the preview or update, `advisory` is printed, `disabled` is not looked for. */
export type Level = "mandatory" | "advisory" | "disabled";

/** What a rule refuses, and the resource to show it at. */
export interface Finding {
  readonly urn: string;
  /** What is wrong with which value, why that breaks the network, and what to change. Never a secret. */
  readonly message: string;
  /** Set where the rule could not tell, because a value becomes known only when the update runs. */
  readonly undecided?: true;
  /** Set where it is worth telling and no reason to stop, whatever the level of the rule. */
  readonly advisory?: true;
}

/** One rule over all resources of a stack. A rule imports no cloud's SDK: types are named by their tokens. */
export interface Rule<Options = unknown> {
  /** Such as `overlapping-cidrs`: stands before each message and is its key in the configuration. */
  readonly name: string;
  /** One sentence that says what a stack that passes is free of. */
  readonly description: string;
  /** Its level unless the configuration sets another. */
  readonly level: Exclude<Level, "disabled">;
  /** The JSON schemas of its options, each with a default, beside those that every rule has. */
  readonly options?: PolicyConfigSchema["properties"];
  /**
   * Findings in any order; each once. Never throws. What takes long to load, such as the reachability analysis, a rule
   * loads when it first needs it: a pack must start quickly even where the rule has nothing to do.
   */
  check(plan: Plan, options: Options): Iterable<Finding>;
}
