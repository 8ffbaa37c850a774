import { type Cidr, formatAddress } from "../../addressing";
import type { Endpoint, Filter, NextHop, Node, Packet, Route, Rule, Translation } from "../model";
import { fails } from "../solve";
import { decide } from "./filters";
import type { SolvedEstate } from "./network";
import { isPrivate } from "./privateRanges";
import type { Cause, Denial, Outcome, Path, Translated } from "./path";
import { undoneAt } from "./translations";
import { Way } from "./way";

/** How a packet is to be followed. */
export interface WalkOptions {
  /** Filters that let it pass because they let through what it answers. */
  readonly answeredBy?: ReadonlySet<string>;
  /** Goes on where a filter denies, and notes the denial: for finding all that is in the way. */
  readonly ignoreFilters?: boolean;
  /** Of an answer: what was translated on the way there, and is to be put back. */
  readonly answers?: readonly Translated[];
  /** Addresses that stand for all of a range; without it the first does. */
  readonly representatives?: (range: Cidr) => readonly bigint[];
}

/** More equal ways than this are not followed one by one: {@link walk} then says so. */
export const mostPaths = 1024;

/** Follows a packet from one endpoint to another, along every way of equal cost. */
export function walk(
  estate: SolvedEstate,
  packet: Packet,
  from: Endpoint,
  to: Endpoint | undefined,
  options: WalkOptions = {},
): readonly Path[] {
  const walker = new Walker(estate, packet, to, options);
  walker.leave(from);
  return walker.paths;
}

class Walker {
  readonly paths: Path[] = [];
  readonly #way = new Way();
  /** The nodes of the way so far. */
  readonly #visited = new Set<string>();
  /** Translations that the answer has not come back to yet. */
  #toPutBack: readonly Translated[];

  constructor(
    private readonly estate: SolvedEstate,
    private packet: Packet,
    private readonly to: Endpoint | undefined,
    private readonly options: WalkOptions,
  ) {
    this.#toPutBack = options.answers ?? [];
  }

  leave(from: Endpoint): void {
    const { name, urn, egress, routesAt } = from;
    this.#way.add({ at: name, urn, kind: "endpoint", rule: { text: "sends", urn } });
    this.#way.visit(name);
    if (fails(from, this.estate.failures)) {
      this.block("lost", `${name} is taken to be lost`);
      return;
    }
    if (!this.pass(egress)) {
      return;
    }
    const node = this.estate.nodes.get(routesAt);
    if (node === undefined) {
      this.end("undecided", `${name} is in no subnet that is known`);
    } else {
      this.lookUp(node);
    }
  }

  private lookUp(node: Node): void {
    if (this.paths.length >= mostPaths) {
      return;
    }
    if (this.estate.isLost(node.id)) {
      this.block("lost", `${node.name} is taken to be lost`);
      return;
    }
    if (node.undecided !== undefined) {
      this.end("undecided", node.undecided, { text: node.undecided, urn: node.urn });
      return;
    }
    if (this.#visited.has(node.id)) {
      this.block("loop", `the routes lead around in a loop, through ${node.name} again`);
      return;
    }
    const { version, destination } = this.packet;
    const table = this.estate.routing.tables.get(node.table);
    const answer = table?.answer(version, destination) ?? { kind: "none" };
    if (answer.kind === "undecided") {
      this.end("undecided", answer.doubt.why, answer.doubt.rule);
      return;
    }
    if (answer.kind === "none") {
      const address = formatAddress(version, destination);
      this.block({ kind: "no route", node: node.id }, `${node.name} has no route to ${address}`, {
        text: `no route to ${address} in ${table?.table.name ?? node.name}`,
        urn: table?.table.urn ?? node.urn,
      });
      return;
    }
    this.#visited.add(node.id);
    for (const { route, hop } of answer.choices) {
      const mark = this.#way.mark();
      this.#way.add({ at: node.name, urn: node.urn, kind: "route", rule: route.rule });
      this.#way.visit(node.name);
      this.follow(node, route, hop);
      this.#way.rewind(mark);
    }
    this.#visited.delete(node.id);
  }

