import { addressBits, type Cidr, contains } from "../../addressing";
import { groupBy } from "../groupBy";
import type { Route, RouteTable } from "../model";
import { bestOf } from "./choice";

/** A lookup's answer: the best routes of the longest prefix that holds the address. */
export interface Match {
  readonly prefix: Cidr;
  readonly routes: readonly Route[];
}

/** A table while and after it learns: its own routes, and by source those that it was told. */
export class SolvedTable {
  readonly table: RouteTable;
  /** Why routes may be missing. */
  readonly undecided: NonNullable<RouteTable["undecided"]>[number][];
  readonly #told = new Map<string, readonly Route[]>();
  #best: ReadonlyMap<string, readonly Route[]> | undefined;
  #byLength: readonly Level[] | undefined;

  constructor(table: RouteTable, own: readonly Route[]) {
    this.table = table;
    this.undecided = [...(table.undecided ?? [])];
    this.#told.set("", own);
  }

  /** Replaces what a source tells. Routes in an unbeatable prefix don't count. */
  tell(source: string, routes: readonly Route[]): void {
    const { unbeatable = [] } = this.table;
    this.#told.set(
      source,
      routes.filter(({ prefix }) => !unbeatable.some((one) => contains(one, prefix))),
    );
    this.#best = undefined;
    this.#byLength = undefined;
  }

  /** The best routes by prefix. */
  best(): ReadonlyMap<string, readonly Route[]> {
    this.#best ??= new Map(
      [...groupBy([...this.#told.values()].flat(), ({ prefix }) => prefix.text)].map(([prefix, routes]) => [
        prefix,
        bestOf(routes),
      ]),
    );
    return this.#best;
  }

  /** The longest prefix that holds an address. */
  lookup(version: 4 | 6, address: bigint): Match | undefined {
    this.#byLength ??= levelsOf([...this.best().values()]);
    for (const level of this.#byLength) {
      if (level.version === version) {
        const match = level.matches.get(address & level.mask);
        if (match !== undefined) {
          return match;
        }
      }
    }
    return undefined;
  }
}

/** All routes of one prefix length. */
interface Level {
  readonly version: 4 | 6;
  readonly prefixLength: number;
  readonly mask: bigint;
  readonly matches: Map<bigint, Match>;
}

/** Longest first, so that the first match is the longest. */
function levelsOf(best: readonly (readonly Route[])[]): Level[] {
  const levels = new Map<string, Level>();
  for (const routes of best) {
    const prefix = routes[0]?.prefix;
    if (prefix === undefined) {
      continue;
    }
    const { version, prefixLength, start } = prefix;
    const key = `${version}/${prefixLength}`;
    const bits = addressBits[version];
    const host = (1n << BigInt(bits - prefixLength)) - 1n;
    const mask = ((1n << BigInt(bits)) - 1n) ^ host;
    const level = levels.get(key) ?? { version, prefixLength, mask, matches: new Map<bigint, Match>() };
    level.matches.set(start, { prefix, routes });
    levels.set(key, level);
  }
  return [...levels.values()].sort((a, b) => b.prefixLength - a.prefixLength);
}
