/** The stacks that a project has from the start. */
export const stacks = ["dev", "prod"] as const;

export type Stack = (typeof stacks)[number];
