import { hoursPerMonth, type PricedItem, prices, type UnpricedItem, unpricedItems } from "./prices";

/** So many of something that costs money. */
export interface EstimateItem {
  readonly item: PricedItem | UnpricedItem;
  /** 0 or more. */
  readonly count: number;
  /**
   * What for, such as "tunnels to Azure"; items of the same kind and purpose share a line.
   * @default - what the price buys
   */
  readonly what?: string;
}

/** A line of an estimate, in US dollars at list prices. */
export interface EstimateLine {
  readonly item: PricedItem;
  readonly what: string;
  readonly count: number;
  /** One of it for a month of 730 hours. */
  readonly each: number;
  readonly perMonth: number;
}

/** What costs money by volume, on top of the lines. */
export interface PerGbLine {
  readonly item: PricedItem;
  /** Such as "sent to an AWS transit gateway". */
  readonly of: string;
  readonly perGb: number;
}

/** What costs money that the estimate does not hold, and why. */
export interface UnpricedLine {
  readonly item: UnpricedItem;
  readonly what: string;
  readonly count: number;
  readonly why: string;
}

/** What a month costs, before traffic. */
export interface Estimate {
  readonly lines: readonly EstimateLine[];
  /** The sum of the lines, in cents' precision. */
  readonly totalPerMonth: number;
  readonly perGb: readonly PerGbLine[];
  readonly unpriced: readonly UnpricedLine[];
}

/**
 * What a month costs at the list prices of {@link prices}, whatever the region: an estimate to compare designs with.
 * What there is no price for is listed, never guessed.
 *
 * @throws {RangeError} for a count below 0 or one that is no number.
 * @example
 * estimate([{ item: "aws.vpnConnection", count: 2 }]).totalPerMonth; // 73
 */
export function estimate(items: readonly EstimateItem[]): Estimate {
  const lines = new Map<string, EstimateLine>();
  const unpriced = new Map<string, UnpricedLine>();
  const perGb = new Map<string, PerGbLine>();
  for (const { item, count, what } of items) {
    if (!(count >= 0 && count < Infinity)) {
      throw new RangeError(`${item}: ${count} is not a count: use a number from 0`);
    }
    if (count === 0) {
      continue;
    }
    if (isUnpriced(item)) {
      const key = `${item} ${what ?? ""}`;
      const total = count + (unpriced.get(key)?.count ?? 0);
      const { what: usual, why } = unpricedItems[item];
      unpriced.set(key, { item, what: what ?? usual, count: total, why });
      continue;
    }
    const price = prices[item];
    const key = `${item} ${what ?? ""}`;
    if (price.perGb !== undefined) {
      perGb.set(item, { item, of: price.perGbOf ?? price.what, perGb: price.perGb });
    }
    if (price.hourly !== undefined || price.monthly !== undefined) {
      const total = count + (lines.get(key)?.count ?? 0);
      const each = (price.hourly ?? 0) * hoursPerMonth + (price.monthly ?? 0);
      lines.set(key, {
        item,
        what: what ?? price.what,
        count: total,
        each: cents(each),
        perMonth: cents(each * total),
      });
    }
  }
  return {
    lines: [...lines.values()],
    totalPerMonth: cents([...lines.values()].reduce((sum, { perMonth }) => sum + perMonth, 0)),
    perGb: [...perGb.values()],
    unpriced: [...unpriced.values()],
  };
}

function isUnpriced(item: PricedItem | UnpricedItem): item is UnpricedItem {
  return item in unpricedItems;
}

function cents(dollars: number): number {
  return Math.round(dollars * 100) / 100;
}
