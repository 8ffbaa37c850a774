import type { EngineTime, Measure, Operation } from "../engine-time/engineTime";

const grownPrograms = ["components", "raw"] as const;

/** How the time of a program grows with its resources. All medians. */
export interface Growth {
  readonly operation: Operation;
  readonly measure: Measure;
  readonly program: (typeof grownPrograms)[number];
  /** Milliseconds for each resource, above the time of an empty program, from the smallest size on. */
  readonly perResource: readonly number[];
  /** The last of these over the first: above 1, time grows faster than the number of resources. */
  readonly ratio: number;
  /**
   * Milliseconds for each resource that a program has more than the next smaller one. Stricter: what it takes whatever
   * its size, such as to load the SDKs, makes the smallest look dear, and is not in here.
   */
  readonly perFurtherResource: readonly number[];
}

/** Expects the times of at least two sizes, the smallest first. */
export function growthOf(times: readonly EngineTime[]): Growth[] {
  const kinds = times.filter(({ subject }) => subject === times[0]?.subject);
  return kinds.flatMap(({ operation, measure }) =>
    grownPrograms.map((program): Growth => {
      const sizes = times
        .filter((time) => time.operation === operation && time.measure === measure)
        .map(({ resources, summaries }) => ({
          resources,
          milliseconds: (summaries[program].median - summaries.empty.median) * 1000,
        }));
      const perResource = sizes.map(({ resources, milliseconds }) => milliseconds / resources);
      const perFurtherResource = sizes.slice(1).map((size, index) => {
        const smaller = sizes[index] ?? size;
        return (size.milliseconds - smaller.milliseconds) / (size.resources - smaller.resources);
      });
      const ratio = (perResource.at(-1) ?? NaN) / (perResource[0] ?? NaN);
      return { operation, measure, program, perResource, ratio, perFurtherResource };
    }),
  );
}
