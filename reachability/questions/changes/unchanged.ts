import type { Analysis } from "../../analysis";
import type { Endpoint, Filter, Node } from "../../model";
import { fails } from "../../solve";
import { filtersOf } from "../../trace/filtersOf";
import { FilterKeys } from "../classes/filterKeys";

/**
 * Finds endpoints for which nothing is new from one analysis to another: between two of these every trace is the same, so
 * that it need not be made.
 */
export class Unchanged {
  readonly #before: Analysis;
  readonly #after: Analysis;
  readonly #filters: FilterKeys;
  /** Whether all places that are in both are the same. What is in one alone counts where something leads to it. */
  readonly #placesAre: boolean;
  /** Ids of the tables that are in both. */
  readonly #tables: readonly string[];
  readonly #memberships: readonly [ReadonlyMap<string, string>, ReadonlyMap<string, string>];

  constructor(before: Analysis, after: Analysis) {
    this.#before = before;
    this.#after = after;
    const estates = [before.estate.estate, after.estate.estate];
    this.#filters = new FilterKeys({ endpoints: estates.flatMap(({ endpoints }) => endpoints) });
    const { tables } = after.estate.routing;
    this.#tables = [...before.estate.routing.tables.keys()].filter((id) => tables.has(id)).sort();
    this.#placesAre = this.#places(before, after) === this.#places(after, before);
    this.#memberships = [this.#membershipsOf(before), this.#membershipsOf(after)];
  }

  holds(before: Endpoint | undefined, after: Endpoint | undefined): boolean {
    if (!this.#placesAre || before === undefined || after === undefined) {
      return false;
    }
    const [was, is] = this.#memberships;
    return (
      was.get(before.id) === is.get(after.id) &&
      this.#print(this.#before, before) === this.#print(this.#after, after) &&
      this.#routesAre(before)
    );
  }

  #print({ estate }: Analysis, endpoint: Endpoint): string {
    const { subnet, routesAt, addresses, egress, ingress } = endpoint;
    return [
      subnet,
      routesAt,
      addresses.map(({ text }) => text).join(),
      this.#contents(egress),
      this.#contents(ingress),
      String(fails(endpoint, estate.failures)),
      ...[subnet, routesAt].map((node) => `${estate.nodes.has(node)} ${estate.isLost(node)}`),
    ].join("\n");
  }

  /** Whether all tables say the same of its addresses. */
  #routesAre({ addresses }: Endpoint): boolean {
    const [was, is] = [this.#before.tracer, this.#after.tracer];
    return addresses.every((range) =>
      [...was.atoms.representatives(range), ...is.atoms.representatives(range)].every(
        (address) =>
          was.addressClasses.describe(range.version, address, this.#tables) ===
          is.addressClasses.describe(range.version, address, this.#tables),
      ),
    );
  }

  #places(analysis: Analysis, other: Analysis): string {
    const { estate, tracer } = analysis;
    const shared = estate.estate.nodes.filter(({ id }) => other.estate.nodes.has(id));
    const places = shared
      .map((node) => [this.#place(node), ...this.#translation(node, analysis, other)].join("\n"))
      .sort();
    return [...places, tracer.atoms.clientPorts.join()].join("\n\n");
  }

  #place({ id, table, network = "", entering, leaving, undecided = "" }: Node): string {
    return [id, table, network, this.#contents(entering), this.#contents(leaving), undecided].join("\n");
  }

  /** What is put in as the source, and the ways of the answers to it. */
  #translation({ translation }: Node, { tracer }: Analysis, other: Analysis): readonly string[] {
    if (translation === undefined) {
      return [];
    }
    const { sources, at, protocols = [] } = translation;
    const ways = sources.flatMap((range) =>
      [tracer, other.tracer]
        .flatMap(({ atoms }) => [...atoms.representatives(range)])
        .sort((a, b) => Number(a - b))
        .map((address) => tracer.addressClasses.describe(range.version, address, this.#tables)),
    );
    return [...sources.map(({ text }) => text), at, protocols.join(), ...ways];
  }

  #contents(filters: readonly Filter[] = []): string {
    return filters.map((filter) => `${filter.id} ${this.#filters.content(filter)}`).join();
  }

  #membershipsOf({ estate }: Analysis): ReadonlyMap<string, string> {
    const sets = new Map<number, ReadonlySet<string>>();
    for (const { rules } of filtersOf(estate.estate)) {
      for (const set of rules.flatMap(({ source, destination }) => [
        source?.endpoints,
        destination?.endpoints,
      ])) {
        if (set !== undefined) {
          sets.set(this.#filters.setKey(set), set);
        }
      }
    }
    const memberships = new Map<string, string>();
    for (const [key, set] of [...sets].sort(([a], [b]) => a - b)) {
      for (const id of set) {
        memberships.set(id, `${memberships.get(id) ?? ""} ${key}`);
      }
    }
    return memberships;
  }
}
