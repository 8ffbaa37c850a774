import type { Cidr } from "../../../addressing";
import type { Endpoint, Estate, Filter, FilterRule, Peers } from "../../model";
import { Interned } from "../../trace/interned";

/** Tells filters apart, or not. */
export interface FilterTexts {
  /** What a filter around a subnet does. */
  content(filter: Filter): number;
  /** What all filters of an endpoint do. */
  ofEndpoint(endpoint: Endpoint): string;
  /** The rules of a filter that count. */
  rulesOf(filter: Filter): readonly FilterRule[];
  /** One number for all sets of the same endpoints. */
  setKey(set: ReadonlySet<string>): number;
}

/**
 * Texts by which two filters are the same or not: what they let through and in whose name, and how the ids of stateful
 * ones tie what goes out to what comes back.
 */
export class FilterKeys implements FilterTexts {
  readonly #contents = new Interned<string>();
  readonly #rules = new Interned<string>();
  readonly #sets = new SetKeys();
  readonly #ofFilter = new WeakMap<Filter, number>();
  readonly #ofRule = new WeakMap<FilterRule, number>();
  readonly #oneWay: ReadonlySet<string>;

  constructor({ endpoints }: Pick<Estate, "endpoints">) {
    this.#oneWay = oneWayIds(endpoints);
  }

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

  ofEndpoint(endpoint: Endpoint): string {
    return endpointText(endpoint, this.#oneWay, (filter) => this.content(filter));
  }

  rulesOf({ rules }: Filter): readonly FilterRule[] {
    return rules;
  }

  setKey(set: ReadonlySet<string>): number {
    return this.#sets.of(set);
  }

  #rule(rule: FilterRule): number {
    let key = this.#ofRule.get(rule);
    if (key === undefined) {
      const { action, protocol, source, destination, sourcePorts, destinationPorts, undecided } = rule;
      const said = [
        action,
        protocol,
        peersText(source, this.#sets),
        peersText(destination, this.#sets),
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
}

/** One number for all sets of the same endpoints. */
export class SetKeys {
  readonly #texts = new Interned<string>();
  readonly #known = new WeakMap<ReadonlySet<string>, number>();

  of(set: ReadonlySet<string>): number {
    let key = this.#known.get(set);
    if (key === undefined) {
      key = this.#texts.numberOf([...set].sort().join("\n"));
      this.#known.set(set, key);
    }
    return key;
  }
}

export function peersText(peers: Peers | undefined, sets: SetKeys): string {
  if (peers === undefined) {
    return "all";
  }
  const set = peers.endpoints === undefined ? "" : sets.of(peers.endpoints);
  return `${peers.ranges.map(({ text }: Cidr) => text).join(" ")} ${set}`;
}

/** What an endpoint's filters do, and which of those out and in are one. */
export function endpointText(
  { egress, ingress }: Endpoint,
  oneWay: ReadonlySet<string>,
  contentOf: (filter: Filter) => number,
): string {
  const local = new Interned<string>();
  const keyOf = (filter: Filter): string => {
    const id = oneWay.has(filter.id) ? filter.id : local.numberOf(filter.id);
    return `${contentOf(filter)}:${id}`;
  };
  return `${egress.map(keyOf).join(",")} | ${ingress.map(keyOf).join(",")}`;
}

/** Ids of stateful filters that some endpoint has in one direction alone: whether another has them as well counts. */
export function oneWayIds(endpoints: readonly Endpoint[]): ReadonlySet<string> {
  const ids = (filters: readonly Filter[]): string[] =>
    filters.filter(({ stateful }) => stateful).map(({ id }) => id);
  return new Set(
    endpoints.flatMap(({ egress, ingress }) => {
      const out = ids(egress);
      const back = ids(ingress);
      return [...out.filter((id) => !back.includes(id)), ...back.filter((id) => !out.includes(id))];
    }),
  );
}

export function portsKey(ports: FilterRule["sourcePorts"]): string | undefined {
  return ports?.map(({ first, last }) => `${first}-${last}`).join(",");
}
