import type { Plan } from "../plan";

/** What stands for the stack as a whole, for findings that are about no resource in particular. */
export function rootUrn({ stack, stackName }: Plan): string {
  const [root = stack.resources[0]] = stack.all("pulumi:pulumi:Stack");
  return root?.urn ?? stackName;
}