  private follow(node: Node, route: Route, hop: NextHop): void {
    switch (hop.to) {
      case "network":
        this.deliver(node, hop.network);
        break;
      case "node":
        this.enter(node, this.estate.nodes.get(hop.node));
        break;
      case "tunnel":
        this.tunnel(node, hop.end);
        break;
      case "outside":
        if (!this.pass(node.leaving)) {
          break;
        }
        if (hop.internet === true && isPrivate(this.packet.version, this.packet.destination)) {
          const why = `${node.name} sends it to ${hop.what}, which carries no private addresses`;
          this.block({ kind: "thrown away", node: node.id }, why, route.rule);
        } else {
          this.end("leaves the model", `${node.name} sends it to ${hop.what}`, route.rule);
        }
        break;
      case "nowhere":
        this.block(
          { kind: "thrown away", node: node.id },
          `${node.name} throws it away: ${hop.why}`,
          route.rule,
        );
        break;
      case "undecided":
        this.end("undecided", hop.why, route.rule);
        break;
    }
  }

  private enter(from: Node, to: Node | undefined): void {
    if (to === undefined) {
      this.end("undecided", `${from.name} leads to something that is in none of these stacks`);
    } else if (this.pass(from.leaving) && this.pass(to.entering)) {
      if (to.translation === undefined) {
        this.lookUp(to);
      } else {
        this.translate(to, to.translation);
      }
    }
  }

  /** Goes on with every source address that may be put in. */
  private translate(node: Node, { sources, protocols, rule }: Translation): void {
    const { packet, options } = this;
    const { version, protocol, source, from } = packet;
    if (options.answers !== undefined) {
      const why = `${node.name} takes it for no answer: the connection was not opened through it`;
      this.block({ kind: "thrown away", node: node.id }, why, rule);
      return;
    }
    if (version === 6 || protocols?.includes(protocol) === false) {
      this.end("undecided", `what ${node.name} does with such packets can't be told`, rule);
      return;
    }
    const addresses = sources.flatMap((range) => options.representatives?.(range) ?? [range.start]);
    if (addresses.length === 0) {
      this.end("undecided", `which source address ${node.name} puts in can't be told`, rule);
    }
    for (const after of addresses) {
      const mark = this.#way.mark();
      this.#way.translate({ node: node.id, before: { source, from }, after });
      const text = `its source becomes ${formatAddress(version, after)}`;
      this.#way.add({ at: node.name, urn: node.urn, kind: "route", rule: { ...rule, text } });
      // Rules that name whoever sends do not know it any more.
      this.packet = { ...packet, source: after, from: undefined };
      this.lookUp(node);
      this.packet = packet;
      this.#way.rewind(mark);
    }
  }

  /** Whether an answer was delivered to where its translation is undone: it goes on from there. */
  private putBack(subnet: Node): boolean {
    const { packet } = this;
    const pending = this.#toPutBack;
    const translated = pending.at(-1);
    const node = translated && undoneAt(subnet, translated, packet, this.estate);
    if (translated === undefined || node === undefined) {
      return false;
    }
    const { source: destination, from: to } = translated.before;
    const text = `its destination becomes ${formatAddress(packet.version, destination)} again`;
    this.#way.add({ at: node.name, urn: node.urn, kind: "route", rule: { ...node.translation?.rule, text } });
    this.packet = { ...packet, destination, to };
    this.#toPutBack = pending.slice(0, -1);
    this.lookUp(node);
    this.packet = packet;
    this.#toPutBack = pending;
    return true;
  }

  private tunnel(from: Node, end: string): void {
    const tunnel = this.estate.tunnelOfEnd.get(end);
    const near = tunnel?.ends.find((one) => one?.id === end);
    const far = tunnel?.ends.find((one) => one?.id !== end);
    if (tunnel === undefined || near === undefined) {
      this.end("undecided", `${from.name} leads into a tunnel that is not known`);
      return;
    }
    const rule: Rule = { text: far ? `to ${far.name}` : "out of these stacks", urn: near.urn };
    this.#way.add({ at: near.name, urn: near.urn, kind: "tunnel", rule });
    this.#way.goThrough(tunnel.id);
    if (tunnel.state === "down") {
      const why = tunnel.why ?? `${near.name} is down`;
      this.block({ kind: "tunnel down", tunnel: tunnel.id }, why, rule);
    } else if (far === undefined) {
      const outcome = tunnel.state === "undecided" ? "undecided" : "leaves the model";
      this.end(outcome, tunnel.why ?? `${near.name} leads out of these stacks`, rule);
    } else {
      this.enter(from, this.estate.nodes.get(far.node));
    }
  }

