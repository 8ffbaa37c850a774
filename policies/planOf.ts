import type { Resource } from "../reachability/resources/resource";
import { Stack } from "../reachability/resources/stack";
import type { OtherStack, Plan } from "./plan";
import { withoutUnasked } from "./unasked";

/** The plan of a stack, of resources in any order. */
export function planOf(resources: readonly Resource[], others: readonly OtherStack[] = []): Plan {
  const ordered = resources.map(withoutUnasked).sort(byUrn);
  return {
    stackName: ordered[0]?.urn.split(":")[2] ?? "",
    stack: new Stack(ordered),
    others: others.map((other) => ({ ...other, resources: other.resources.map(withoutUnasked) })),
  };
}

/** Compares by code unit: the same order on every machine. */
function byUrn({ urn: a }: Resource, { urn: b }: Resource): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
