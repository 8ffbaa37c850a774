import { formatAddress } from "../../addressing";
import type { Endpoint, Filter, NextHop, Node, Packet, Route, Rule } from "../model";
import { keyOfHop } from "../solve/choice";
import { fails } from "../solve";
import { decide } from "./filters";
import type { SolvedEstate } from "./network";
import type { Denial, Hop, Outcome, Path } from "./path";

/** How a packet is to be followed. */
export interface WalkOptions {
  /** Filters that let it pass because they let through what it answers. */
  readonly answeredBy?: ReadonlySet<string>;
  /** Goes on where a filter denies, and notes the denial: for finding all that is in the way. */
  readonly ignoreFilters?: boolean;
}

/** More equal ways than this are not followed one by one: {@link walk} then says so. */
const mostPaths = 1024;

/** Follows a packet from one endpoint to another, along every way of equal cost. */
export function walk(
  estate: SolvedEstate,
  packet: Packet,
  from: Endpoint,
  to: Endpoint | undefined,
  options: WalkOptions = {},
): readonly Path[] {
  const paths: Path[] = [];
  const start: Way = { hops: [], places: [], tunnels: [], filters: [], denials: [], assumptions: [] };
  const walker = new Walker(estate, packet, to, options, paths);
  walker.leave(from, start);
  return paths;
}

/** A path that has not ended yet. */
type Way = Omit<Path, "outcome" | "reason" | "rule">;

class Walker {
  constructor(
    private readonly estate: SolvedEstate,
    private readonly packet: Packet,
    private readonly to: Endpoint | undefined,
    private readonly options: WalkOptions,
    private readonly paths: Path[],
  ) {}

  leave(from: Endpoint, start: Way): void {
    const way = visit(start, from, {
      at: from.name,
      urn: from.urn,
      kind: "endpoint",
      rule: { text: "sends", urn: from.urn },
    });
    if (fails({ ...from, id: from.id }, this.estate.failures)) {
      this.end(way, "blocked", `${from.name} is taken to be lost`);
      return;
    }
    const passed = this.pass(way, from.egress);
    const node = this.estate.nodes.get(from.routesAt);
    if (passed !== undefined && node !== undefined) {
      this.lookUp(passed, node, new Set());
    } else if (passed !== undefined) {
      this.end(passed, "undecided", `${from.name} is in no subnet that is known`);
    }
  }

  private lookUp(before: Way, node: Node, visited: ReadonlySet<string>): void {
    if (this.paths.length >= mostPaths) {
      return;
    }
    if (this.estate.isLost(node.id)) {
      this.end(before, "blocked", `${node.name} is taken to be lost`);
      return;
    }
    if (node.undecided !== undefined) {
      this.end(before, "undecided", node.undecided, { text: node.undecided, urn: node.urn });
      return;
    }
    if (visited.has(node.id)) {
      this.end(before, "blocked", `the routes lead around in a loop, through ${node.name} again`);
      return;
    }
    const { version, destination } = this.packet;
    const table = this.estate.routing.tables.get(node.table);
    const match = table?.lookup(version, destination);
    const doubt = table?.undecided.find(
      ({ prefix }) =>
        (prefix === undefined && match === undefined) ||
        (prefix !== undefined &&
          prefix.version === version &&
          prefix.start <= destination &&
          destination <= prefix.end &&
          prefix.prefixLength >= (match?.prefix.prefixLength ?? 0)),
    );
    if (doubt !== undefined) {
      this.end(before, "undecided", doubt.why, doubt.rule);
      return;
    }
    if (match === undefined) {
      const address = formatAddress(version, destination);
      this.end(before, "blocked", `${node.name} has no route to ${address}`, {
        text: `no route to ${address} in ${table?.table.name ?? node.name}`,
        urn: table?.table.urn ?? node.urn,
      });
      return;
    }
    const onward = new Set([...visited, node.id]);
    for (const { route, hop } of choices(match.routes)) {
      const way = visit(before, node, { at: node.name, urn: node.urn, kind: "route", rule: route.rule });
      this.follow(way, node, route, hop, onward);
    }
  }

  private follow(way: Way, node: Node, route: Route, hop: NextHop, visited: ReadonlySet<string>): void {
    switch (hop.to) {
      case "network":
        this.deliver(way, node, hop.network);
        break;
      case "node":
        this.enter(way, node, this.estate.nodes.get(hop.node), visited);
        break;
      case "tunnel":
        this.tunnel(way, node, hop.end, visited);
        break;
      case "outside":
        this.end(way, "leaves the model", `${node.name} sends it to ${hop.what}`, route.rule);
        break;
      case "nowhere":
        this.end(way, "blocked", `${node.name} throws it away: ${hop.why}`, route.rule);
        break;
      case "undecided":
        this.end(way, "undecided", hop.why, route.rule);
        break;
    }
  }

  private enter(way: Way, from: Node, to: Node | undefined, visited: ReadonlySet<string>): void {
    if (to === undefined) {
      this.end(way, "undecided", `${from.name} leads to something that is in none of these stacks`);
      return;
    }
    const passed = this.pass(way, [...(from.leaving ?? []), ...(to.entering ?? [])]);
    if (passed !== undefined) {
      this.lookUp(passed, to, visited);
    }
  }

