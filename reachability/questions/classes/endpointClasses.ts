import type { Endpoint } from "../../model";
import { fails } from "../../solve";
import { filtersOf } from "../../trace/filtersOf";
import { Interned } from "../../trace/interned";
import type { Tracer } from "../../trace";
import { FilterKeys } from "./filterKeys";
import { NodeKeys } from "./nodeKeys";
import type { Classified } from "./pairClasses";

/**
 * Which endpoints behave alike: those of one class meet the same routes, the same filters and the same rules of others,
 * so that what is true of one is true of all.
 */
export class EndpointClasses {
  readonly #tracer: Tracer;
  readonly #filters: FilterKeys;
  readonly #nodes: NodeKeys;
  /** By endpoint, the sets that rules name it in. */
  readonly #memberships = new Map<string, number[]>();
  readonly #classes = new Interned<string>();

  private constructor(tracer: Tracer) {
    const { estate } = tracer;
    this.#tracer = tracer;
    this.#filters = new FilterKeys(estate.estate);
    this.#nodes = new NodeKeys(estate, this.#filters);
    this.#readMemberships();
  }

  /** Those of an analysed estate, worked out once. */
  static of(tracer: Tracer): EndpointClasses {
    let classes = known.get(tracer);
    if (classes === undefined) {
      classes = new EndpointClasses(tracer);
      known.set(tracer, classes);
    }
    return classes;
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
        String(fails(endpoint, this.#tracer.estate.failures)),
      ].join("\n\n"),
    );
  }

  #addresses({ addresses, subnet }: Endpoint): string {
    const { addressClasses } = this.#tracer;
    const keys = new Set<string>();
    for (const range of addresses) {
      for (const address of addressClasses.representatives(range)) {
        const { treatment, deliveredBy } = addressClasses.of(range.version, address);
        const by = deliveredBy.map((node) => (node === subnet ? "own" : node));
        keys.add([treatment, ...by].join(" "));
      }
    }
    return [...keys].sort().join("\n");
  }

  #readMemberships(): void {
    const seen = new Set<number>();
    for (const { rules } of filtersOf(this.#tracer.estate.estate)) {
      for (const { source, destination } of rules) {
        for (const set of [source?.endpoints, destination?.endpoints]) {
          if (set !== undefined) {
            this.#join(set, seen);
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
