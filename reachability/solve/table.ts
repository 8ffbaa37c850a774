import { addressBits, type Cidr, contains } from "../../addressing";
import { groupBy } from "../groupBy";
import type { NextHop, Route, RouteTable } from "../model";
import { bestOf, keyOfHop } from "./choice";

/** A lookup's answer: the best routes of the longest prefix that holds the address. */
export interface Match {
  readonly prefix: Cidr;
  readonly routes: readonly Route[];
}

/** A way on: one of the next hops of the best routes. */
export interface Choice {
  readonly route: Route;
  readonly hop: NextHop;
}

type Doubt = NonNullable<RouteTable["undecided"]>[number];

/** What becomes of an address that is looked up. */
export type Answer =
  | { readonly kind: "routes"; readonly choices: readonly Choice[] }
  | { readonly kind: "none" }
  | { readonly kind: "undecided"; readonly doubt: Doubt };

/** A table while and after it learns: its own routes, and by source those that it was told. */
export class SolvedTable {
  readonly table: RouteTable;
  /** Why routes may be missing. */
  readonly undecided: Doubt[];
  readonly #told = new Map<string, readonly Route[]>();
  #best: ReadonlyMap<string, readonly Route[]> | undefined;
  #byLength: readonly Level[] | undefined;
  readonly #answers = new WeakMap<Match, Answer>();

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

  /** What becomes of an address: the ways on, or why there are none. */
  answer(version: 4 | 6, address: bigint): Answer {
    const match = this.lookup(version, address);
    const doubt = this.undecided.find(
      ({ prefix }) =>
        (prefix === undefined && (match === undefined || leadsNowhereKnown(match))) ||
        (prefix !== undefined &&
          prefix.version === version &&
          prefix.start <= address &&
          address <= prefix.end &&
          prefix.prefixLength >= (match?.prefix.prefixLength ?? 0)),
    );
    if (doubt !== undefined) {
      return { kind: "undecided", doubt };
    }
    return match === undefined ? { kind: "none" } : this.#ways(match);
  }

  #ways(match: Match): Answer {
    const known = this.#answers.get(match);
    if (known !== undefined) {
      return known;
    }
    const answer: Answer = { kind: "routes", choices: choicesOf(match.routes) };
    this.#answers.set(match, answer);
    return answer;
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

/** Every next hop of every best route once. */
function choicesOf(routes: readonly Route[]): readonly Choice[] {
  const all = new Map<string, Choice>();
  for (const route of routes) {
    for (const hop of route.next) {
      const key = keyOfHop(hop);
      if (!all.has(key)) {
        all.set(key, { route, hop });
      }
    }
  }
  return [...all.values()];
}

/** Whether a more specific route, if there is one, would make the difference between arriving and not. */
function leadsNowhereKnown({ routes }: Match): boolean {
  return routes.every(({ next }) => next.every(({ to }) => to === "outside" || to === "nowhere"));
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
