/** What a name server answers, and how likely. */
export interface Answer {
  /** Addresses, or names that are no records of these stacks. None: the name has no answer. */
  readonly values: readonly string[];
  /** Of the values, at most as many are given at once; absent: all. */
  readonly atMost?: number;
  /** 0 to 1. */
  readonly probability: number;
}

/** All that may be answered; the probabilities add up to 1. */
export type Answers = readonly Answer[];

export const noAnswer: Answers = [{ values: [], probability: 1 }];

export function certainly(values: readonly string[], atMost?: number): Answers {
  return [
    {
      values: [...values].sort(),
      probability: 1,
      ...(atMost !== undefined && atMost < values.length && { atMost }),
    },
  ];
}

/** Each of several by its weight, all alike where none has any. */
export function mixed(parts: readonly { readonly weight: number; readonly answers: Answers }[]): Answers {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const shares = parts.map(({ weight, answers }) => ({
    share: total === 0 ? 1 / parts.length : weight / total,
    answers,
  }));
  const found = new Map<string, Answer>();
  for (const { share, answers } of shares.filter((one) => one.share > 0)) {
    for (const { values, atMost, probability } of answers) {
      const key = JSON.stringify([values, atMost]);
      const before = found.get(key)?.probability ?? 0;
      found.set(key, {
        values,
        ...(atMost !== undefined && { atMost }),
        probability: before + share * probability,
      });
    }
  }
  return found.size === 0 ? noAnswer : [...found.values()];
}