  private deliver(from: Node, network: string): void {
    const { version, destination } = this.packet;
    const subnet = this.estate.subnetOf(network, version, destination);
    if (subnet === undefined) {
      const name = this.estate.networks.get(network)?.name ?? network;
      this.block("not delivered", `no subnet of ${name} holds ${formatAddress(version, destination)}`);
      return;
    }
    if (this.estate.isLost(subnet.id)) {
      this.block("lost", `${subnet.name} is taken to be lost`);
      return;
    }
    if (subnet.id !== from.id && !(this.pass(from.leaving) && this.pass(subnet.entering))) {
      return;
    }
    this.#way.visit(subnet.name);
    if (this.putBack(subnet)) {
      return;
    }
    const { to } = this;
    if (to === undefined) {
      this.end("undecided", `nothing in these stacks has ${formatAddress(version, destination)}`);
    } else if (to.subnet === subnet.id) {
      this.arrive(to);
    } else {
      const address = formatAddress(version, destination);
      this.block("not delivered", `it ends in ${subnet.name}, which holds ${address} too, not at ${to.name}`);
    }
  }

  private arrive(to: Endpoint): void {
    const { name, urn, ingress } = to;
    if (fails(to, this.estate.failures)) {
      this.block("lost", `${name} is taken to be lost`);
    } else if (this.pass(ingress)) {
      this.#way.add({ at: name, urn, kind: "endpoint", rule: { text: "receives", urn } });
      this.#way.visit(name);
      this.end("reachable", "");
    }
  }

  /** @returns whether the way goes on behind the filters. */
  private pass(filters: readonly Filter[] = []): boolean {
    return filters.every((filter) => this.passOne(filter));
  }

  private passOne(filter: Filter): boolean {
    if (filter.stateful && this.options.answeredBy?.has(filter.id) === true) {
      this.#way.pass(filter, { text: "answers what it let through", urn: filter.urn });
      return true;
    }
    const decision = decide(filter, this.packet);
    const { rule } = decision;
    if (decision.action === "allow") {
      this.#way.pass(filter, rule);
      return true;
    }
    if (decision.action === "undecided") {
      this.end("undecided", `${filter.name}: ${decision.why}`, rule);
      return false;
    }
    const denial: Denial = { filter: filter.id, name: filter.name, urn: filter.urn, rule };
    this.#way.deny(denial);
    if (this.options.ignoreFilters === true) {
      this.#way.pass(filter, rule);
      return true;
    }
    this.block("filter", `${filter.name} denies it: ${rule.text}`, rule);
    return false;
  }

  private block(cause: Cause | SimpleCause, reason: string, rule?: Rule): void {
    this.end("blocked", reason, rule, typeof cause === "string" ? { kind: cause } : cause);
  }

  private end(outcome: Outcome, reason: string, rule?: Rule, cause?: Cause): void {
    if (this.paths.length >= mostPaths) {
      return;
    }
    const way = this.#way.path();
    const assumptions =
      way.tunnels.length === 0 ? [] : way.tunnels.flatMap((id) => this.estate.tunnel(id)?.assumptions ?? []);
    this.paths.push(
      this.paths.length === mostPaths - 1
        ? {
            ...way,
            assumptions,
            outcome: "undecided",
            reason: `there are more than ${mostPaths} equal ways`,
          }
        : { ...way, assumptions, outcome, reason, ...(rule && { rule }), ...(cause && { cause }) },
    );
  }
}

/** Of which nothing more is to be said. */
type SimpleCause = "filter" | "loop" | "lost" | "not delivered";
