import { type Endpoint, type Filter, type FilterRule, type PortRange, protocols } from "../../model";
import { portsMatch } from "../../trace/filters";
import { Interned } from "../../trace/interned";
import type { Tracer, Traffic } from "../../trace";
import { endpointText, type FilterTexts, oneWayIds, peersText, portsKey, SetKeys } from "./filterKeys";

/** Tells filters apart by their verdicts on some traffic alone: whatever else they do, and whichever rule decides. */
export class TrafficKeys implements FilterTexts {
  readonly #traffic: Traffic;
  readonly #clientPorts: readonly number[];
  /** Ids of stateful filters that may get an answer to something that they did not let through. */
  readonly #asked: ReadonlySet<string>;
  readonly #contents = new Interned<string>();
  readonly #sets = new SetKeys();
  readonly #known = new WeakMap<Filter, number>();

  constructor(tracer: Tracer, traffic: Traffic) {
    const { endpoints, nodes } = tracer.estate.estate;
    this.#traffic = traffic;
    this.#clientPorts = tracer.clientPorts(traffic);
    const between = nodes.flatMap(({ entering = [], leaving = [] }) => [...entering, ...leaving]);
    this.#asked = new Set([
      ...oneWayIds(endpoints),
      ...between.flatMap(({ id, stateful }) => (stateful ? [id] : [])),
    ]);
  }

  content(filter: Filter): number {
    let key = this.#known.get(filter);
    if (key === undefined) {
      key = this.#contents.numberOf(
        [String(filter.stateful), this.#forthOf(filter), this.#backOf(filter)].join("\n\n\n"),
      );
      this.#known.set(filter, key);
    }
    return key;
  }

  ofEndpoint(endpoint: Endpoint): string {
    return endpointText(endpoint, this.#asked, (filter) => this.content(filter));
  }

  rulesOf(filter: Filter): readonly FilterRule[] {
    return filter.rules.filter(
      (rule) => this.#isForth(rule) || (this.#answersCount(filter) && this.#isBack(rule)),
    );
  }

  setKey(set: ReadonlySet<string>): number {
    return this.#sets.of(set);
  }

  #forthOf({ rules, otherwise }: Filter): string {
    const about = rules.filter((rule) => this.#isForth(rule));
    return this.#text(about, otherwise, ({ sourcePorts }) => sourcePorts);
  }

  #backOf(filter: Filter): string {
    if (!this.#answersCount(filter)) {
      return "";
    }
    const about = filter.rules.filter((rule) => this.#isBack(rule));
    return this.#text(about, filter.otherwise, ({ destinationPorts }) => destinationPorts);
  }

  /** A stateful filter that an endpoint has both ways is asked about what begins a session alone. */
  #answersCount({ stateful, id }: Filter): boolean {
    return !stateful || this.#asked.has(id);
  }

  /** @param clientPorts - what is left to be told of ports */
  #text(
    rules: readonly FilterRule[],
    { action: rest }: Filter["otherwise"],
    clientPorts: (rule: FilterRule) => readonly PortRange[] | undefined,
  ): string {
    const isIcmp = this.#traffic.protocol === protocols.icmp;
    const all = rules.findIndex(
      (rule) =>
        rule.source === undefined &&
        rule.destination === undefined &&
        rule.undecided === undefined &&
        clientPorts(rule) === undefined &&
        !(isIcmp && rule.protocol !== undefined),
    );
    const last = rules[all]?.action ?? rest;
    const asked = all < 0 ? rules : rules.slice(0, all);
    const counts = ({ action, undecided }: FilterRule): boolean => action !== last || undecided !== undefined;
    const said = asked
      .slice(0, asked.findLastIndex(counts) + 1)
      .map((rule) =>
        [
          rule.action,
          isIcmp ? (rule.protocol ?? "") : "",
          peersText(rule.source, this.#sets),
          peersText(rule.destination, this.#sets),
          portsKey(clientPorts(rule)) ?? "",
          rule.undecided !== undefined,
        ].join("\n"),
      );
    return [...said, last].join("\n\n");
  }

  #isForth({ protocol, destinationPorts }: FilterRule): boolean {
    return (
      this.#isOfProtocol(protocol) && portsMatch(destinationPorts, this.#traffic.protocol, this.#traffic.port)
    );
  }

  #isBack({ protocol, sourcePorts, destinationPorts }: FilterRule): boolean {
    return (
      this.#isOfProtocol(protocol) &&
      portsMatch(sourcePorts, this.#traffic.protocol, this.#traffic.port) &&
      this.#clientPorts.some((port) => portsMatch(destinationPorts, this.#traffic.protocol, port))
    );
  }

  /** What IPv4 calls ICMP is ICMPv6 in IPv6. */
  #isOfProtocol(protocol: number | undefined): boolean {
    const wanted = this.#traffic.protocol;
    return (
      protocol === undefined ||
      protocol === wanted ||
      (wanted === protocols.icmp && protocol === protocols.icmpv6)
    );
  }
}
