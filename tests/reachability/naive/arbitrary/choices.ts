import fc from "fast-check";

/** What a topology is made of, drawn one by one so that fast-check can shrink it. */
export class Choices {
  constructor(private readonly gen: fc.GeneratorValue) {}

  /** True in so many of a hundred. */
  chance(percent: number): boolean {
    return this.number(0, 99) < percent;
  }

  number(min: number, max: number): number {
    return this.gen(whole, min, max);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.number(0, from.length - 1)]!;
  }
}

/** Every number as likely as the other: fast-check's own prefers the ends. */
function whole(min: number, max: number): fc.Arbitrary<number> {
  return fc.noBias(fc.integer({ min, max }));
}
