/** What repeated measurements of one thing came to. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function summarize(samples: readonly number[]): Summary {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    min: at(0),
    max: at(sorted.length - 1),
  };
}

/** How one thing compares with another that was measured in the same rounds. */
export interface Comparison {
  readonly ratioOfMedians: number;
  /** The ratio within each round, where both had the machine in about the same mood. */
  readonly pairwise: Summary;
}

export function compare(samples: readonly number[], base: readonly number[]): Comparison {
  return {
    ratioOfMedians: summarize(samples).median / summarize(base).median,
    pairwise: summarize(samples.map((sample, round) => sample / (base[round] ?? NaN))),
  };
}
