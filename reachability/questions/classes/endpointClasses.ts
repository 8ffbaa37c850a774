import type { Endpoint } from "../../model";
import { fails } from "../../solve";
import { filtersOf } from "../../trace/filtersOf";
import { Interned } from "../../trace/interned";
import type { AddressClass } from "../../trace/addressClasses";
import type { Tracer, Traffic } from "../../trace";
import { mostCombinations } from "../../trace/trace";
import { FilterKeys, type FilterTexts } from "./filterKeys";
import { NodeKeys } from "./nodeKeys";
import type { Classified } from "./pairClasses";
import { TableKeys } from "./tableKeys";
import { TrafficKeys } from "./trafficKeys";

/**
 * Which endpoints behave alike: those of one class meet the same routes, the same filters and the same rules of others,
 * so that what is true of one is true of all.
 */
export class EndpointClasses {
  readonly #tracer: Tracer;
  readonly #filters: FilterTexts;
  readonly #nodes: NodeKeys;
  /** By endpoint, the sets that rules name it in. */
  readonly #memberships = new Map<string, number[]>();
  /** Numbers of the lists of ranges in rules that count. */
  readonly #lists = new Set<number>();
  readonly #treatments = new Map<number, number>();
  readonly #named = new Interned<string>();
  readonly #classes = new Interned<string>();

  private constructor(tracer: Tracer, filters: FilterTexts, tableKey: (table: string) => string) {
    this.#tracer = tracer;
    this.#filters = filters;
    this.#nodes = new NodeKeys(tracer.estate, filters, tableKey);
    this.#readRules();
  }

  /** Those of an analysed estate, worked out once. */
  static of(tracer: Tracer): EndpointClasses {
    let classes = known.get(tracer);
    if (classes === undefined) {
      classes = new EndpointClasses(tracer, new FilterKeys(tracer.estate.estate), (table) => table);
      known.set(tracer, classes);
    }
    return classes;
  }

  /** Those of which only the verdicts on some traffic are alike. */
  static forVerdicts(tracer: Tracer, traffic: Traffic): EndpointClasses {
    const tables = new TableKeys(tracer.estate.routing);
    return new EndpointClasses(tracer, new TrafficKeys(tracer, traffic), (table) => tables.of(table));
  }

  /** Endpoints with their classes, ready to be paired. */
  classify(endpoints: readonly Endpoint[]): readonly Classified<Endpoint>[] {
    return endpoints.map((endpoint) => ({ endpoint, number: this.of(endpoint), seats: [endpoint] }));
  }

  /** The number of an endpoint's class. The endpoint may be one of the estate's, narrowed to some of its addresses. */
  of(endpoint: Endpoint): number {
    const { id, subnet, routesAt } = endpoint;
    return this.#classes.numberOf(
      [
        this.#addresses(endpoint),
        this.#nodes.of(subnet),
        subnet === routesAt ? "=" : this.#nodes.of(routesAt),
        this.#filters.ofEndpoint(endpoint),
        (this.#memberships.get(id) ?? []).join(","),
        this.#combinations(endpoint),
        String(fails(endpoint, this.#tracer.estate.failures)),
      ].join("\n\n"),
    );
  }

  #addresses({ addresses, subnet }: Endpoint): string {
    const { addressClasses } = this.#tracer;
    const keys = new Set<string>();
    for (const range of addresses) {
      for (const address of addressClasses.representatives(range)) {
        const alike = addressClasses.of(range.version, address);
        const by = [...alike.deliveredBy.values()].map(({ id }) => (id === subnet ? "own" : id));
        keys.add([this.#treatment(alike), ...by].join(" "));
      }
    }
    return [...keys].sort().join("\n");
  }

  /** How many of its addresses are tried, where that may be too many together with another's. */
  #combinations(endpoint: Endpoint): string {
    const tried = this.#tracer.representatives(endpoint);
    const most = Math.max(tried[4].length, tried[6].length);
    return most * most <= mostCombinations ? "few" : String(most);
  }

  /** The routes of an address, and the rules that count that name it. */
  #treatment({ treatment, routing, lists }: AddressClass): number {
    let number = this.#treatments.get(treatment);
    if (number === undefined) {
      const named = lists.filter((list) => this.#lists.has(list));
      number = this.#named.numberOf(`${routing} ${named.join(",")}`);
      this.#treatments.set(treatment, number);
    }
    return number;
  }

  #readRules(): void {
    const seen = new Set<number>();
    for (const filter of filtersOf(this.#tracer.estate.estate)) {
      for (const { source, destination } of this.#filters.rulesOf(filter)) {
        for (const peers of [source, destination]) {
          if (peers !== undefined) {
            this.#lists.add(this.#tracer.addressClasses.listOf(peers.ranges));
          }
          if (peers?.endpoints !== undefined) {
            this.#join(peers.endpoints, seen);
          }
        }
      }
    }
  }

  #join(set: ReadonlySet<string>, seen: Set<number>): void {
    const key = this.#filters.setKey(set);
    if (seen.has(key)) {
      return;
    }
    seen.add(key);
    for (const id of set) {
      const memberships = this.#memberships.get(id);
      if (memberships === undefined) {
        this.#memberships.set(id, [key]);
      } else {
        memberships.push(key);
      }
    }
  }
}

const known = new WeakMap<Tracer, EndpointClasses>();
