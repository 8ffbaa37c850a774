import type { PolicyConfigSchema } from "@pulumi/policy";

/** The options of a rule that is for some stacks alone. */
export interface StackOptions {
  readonly stacks: readonly string[];
}

/** The schema of `stacks`. */
export const productionStacks: PolicyConfigSchema["properties"][string] = {
  type: "array",
  items: { type: "string" },
  default: ["prod", "production", "*-prod", "*-production"],
  description: "The names of the stacks that this is asked of; * stands for any characters.",
};

/** Whether one of the patterns, in which * stands for any characters, is for a stack. */
export function isAmong(stackName: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(stackName);
  });
}
