import type { Cidr } from "../../addressing";
import type { Estate, Filter, PortRange } from "../model";
import { filtersOf } from "./filtersOf";
import { privateRanges } from "./privateRanges";

/**
 * What an estate can tell apart: two addresses between the same two boundaries meet the same routes and rules, so one
 * stands for all of them. The same for the ports of clients.
 */
export class Atoms {
  readonly #boundaries: Readonly<Record<4 | 6, readonly bigint[]>>;
  /** One client port, 1024 to 65535, for each range of them that some stateless filter or source port rule tells apart. */
  readonly clientPorts: readonly number[];

  constructor(estate: Estate) {
    const filters = [...filtersOf(estate)];
    this.#boundaries = boundariesOf([
      ...rangesOf(estate),
      ...privateRanges,
      ...filters.flatMap(rangesOfFilter),
    ]);
    this.clientPorts = portAtoms(filters);
  }

  /** The number of the atom that holds an address. */
  indexOf(version: 4 | 6, address: bigint): number {
    const boundaries = this.#boundaries[version];
    let low = 0;
    let high = boundaries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((boundaries[middle] ?? 0n) <= address) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** One address for each atom that a range touches. */
  *representatives(range: Cidr): Iterable<bigint> {
    yield range.start;
    const boundaries = this.#boundaries[range.version];
    for (let index = this.indexOf(range.version, range.start); index < boundaries.length; index++) {
      const boundary = boundaries[index] ?? 0n;
      if (boundary > range.end) {
        return;
      }
      yield boundary;
    }
  }
}

function* rangesOf({ tables, nodes, sessions, networks }: Estate): Iterable<Cidr> {
  for (const { routes, unbeatable = [], undecided = [] } of tables) {
    yield* routes.map(({ prefix }) => prefix);
    yield* unbeatable;
    yield* undecided.flatMap(({ prefix }) => prefix ?? []);
  }
  for (const { advertises } of sessions) {
    yield* (advertises.also ?? []).map(({ prefix }) => prefix);
  }
  yield* nodes.flatMap(({ delivers = [] }) => delivers);
  yield* networks.flatMap(({ ranges }) => ranges);
}

function rangesOfFilter({ rules }: Filter): Cidr[] {
  return rules.flatMap(({ source, destination }) => [
    ...(source?.ranges ?? []),
    ...(destination?.ranges ?? []),
  ]);
}

function boundariesOf(ranges: Iterable<Cidr>): Record<4 | 6, readonly bigint[]> {
  const edges = { 4: new Set<bigint>(), 6: new Set<bigint>() };
  for (const { version, start, end } of ranges) {
    edges[version].add(start);
    edges[version].add(end + 1n);
  }
  const sorted = (values: Set<bigint>): bigint[] => [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return { 4: sorted(edges[4]), 6: sorted(edges[6]) };
}

const firstClientPort = 1024;

function portAtoms(filters: readonly Filter[]): readonly number[] {
  const edges = new Set([firstClientPort]);
  const add = ({ first, last }: PortRange): void => {
    [first, last + 1]
      .filter((port) => port > firstClientPort && port <= 65535)
      .forEach((port) => edges.add(port));
  };
  for (const { rules, stateful } of filters) {
    for (const { sourcePorts = [], destinationPorts = [] } of rules) {
      sourcePorts.forEach(add);
      if (!stateful) {
        destinationPorts.forEach(add);
      }
    }
  }
  return [...edges].sort((a, b) => a - b);
}
