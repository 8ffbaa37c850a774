import type { Resource, Stack } from "../../reachability/resources";

/** The resource of one of the types that a property points to, where that can be told. */
export function pointedTo(
  stack: Stack,
  from: Resource,
  path: string,
  ...types: string[]
): Resource | undefined {
  const reference = stack.reference(from, path, ...types);
  return reference.state === "found" ? reference.resource : undefined;
}

/** The resources that a property may point to: one where that can be told, none for what is outside the stack. */
export function candidatesOf(
  stack: Stack,
  from: Resource,
  path: string,
  ...types: string[]
): readonly Resource[] {
  const reference = stack.reference(from, path, ...types);
  switch (reference.state) {
    case "found":
      return [reference.resource];
    case "unknown":
      return reference.candidates;
    default:
      return [];
  }
}
