import type { Pool, WeightedPool } from "../model";
import type { Member } from "./member";

/** Spreads requests over what has weights, as evenly as they allow: each gets its share in every round. */
export class RoundRobin<T> {
  readonly #credit = new Map<T, number>();

  next(items: readonly T[], weightOf: (item: T) => number): T | undefined {
    let best: T | undefined;
    let total = 0;
    for (const item of items) {
      const weight = weightOf(item);
      total += weight;
      this.#credit.set(item, (this.#credit.get(item) ?? 0) + weight);
      if (weight > 0 && (best === undefined || this.#of(item) > this.#of(best))) {
        best = item;
      }
    }
    if (best !== undefined) {
      this.#credit.set(best, this.#of(best) - total);
    }
    return best;
  }

  #of(item: T): number {
    return this.#credit.get(item) ?? 0;
  }
}

/** Who asks: its address and port. */
export type Client = string;

/** Chooses pools and their members for requests. */
export class Choice {
  readonly #pools = new RoundRobin<string>();
  readonly #members = new RoundRobin<string>();

  /** A pool with weight 0 gets nothing; an unhealthy one keeps its share, as nothing else is documented. */
  pool(pools: readonly WeightedPool[]): string | undefined {
    const weights = new Map(pools.map(({ pool, weight }) => [pool, weight]));
    return this.#pools.next([...weights.keys()], (pool) => weights.get(pool) ?? 0);
  }

  /** @param failsOpen - whether all get requests while none is healthy */
  member(
    pool: Pool,
    members: readonly Member[],
    client: Client,
    now: number,
    failsOpen: boolean,
  ): Member | undefined {
    const present = members.filter(
      ({ state, target }) => state !== "draining" && target.refusal === undefined,
    );
    const healthy = preferred(pool, present);
    const candidates = healthy.length > 0 ? healthy : failsOpen ? present : [];
    const weight = (one: Member): number => one.target.weight * warmth(one, pool, candidates, now);
    switch (pool.balancing) {
      case "least requests":
        return candidates.toSorted((a, b) => a.active / weight(a) - b.active / weight(b))[0];
      case "random":
        return atShare(candidates, weight, Math.random());
      case "flow hash":
        return atShare(candidates, weight, hashOf(client));
      default: {
        const byId = new Map(candidates.map((one) => [`${pool.id} ${one.target.id}`, one]));
        const id = this.#members.next([...byId.keys()], (key) => weight(byId.get(key) as Member));
        return id === undefined ? undefined : byId.get(id);
      }
    }
  }
}

/** The healthy members of the lowest priority, and of the next ones while too few of these are healthy. */
function preferred(pool: Pool, members: readonly Member[]): readonly Member[] {
  const priorities = [...new Set(members.map(({ target }) => target.priority))].sort((a, b) => a - b);
  const chosen: Member[] = [];
  for (const priority of priorities) {
    const level = members.filter(({ target }) => target.priority === priority);
    const healthy = level.filter(({ state }) => state === "healthy");
    chosen.push(...healthy);
    if (healthy.length > 0 && healthy.length / level.length >= pool.failoverShare) {
      break;
    }
  }
  return chosen;
}

/** The share of its weight that a member gets while it starts slowly; all of it where nobody else could serve. */
function warmth(member: Member, pool: Pool, all: readonly Member[], now: number): number {
  const share = (one: Member): number =>
    pool.slowStartSeconds === 0
      ? 1
      : Math.min(1, Math.max(0.01, (now - one.healthySince) / pool.slowStartSeconds));
  return all.some((one) => share(one) === 1) ? share(member) : 1;
}

function atShare(
  members: readonly Member[],
  weight: (one: Member) => number,
  share: number,
): Member | undefined {
  const total = members.reduce((sum, one) => sum + weight(one), 0);
  let rest = share * total;
  return members.find((one) => (rest -= weight(one)) < 0) ?? members.at(-1);
}

/** FNV-1a, as a share of one. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash / 2 ** 32;
}
