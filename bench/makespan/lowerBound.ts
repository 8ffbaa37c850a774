import type { Operation } from "./operations";

export interface LowerBound {
  readonly seconds: number;
  /** The operations that add up to it, in their order. */
  readonly chain: readonly Operation[];
}

/**
 * The least time in which all operations can be done with everything else done at once: the longest chain of
 * operations that wait for one another, or, where more, operations that exclude one another, one after another,
 * between the earliest start and the shortest ending that any of them has.
 *
 * The second is the one-machine bound of scheduling theory: J. Carlier, "The one-machine sequencing problem" (1982).
 */
export function lowerBound(operations: readonly Operation[]): LowerBound {
  const byName = new Map(operations.map((operation) => [operation.name, operation]));
  const before = longestChains(operations, ({ after }) => after.flatMap((name) => byName.get(name) ?? []));
  const followers = new Map(operations.map((operation) => [operation, [] as Operation[]]));
  for (const operation of operations) {
    operation.after.forEach((name) => followers.get(byName.get(name) ?? operation)?.push(operation));
  }
  const behind = longestChains(operations, (operation) => followers.get(operation) ?? []);

  const alone = operations.map((operation) => [...before(operation), operation]);
  const excluding = [...groups(operations)].map((group) => [
    ...shortest(group.map(before)),
    ...group,
    ...shortest(group.map(behind)).reverse(),
  ]);
  const chain = longest([...alone, ...excluding]);
  return { seconds: sum(chain), chain };
}

type Chain = readonly Operation[];

/** The longest chain that leads to each operation, itself left out. @throws if operations wait in a circle. */
function longestChains(
  operations: readonly Operation[],
  neighbours: (operation: Operation) => readonly Operation[],
): (operation: Operation) => Operation[] {
  const known = new Map<Operation, Chain | "open">();
  const visit = (operation: Operation): Chain => {
    const found = known.get(operation);
    if (found === "open") {
      throw new Error(`${operation.name} waits for itself`);
    }
    if (found) {
      return found;
    }
    known.set(operation, "open");
    const chain = longest(neighbours(operation).map((next) => [...visit(next), next]));
    known.set(operation, chain);
    return chain;
  };
  operations.forEach(visit);
  return (operation) => [...visit(operation)];
}

function groups(operations: readonly Operation[]): Iterable<Operation[]> {
  const found = new Map<string, Operation[]>();
  for (const operation of operations) {
    if (operation.exclusiveOn !== undefined) {
      found.set(operation.exclusiveOn, [...(found.get(operation.exclusiveOn) ?? []), operation]);
    }
  }
  return found.values();
}

const sum = (chain: Chain): number => chain.reduce((total, { seconds }) => total + seconds, 0);

const longest = (chains: readonly Chain[]): Operation[] =>
  chains.reduce<Operation[]>((best, chain) => (sum(chain) > sum(best) ? [...chain] : best), []);

const shortest = ([first = [], ...rest]: readonly Chain[]): Operation[] =>
  rest.reduce<Operation[]>((best, chain) => (sum(chain) < sum(best) ? [...chain] : best), [...first]);
