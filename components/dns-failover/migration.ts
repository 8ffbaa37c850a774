/** Shares of the answers by pool. */
export type Weights = Readonly<Record<string, number>>;

/** How to get from some weights to others. */
export interface MigrationRequest {
  readonly from: Weights;
  readonly to: Weights;
  /**
   * How much of all answers may move in one step, in per cent, 1 to 100.
   *
   * @default 20
   */
  readonly step?: number;
  /**
   * The name's TTL in seconds.
   *
   * @default 60
   */
  readonly ttl?: number;
  /**
   * How long to watch after the last old answer is gone, in seconds.
   *
   * @default 600
   */
  readonly watch?: number;
}

export interface MigrationStep {
  /** From 1. */
  readonly number: number;
  /** What to set `routing.weighted` to. */
  readonly weights: Weights;
  /** What each pool has of all answers then, in per cent. */
  readonly shares: Weights;
  /** How long to wait before the next step, in seconds: the TTL, and time to watch. */
  readonly waitSeconds: number;
  /** What to look at while waiting. */
  readonly watch: string;
  /** The weights to go back to. */
  readonly undo: Weights;
}

/** Bad input: each line says what is wrong and what to do. */
export class MigrationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "MigrationError";
  }
}

/**
 * The steps of a migration by weights, the last with the weights wanted; none where there is nothing to do. Weights are
 * changed one record after the other, so two steps that follow each other always have a pool with a weight in common:
 * then there is no moment, in whatever order, in which all weights are 0.
 *
 * @throws {MigrationError} listing everything that is wrong with the request
 */
export function planMigration(request: MigrationRequest): MigrationStep[] {
  const { from, to, step = 20, ttl = 60, watch = 600 } = request;
  const problems = migrationProblems({ from, to, step, ttl, watch });
  if (problems.length > 0) {
    throw new MigrationError(problems);
  }
  const total = totalOf(from);
  const moved = Object.keys(from).reduce(
    (sum, pool) => sum + Math.max(0, (to[pool] ?? 0) - (from[pool] ?? 0)),
    0,
  );
  if (moved === 0) {
    return [];
  }
  const least = sharePool(from, to) ? 1 : 2;
  const count = Math.max(least, Math.ceil((moved * 100) / (total * step) - 1e-9));
  const weights = Array.from({ length: count }, (_, index) => between(from, to, (index + 1) / count));
  const distinct = weights.filter((own, index) => !same(own, weights[index - 1] ?? from));
  return distinct.map((own, index) => {
    const undo = distinct[index - 1] ?? from;
    return {
      number: index + 1,
      weights: own,
      shares: Object.fromEntries(
        Object.entries(own).map(([pool, weight]) => [pool, Math.round((weight * 1000) / total) / 10]),
      ),
      waitSeconds: ttl + watch,
      watch: watchFor(undo, own),
      undo,
    };
  });
}

function migrationProblems({ from, to, step, ttl, watch }: Required<MigrationRequest>): string[] {
  const problems: string[] = [];
  for (const [side, weights] of Object.entries({ from, to })) {
    for (const [pool, weight] of Object.entries(weights)) {
      if (!Number.isInteger(weight) || weight < 0 || weight > 255) {
        problems.push(`${side}: ${pool} has weight ${weight}: give a whole number from 0 to 255`);
      }
    }
    if (totalOf(weights) === 0) {
      problems.push(
        `${side}: all weights are 0, which answers nothing or everything: give one pool a weight`,
      );
    }
  }
  const missing = (own: Weights, other: Weights): string =>
    Object.keys(own)
      .filter((pool) => !Object.hasOwn(other, pool))
      .join(", ");
  for (const [side, pools] of [
    ["to", missing(from, to)],
    ["from", missing(to, from)],
  ]) {
    if (pools !== "") {
      problems.push(
        `${side ?? ""}: leaves out ${pools ?? ""}: give every pool a weight on both sides, 0 for none`,
      );
    }
  }
  if (problems.length === 0 && totalOf(from) !== totalOf(to)) {
    problems.push(
      `the weights add up to ${totalOf(from)} before and ${totalOf(to)} after: give both with one total, such as 100, ` +
        "so that a step changes only the pools that it is about",
    );
  }
  if (problems.length === 0 && totalOf(from) === 1 && !sharePool(from, to)) {
    problems.push(
      "with a total of 1 there is nothing between all and nothing: use weights with a total of 100",
    );
  }
  if (!(step >= 1 && step <= 100)) {
    problems.push(`step: ${step} is no share of answers from 1 to 100 per cent`);
  }
  if (!(Number.isInteger(ttl) && ttl >= 1)) {
    problems.push(`ttl: ${ttl} is no whole number of seconds from 1`);
  }
  if (!(Number.isInteger(watch) && watch >= 0)) {
    problems.push(`watch: ${watch} is no whole number of seconds`);
  }
  return problems;
}

/** Part of the way, in whole weights with the same total; pools that keep their weight keep it all the way. */
function between(from: Weights, to: Weights, part: number): Weights {
  const exact = Object.keys(from).map((pool) => {
    const [start, end] = [from[pool] ?? 0, to[pool] ?? 0];
    const weight = part === 1 ? end : start + (end - start) * part;
    return { pool, floor: Math.floor(weight + 1e-9), rest: weight - Math.floor(weight + 1e-9) };
  });
  let left = totalOf(from) - exact.reduce((sum, { floor }) => sum + floor, 0);
  const up = new Set<string>();
  for (const { pool, rest } of exact.toSorted((a, b) => b.rest - a.rest)) {
    if (left > 0 && rest > 1e-9) {
      up.add(pool);
      left--;
    }
  }
  return Object.fromEntries(exact.map(({ pool, floor }) => [pool, floor + (up.has(pool) ? 1 : 0)]));
}

function watchFor(before: Weights, after: Weights): string {
  const gaining = Object.keys(after).filter((pool) => (after[pool] ?? 0) > (before[pool] ?? 0));
  const emptied = Object.keys(after).filter((pool) => (after[pool] ?? 0) === 0 && (before[pool] ?? 0) > 0);
  return [
    `errors, latency and load of ${gaining.join(", ")}`,
    ...emptied.map((pool) => `requests to ${pool} end; keep it until they do`),
  ].join("; ");
}

function sharePool(a: Weights, b: Weights): boolean {
  return Object.keys(a).some((pool) => (a[pool] ?? 0) > 0 && (b[pool] ?? 0) > 0);
}

function same(a: Weights, b: Weights): boolean {
  return Object.keys(a).every((pool) => a[pool] === b[pool]);
}

function totalOf(weights: Weights): number {
  return Object.values(weights).reduce((sum, weight) => sum + weight, 0);
}