  private tunnel(before: Way, from: Node, end: string, visited: ReadonlySet<string>): void {
    const tunnel = this.estate.tunnelOfEnd.get(end);
    const near = tunnel?.ends.find((one) => one?.id === end);
    const far = tunnel?.ends.find((one) => one?.id !== end);
    if (tunnel === undefined || near === undefined) {
      this.end(before, "undecided", `${from.name} leads into a tunnel that is not known`);
      return;
    }
    const rule: Rule = { text: `tunnel ${near.name}${far ? ` to ${far.name}` : ""}`, urn: near.urn };
    const way: Way = {
      ...before,
      hops: [...before.hops, { at: near.name, urn: near.urn, kind: "tunnel", rule }],
      tunnels: [...before.tunnels, tunnel.id],
      assumptions: [...before.assumptions, ...tunnel.assumptions],
    };
    if (tunnel.state === "down") {
      this.end(way, "blocked", tunnel.why ?? `${near.name} is down`, rule);
    } else if (far === undefined) {
      this.end(way, "leaves the model", tunnel.why ?? `${near.name} leads out of these stacks`, rule);
    } else {
      const node = this.estate.nodes.get(far.node);
      this.enter(way, from, node, visited);
    }
  }

  private deliver(before: Way, from: Node, network: string): void {
    const { version, destination } = this.packet;
    const subnet = this.estate.subnetOf(network, version, destination);
    const address = formatAddress(version, destination);
    if (subnet === undefined) {
      const name = this.estate.networks.get(network)?.name ?? network;
      this.end(before, "blocked", `no subnet of ${name} holds ${address}`);
      return;
    }
    if (this.estate.isLost(subnet.id)) {
      this.end(before, "blocked", `${subnet.name} is taken to be lost`);
      return;
    }
    const crossing = subnet.id === from.id ? [] : [...(from.leaving ?? []), ...(subnet.entering ?? [])];
    const passed = this.pass(before, crossing);
    if (passed === undefined) {
      return;
    }
    const way = { ...passed, places: withPlace(passed.places, subnet.name) };
    const { to } = this;
    if (to === undefined) {
      this.end(way, "undecided", `nothing in these stacks has ${address}`);
    } else if (to.subnet === subnet.id) {
      this.arrive(way, to);
    } else {
      this.end(way, "blocked", `it ends in ${subnet.name}, which holds ${address} too, not at ${to.name}`);
    }
  }

  private arrive(way: Way, to: Endpoint): void {
    if (fails(to, this.estate.failures)) {
      this.end(way, "blocked", `${to.name} is taken to be lost`);
      return;
    }
    const passed = this.pass(way, to.ingress);
    if (passed !== undefined) {
      const hop: Hop = {
        at: to.name,
        urn: to.urn,
        kind: "endpoint",
        rule: { text: "receives", urn: to.urn },
      };
      this.end(visit(passed, to, hop), "reachable", "");
    }
  }

  /** @returns the way behind the filters; undefined where it ended at one. */
  private pass(before: Way, filters: readonly Filter[]): Way | undefined {
    let way = before;
    for (const filter of filters) {
      const next = this.passOne(way, filter);
      if (next === undefined) {
        return undefined;
      }
      way = next;
    }
    return way;
  }

  private passOne(way: Way, filter: Filter): Way | undefined {
    const through = (rule: Rule): Way => ({
      ...way,
      hops: [...way.hops, { at: filter.name, urn: filter.urn, kind: "filter", rule }],
      filters: [...way.filters, filter.id],
    });
    if (filter.stateful && this.options.answeredBy?.has(filter.id) === true) {
      return through({ text: "answers what it let through", urn: filter.urn });
    }
    const decision = decide(filter, this.packet);
    if (decision.action === "allow") {
      return through(decision.rule);
    }
    if (decision.action === "undecided") {
      this.end(way, "undecided", `${filter.name}: ${decision.why}`, decision.rule);
      return undefined;
    }
    const { rule } = decision;
    const denial: Denial = { filter: filter.id, name: filter.name, urn: filter.urn, rule };
    if (this.options.ignoreFilters === true) {
      return { ...through(rule), denials: [...way.denials, denial] };
    }
    this.end({ ...way, denials: [denial] }, "blocked", `${filter.name} denies it: ${rule.text}`, rule);
    return undefined;
  }

  private end(way: Way, outcome: Outcome, reason: string, rule?: Rule): void {
    if (this.paths.length === mostPaths - 1) {
      this.paths.push({
        ...way,
        outcome: "undecided",
        reason: `there are more than ${mostPaths} equal ways`,
      });
    } else if (this.paths.length < mostPaths) {
      this.paths.push({ ...way, outcome, reason, ...(rule && { rule }) });
    }
  }
}

/** The ways on: every next hop of every best route once. */
function choices(routes: readonly Route[]): Iterable<{ route: Route; hop: NextHop }> {
  const all = new Map<string, { route: Route; hop: NextHop }>();
  for (const route of routes) {
    for (const hop of route.next) {
      const key = keyOfHop(hop);
      if (!all.has(key)) {
        all.set(key, { route, hop });
      }
    }
  }
  return all.values();
}

function visit(way: Way, place: { readonly name: string }, hop: Hop): Way {
  return { ...way, hops: [...way.hops, hop], places: withPlace(way.places, place.name) };
}

function withPlace(places: readonly string[], place: string): readonly string[] {
  return places.at(-1) === place ? places : [...places, place];
}
