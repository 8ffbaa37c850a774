import type { Cidr } from "../../../addressing";
import type { Endpoint, Estate, Filter, FilterRule, Peers } from "../../model";
import { Interned } from "../../trace/interned";

/**
 * Texts by which two filters are the same or not: what they let through and in whose name, and how the ids of stateful
 * ones tie what goes out to what comes back.
 */
export class FilterKeys {
  readonly #contents = new Interned<string>();
  readonly #rules = new Interned<string>();
  readonly #sets = new Interned<string>();
  readonly #ofFilter = new WeakMap<Filter, number>();
  readonly #ofRule = new WeakMap<FilterRule, number>();
  readonly #ofSet = new WeakMap<ReadonlySet<string>, number>();
  /** Ids of stateful filters that some endpoint has in one direction alone: whether another has them as well counts. */
  readonly #oneWay: ReadonlySet<string>;

  constructor({ endpoints }: Pick<Estate, "endpoints">) {
    this.#oneWay = new Set(endpoints.flatMap(oneWayIds));
  }

  /** What a filter does. */
  content(filter: Filter): number {
    let key = this.#ofFilter.get(filter);
    if (key === undefined) {
      const { stateful, rules, otherwise } = filter;
      const parts = rules.map((rule) => this.#rule(rule));
      const rest = `${otherwise.action} ${otherwise.rule.urn ?? ""}`;
      key = this.#contents.numberOf(`${stateful} ${parts.join(",")} ${rest} ${filter.urn ?? ""}`);
      this.#ofFilter.set(filter, key);
    }
    return key;
  }

  /** What all filters of an endpoint do. */
  ofEndpoint({ egress, ingress }: Endpoint): string {
    const local = new Interned<string>();
    const keyOf = (filter: Filter): string => {
      const id = this.#oneWay.has(filter.id) ? filter.id : local.numberOf(filter.id);
      return `${this.content(filter)}:${id}`;
    };
    return `${egress.map(keyOf).join(",")} | ${ingress.map(keyOf).join(",")}`;
  }

  #rule(rule: FilterRule): number {
    let key = this.#ofRule.get(rule);
    if (key === undefined) {
      const { action, protocol, source, destination, sourcePorts, destinationPorts, undecided } = rule;
      const said = [
        action,
        protocol,
        this.#peers(source),
        this.#peers(destination),
        portsKey(sourcePorts),
        portsKey(destinationPorts),
        undecided,
        rule.rule.urn,
      ];
      key = this.#rules.numberOf(said.map((each) => each ?? "").join("\n"));
      this.#ofRule.set(rule, key);
    }
    return key;
  }

  #peers(peers: Peers | undefined): string {
    if (peers === undefined) {
      return "all";
    }
    const set = peers.endpoints === undefined ? "" : this.setKey(peers.endpoints);
    return `${peers.ranges.map(({ text }: Cidr) => text).join(" ")} ${set}`;
  }

  /** One number for all sets of the same endpoints. */
  setKey(set: ReadonlySet<string>): number {
    let key = this.#ofSet.get(set);
    if (key === undefined) {
      key = this.#sets.numberOf([...set].sort().join("\n"));
      this.#ofSet.set(set, key);
    }
    return key;
  }
}

function oneWayIds({ egress, ingress }: Endpoint): string[] {
  const ids = (filters: readonly Filter[]): string[] =>
    filters.filter(({ stateful }) => stateful).map(({ id }) => id);
  const out = ids(egress);
  const back = ids(ingress);
  return [...out.filter((id) => !back.includes(id)), ...back.filter((id) => !out.includes(id))];
}

function portsKey(ports: FilterRule["sourcePorts"]): string | undefined {
  return ports?.map(({ first, last }) => `${first}-${last}`).join(",");
}
