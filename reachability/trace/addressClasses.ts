import type { Cidr } from "../../addressing";
import type { NextHop, Node } from "../model";
import { keyOfHop } from "../solve";
import type { Answer } from "../solve/table";
import type { Atoms } from "./atoms";
import { holds } from "./filters";
import { filtersOf } from "./filtersOf";
import { Interned } from "./interned";
import type { SolvedEstate } from "./network";
import { isPrivate } from "./privateRanges";

/** What an estate does with an address, whoever sends to it or gets something from it. */
export interface AddressClass {
  /** Two addresses of one number meet the same routes, rules and subnets. */
  readonly number: number;
  /** The same but for the subnets that deliver. */
  readonly treatment: number;
  /** Two addresses of one number have the same routes, whatever rules and subnets they meet. */
  readonly routing: number;
  /** Numbers of the lists of ranges in rules that hold it: see {@link AddressClasses.listOf}. */
  readonly lists: readonly number[];
  /** The subnets that deliver to it, by network. */
  readonly deliveredBy: ReadonlyMap<string, Node>;
}

/** Puts addresses together that no table, filter or subnet tells apart, wherever they lie. */
export class AddressClasses {
  readonly #estate: SolvedEstate;
  readonly #atoms: Atoms;
  /** Distinct lists of ranges in rules, by their texts. */
  readonly #lists: ReadonlyMap<string, Ranges>;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #known = { 4: new Map<number, AddressClass>(), 6: new Map<number, AddressClass>() };
  readonly #answers = new Interned<string>();
  readonly #objects = new Interned<object>();
  readonly #routes = new WeakMap<object, string>();
  readonly #routings = new Interned<string>();
  readonly #treatments = new Interned<string>();
  readonly #classes = new Interned<string>();

  constructor(estate: SolvedEstate, atoms: Atoms) {
    this.#estate = estate;
    this.#atoms = atoms;
    const peers = [...filtersOf(estate.estate)].flatMap(({ rules }) =>
      rules.flatMap(({ source, destination }) => [source?.ranges ?? [], destination?.ranges ?? []]),
    );
    this.#lists = new Map(peers.map((ranges) => [textOf(ranges), ranges]));
    this.#numbers = new Map([...this.#lists.keys()].map((text, number) => [text, number]));
  }

  /** The number of a list of ranges that some rule has. */
  listOf(ranges: Ranges): number {
    return this.#numbers.get(textOf(ranges)) ?? -1;
  }

  of(version: 4 | 6, address: bigint): AddressClass {
    const atom = this.#atoms.indexOf(version, address);
    let found = this.#known[version].get(atom);
    if (found === undefined) {
      found = this.#classOf(version, address);
      this.#known[version].set(atom, found);
    }
    return found;
  }

  /** One address of a range for each class that it touches. */
  representatives(range: Cidr): readonly bigint[] {
    const all = new Map<number, bigint>();
    for (const address of this.#atoms.representatives(range)) {
      const { number } = this.of(range.version, address);
      if (!all.has(number)) {
        all.set(number, address);
      }
    }
    return [...all.values()];
  }

  #classOf(version: 4 | 6, address: bigint): AddressClass {
    const { tables } = this.#estate.routing;
    const answers: string[] = [];
    for (const table of tables.values()) {
      answers.push(this.#answerKey(table.answer(version, address)));
    }
    const lists = [...this.#lists.values()].flatMap((ranges, number) =>
      ranges.some((range) => holds(range, version, address)) ? [number] : [],
    );
    const routing = this.#routings.numberOf(`${version} ${isPrivate(version, address)} ${answers.join(",")}`);
    const treatment = this.#treatments.numberOf(`${routing} ${lists.join(",")}`);
    const deliveredBy = new Map<string, Node>();
    for (const network of this.#estate.networks.keys()) {
      const subnet = this.#estate.subnetOf(network, version, address);
      if (subnet !== undefined) {
        deliveredBy.set(network, subnet);
      }
    }
    const subnets = [...deliveredBy.values()].map(({ id }) => id);
    return {
      number: this.#classes.numberOf([treatment, ...subnets].join("\n")),
      treatment,
      routing,
      lists,
      deliveredBy,
    };
  }

  /** What tables say of an address and who delivers to it, as a text that can be held against another estate's. */
  describe(version: 4 | 6, address: bigint, tables: readonly string[]): string {
    const says = tables.map((id) => {
      const answer = this.#estate.routing.tables.get(id)?.answer(version, address);
      switch (answer?.kind) {
        case "routes":
          return answer.choices
            .map(({ hop }) => this.#describeHop(hop))
            .sort()
            .join("\n");
        case "undecided":
          return `undecided ${answer.doubt.why}`;
        default:
          return "";
      }
    });
    const { deliveredBy } = this.of(version, address);
    return [...says, ...[...deliveredBy.values()].map(({ id }) => this.#describeNode(id))].join("\n\n");
  }

  #describeHop(hop: NextHop): string {
    if (hop.to === "node") {
      return this.#describeNode(hop.node);
    }
    if (hop.to !== "tunnel") {
      return keyOfHop(hop);
    }
    const { id, state, why, ends = [] } = this.#estate.tunnelOfEnd.get(hop.end) ?? {};
    return [hop.end, id, state, why, ...ends.map((end) => end && this.#describeNode(end.node))].join(" ");
  }

  #describeNode(id: string): string {
    return `node ${id} ${this.#estate.nodes.has(id)} ${this.#estate.isLost(id)}`;
  }

  #answerKey(answer: Answer): string {
    switch (answer.kind) {
      case "none":
        return "-";
      case "undecided":
        return `?${this.#objects.numberOf(answer.doubt)}`;
      case "routes": {
        let key = this.#routes.get(answer);
        if (key === undefined) {
          const hops = answer.choices.map(({ hop }) => keyOfHop(hop));
          key = String(this.#answers.numberOf(hops.sort().join("\n")));
          this.#routes.set(answer, key);
        }
        return key;
      }
    }
  }
}

type Ranges = readonly Cidr[];

function textOf(ranges: Ranges): string {
  return ranges.map(({ text }) => text).join(" ");
}
