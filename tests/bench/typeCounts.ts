import type { SimulatedRun } from "../helpers/simulatedRun";

/** How many resources there are, by type. */
export function countTypes({ recorded }: Pick<SimulatedRun<unknown>, "recorded">): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of recorded) {
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}
