import { addTo, groupBy } from "../../groupBy";

/** Pairs of endpoints of which all have the same answer. */
export interface PairClass<T> {
  /** The class of each end, as it was given. */
  readonly fromClass: number;
  readonly toClass: number;
  readonly nearness: Nearness;
  /** How many there are. */
  readonly pairs: number;
  /** One of them. */
  readonly from: T;
  readonly to: T;
}

/**
 * Whether what an endpoint sends is looked up in the subnet of the other, so that no filter between subnets counts: mostly
 * both, as within one subnet, or neither.
 */
export type Nearness = "near" | "near one way" | "near the other way" | "apart";

/** Where an endpoint sits, and where what it sends is looked up. */
export interface Seat {
  readonly subnet: string;
  readonly routesAt: string;
}

export function nearnessOf(from: Seat | undefined, to: Seat | undefined): Nearness {
  const there = from !== undefined && from.routesAt === to?.subnet;
  const back = to !== undefined && to.routesAt === from?.subnet;
  return there && back ? "near" : there ? "near one way" : back ? "near the other way" : "apart";
}

/** An endpoint, the number of its class, and its seat in each estate that is looked at. */
export interface Classified<T> {
  readonly endpoint: T;
  readonly number: number;
  readonly seats: readonly (Seat | undefined)[];
}

/**
 * Every pair of a sender and a receiver, but for an endpoint with itself, by class. There may be very many: each is made
 * when it is asked for, in the same order every time.
 */
export function* pairClasses<T extends { readonly id: string }>(
  froms: readonly Classified<T>[],
  tos: readonly Classified<T>[],
): Generator<PairClass<T>, void, undefined> {
  const receivers = byClass(tos).map(indexOf);
  const neighbours = new Neighbours(receivers);
  for (const senders of byClass(froms)) {
    const near = neighbours.of(senders);
    for (const receiver of receivers) {
      if (near.has(receiver)) {
        yield* pairsOf(senders, receiver);
      } else {
        yield allApart(senders, receiver);
      }
    }
  }
}

/** Which classes of receivers have members in a subnet of a sender, or the sender itself. */
class Neighbours<T extends { readonly id: string }> {
  readonly #bySubnet = new Map<string, Index<T>[]>();
  readonly #byLookup = new Map<string, Index<T>[]>();
  readonly #byId = new Map<string, Index<T>[]>();

