import type { Filter, NextHop, Node } from "../../model";
import type { AddressClass } from "../addressClasses";
import { Interned } from "../interned";
import type { SolvedEstate } from "../network";
import type { Outcome } from "../path";
import { isPrivate } from "../privateRanges";
import { mostPaths } from "../walk";

/** A way from some node on, and the filters along it: all of a packet's way that does not depend on who sent it. */
export interface Onward {
  /** Whether it leaves that node, through the node's own filters. */
  readonly leaves: boolean;
  /** The filters behind these, in order. */
  readonly filters: readonly Filter[];
  readonly end: Delivery | Outcome;
}

/** A packet is given to the subnet of a network that holds its destination. */
export interface Delivery {
  readonly network: string;
  /** Where; absent: at the node where the way begins. */
  readonly by?: Node;
}

/** Ways that are alike are one of them; `count` is of all. */
interface Ways {
  readonly ways: readonly Onward[];
  readonly count: number;
}

/** An address, and what it has in common with others. */
export interface Destination {
  readonly version: 4 | 6;
  readonly address: bigint;
  readonly alike: AddressClass;
}

/** All ways that begin with a lookup in one table. */
export interface Departures {
  /**
   * @returns undefined where these can't be told beforehand: they lead around in a loop or through a translation, or there
   * are too many.
   */
  readonly to: (destination: Destination) => readonly Onward[] | undefined;
}

/** Finds the ways on from tables once for all senders, and for all addresses that have the same routes. */
export class Onwards {
  readonly #estate: SolvedEstate;
  readonly #fromTables = new Map<string, Departures>();
  readonly #fromNodes = new Map<string, Map<number, Ways | undefined>>();
  readonly #filters = new Interned<Filter>();

  constructor(estate: SolvedEstate) {
    this.#estate = estate;
  }

  /** The ways from whatever looks up in a table. */
  from(table: string): Departures {
    let departures = this.#fromTables.get(table);
    if (departures === undefined) {
      const known = new Map<number, Ways | undefined>();
      const departuresTo = (to: Destination): Ways | undefined => {
        let ways = known.get(to.alike.routing);
        if (ways === undefined && !known.has(to.alike.routing)) {
          ways = this.#explore(table, to);
          known.set(to.alike.routing, ways);
        }
        return ways;
      };
      departures = { to: (destination) => departuresTo(destination)?.ways };
      this.#fromTables.set(table, departures);
    }
    return departures;
  }

  #explore(table: string, to: Destination): Ways | undefined {
    const answer = this.#estate.routing.tables.get(table)?.answer(to.version, to.address);
    if (answer === undefined || answer.kind === "none") {
      return ended("blocked");
    }
    if (answer.kind === "undecided") {
      return ended("undecided");
    }
    return this.#together(answer.choices.map(({ hop }) => this.#follow(hop, to)));
  }

  #follow(hop: NextHop, to: Destination): Ways | undefined {
    switch (hop.to) {
      case "network":
        return only({ leaves: false, filters: [], end: { network: hop.network } });
      case "node":
        return this.#enter(this.#estate.nodes.get(hop.node), to);
      case "tunnel":
        return this.#tunnel(hop.end, to);
      case "outside": {
        const isRefused = hop.internet === true && isPrivate(to.version, to.address);
        return only({ leaves: true, filters: [], end: isRefused ? "blocked" : "leaves the model" });
      }
      case "nowhere":
        return ended("blocked");
      case "undecided":
        return ended("undecided");
    }
  }

  #tunnel(end: string, to: Destination): Ways | undefined {
    const tunnel = this.#estate.tunnelOfEnd.get(end);
    const far = tunnel?.ends.find((one) => one?.id !== end);
    if (tunnel === undefined) {
      return ended("undecided");
    }
    if (tunnel.state === "down") {
      return ended("blocked");
    }
    if (far === undefined) {
      return ended(tunnel.state === "undecided" ? "undecided" : "leaves the model");
    }
    return this.#enter(this.#estate.nodes.get(far.node), to);
  }

  #enter(node: Node | undefined, to: Destination): Ways | undefined {
    if (node === undefined) {
      return ended("undecided");
    }
    if (node.translation !== undefined) {
      return undefined;
    }
    const { entering = [] } = node;
    const behind = this.#fromNode(node, to);
    return (
      behind && {
        ...behind,
        ways: behind.ways.map(({ filters, end }) => ({
          leaves: true,
          filters: [...entering, ...filters],
          end,
        })),
      }
    );
  }

  #fromNode(node: Node, to: Destination): Ways | undefined {
    if (this.#estate.isLost(node.id)) {
      return ended("blocked");
    }
    if (node.undecided !== undefined) {
      return ended("undecided");
    }
    let known = this.#fromNodes.get(node.id);
    if (known === undefined) {
      known = new Map();
      this.#fromNodes.set(node.id, known);
    }
    const { routing } = to.alike;
    if (!known.has(routing)) {
      // Whoever comes here again meanwhile is in a loop.
      known.set(routing, undefined);
      known.set(routing, this.#bound(node, this.#explore(node.table, to)));
    }
    return known.get(routing);
  }

  /** The ways of a table as those of one node that looks up in it. */
  #bound(node: Node, ways: Ways | undefined): Ways | undefined {
    const { leaving = [] } = node;
    return (
      ways && {
        ...ways,
        ways: ways.ways.map(({ leaves, filters, end }) => ({
          leaves,
          filters: leaves ? [...leaving, ...filters] : filters,
          end: typeof end === "string" ? end : { by: node, ...end },
        })),
      }
    );
  }

  #together(parts: readonly (Ways | undefined)[]): Ways | undefined {
    const distinct = new Map<string, Onward>();
    let count = 0;
    for (const part of parts) {
      count += part?.count ?? mostPaths;
      if (part === undefined || count >= mostPaths) {
        return undefined;
      }
      part.ways.forEach((way) => distinct.set(this.#keyOf(way), way));
    }
    return { ways: [...distinct.values()], count };
  }

  #keyOf({ leaves, filters, end }: Onward): string {
    const numbers = filters.map((filter) => this.#filters.numberOf(filter)).join();
    const last = typeof end === "string" ? end : `in ${end.network} by ${end.by?.id ?? ""}`;
    return `${leaves} ${numbers} ${last}`;
  }
}

function only(way: Onward): Ways {
  return { ways: [way], count: 1 };
}

function ended(end: Outcome): Ways {
  return only({ leaves: false, filters: [], end });
}