  constructor(receivers: readonly Index<T>[]) {
    for (const receiver of receivers) {
      [...receiver.bySubnet.keys()].forEach((key) => addTo(this.#bySubnet, key, receiver));
      [...receiver.byLookup.keys()].forEach((key) => addTo(this.#byLookup, key, receiver));
      receiver.ids.forEach((id) => addTo(this.#byId, id, receiver));
    }
  }

  of(senders: Benches<T>): ReadonlySet<Index<T>> {
    return new Set(
      senders.benches.flatMap((bench) => [
        ...near(bench, this.#bySubnet, this.#byLookup),
        ...bench.members.flatMap(({ id }) => this.#byId.get(id) ?? []),
      ]),
    );
  }
}

function allApart<T>(senders: Benches<T>, receivers: Benches<T>): PairClass<T> {
  return {
    fromClass: senders.number,
    toClass: receivers.number,
    nearness: "apart",
    pairs: senders.size * receivers.size,
    from: senders.first,
    to: receivers.first,
  };
}

/** Members of a class that sit alike. */
interface Bench<T> {
  readonly seats: readonly (Seat | undefined)[];
  readonly members: readonly T[];
  readonly ids: ReadonlySet<string>;
}

interface Benches<T> {
  readonly number: number;
  readonly benches: readonly Bench<T>[];
  readonly first: T;
  readonly size: number;
}

interface Index<T> extends Benches<T> {
  readonly ids: ReadonlySet<string>;
  readonly bySubnet: ReadonlyMap<string, readonly Bench<T>[]>;
  readonly byLookup: ReadonlyMap<string, readonly Bench<T>[]>;
}

function byClass<T extends { readonly id: string }>(endpoints: readonly Classified<T>[]): Benches<T>[] {
  return [...groupBy(endpoints, ({ number }) => number)].flatMap(([number, members]) => {
    const [first] = members;
    const alike = groupBy(members, ({ seats }) =>
      seats.map((seat) => (seat ? `${seat.subnet}\n${seat.routesAt}` : "")).join("\n\n"),
    );
    const benches = [...alike.values()].map((each) => ({
      seats: each[0]?.seats ?? [],
      members: each.map(({ endpoint }) => endpoint),
      ids: new Set(each.map(({ endpoint: { id } }) => id)),
    }));
    return first === undefined ? [] : [{ number, first: first.endpoint, size: members.length, benches }];
  });
}

function indexOf<T extends { readonly id: string }>(receivers: Benches<T>): Index<T> {
  const bySubnet = new Map<string, Bench<T>[]>();
  const byLookup = new Map<string, Bench<T>[]>();
  for (const bench of receivers.benches) {
    bench.seats.forEach((seat, estate) => {
      if (seat !== undefined) {
        addTo(bySubnet, `${estate} ${seat.subnet}`, bench);
        addTo(byLookup, `${estate} ${seat.routesAt}`, bench);
      }
    });
  }
  const ids = new Set(receivers.benches.flatMap((bench) => [...bench.ids]));
  return { ...receivers, bySubnet, byLookup, ids };
}

interface Found<T> {
  readonly nearness: Nearness;
  pairs: number;
  example?: { readonly from: T; readonly to: T } | undefined;
}

function pairsOf<T extends { readonly id: string }>(
  senders: Benches<T>,
  receivers: Index<T>,
): PairClass<T>[] {
  const found = new Map<string, Found<T>>();
  let near = 0;
  let selves = 0;
  for (const bench of senders.benches) {
    const others = nearBenches(bench, receivers);
    for (const other of others) {
      near += bench.members.length * other.members.length;
      addPairs(found, bench, other);
    }
    selves += bench.members.filter(({ id }) => receivers.ids.has(id)).length;
    for (const other of others) {
      selves -= bench.members.filter(({ id }) => other.ids.has(id)).length;
    }
  }
  const far = senders.size * receivers.size - near - selves;
  const all: Found<T>[] = [...found.values()];
  if (far > 0) {
    all.push({ nearness: "apart", pairs: far, example: apartPair(senders, receivers) });
  }
  return all.flatMap(({ nearness, pairs, example }) =>
    example === undefined || pairs === 0
      ? []
      : [{ fromClass: senders.number, toClass: receivers.number, nearness, pairs, ...example }],
  );
}

function nearBenches<T>(bench: Bench<T>, { bySubnet, byLookup }: Index<T>): ReadonlySet<Bench<T>> {
  return new Set(near(bench, bySubnet, byLookup));
}

/** Whatever looks up in the subnet of a bench, or is in the one where that looks up, in any estate. */
function near<V>(
  { seats }: Pick<Bench<unknown>, "seats">,
  bySubnet: ReadonlyMap<string, readonly V[]>,
  byLookup: ReadonlyMap<string, readonly V[]>,
): V[] {
  return seats.flatMap((seat, estate) =>
    seat === undefined
      ? []
      : [
          ...(bySubnet.get(`${estate} ${seat.routesAt}`) ?? []),
          ...(byLookup.get(`${estate} ${seat.subnet}`) ?? []),
        ],
  );
}

function addPairs<T extends { readonly id: string }>(
  found: Map<string, Found<T>>,
  bench: Bench<T>,
  other: Bench<T>,
): void {
  const kinds = bench.seats.map((seat, estate) => nearnessOf(seat, other.seats[estate]));
  const key = kinds.join();
  const entry = found.get(key) ?? { nearness: kinds[0] ?? "apart", pairs: 0 };
  found.set(key, entry);
  const same = bench.members.filter(({ id }) => other.ids.has(id)).length;
  entry.pairs += bench.members.length * other.members.length - same;
  entry.example ??= distinctPair(bench, other);
}

function apartPair<T extends { readonly id: string }>(
  senders: Benches<T>,
  receivers: Index<T>,
): { from: T; to: T } | undefined {
  for (const bench of senders.benches) {
    const near = nearBenches(bench, receivers);
    for (const other of receivers.benches) {
      const pair = near.has(other) ? undefined : distinctPair(bench, other);
      if (pair !== undefined) {
        return pair;
      }
    }
  }
  return undefined;
}

function distinctPair<T extends { readonly id: string }>(
  bench: Bench<T>,
  other: Bench<T>,
): { from: T; to: T } | undefined {
  for (const from of bench.members) {
    const to = other.members.find(({ id }) => id !== from.id);
    if (to !== undefined) {
      return { from, to };
    }
  }
  return undefined;
}
