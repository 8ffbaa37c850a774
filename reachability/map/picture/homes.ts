import type { NextHop, Node, TunnelEnd } from "../../model";
import type { SolvedEstate } from "../../trace";
import { groupBy } from "../../groupBy";

/** The box that a node is drawn in: `network …` or `gateway …`, by the network's id or the gateway's URN. */
export type Home = string;

/** A step that routes allow from one box into another. */
export interface Move {
  readonly from: Home;
  readonly to: Home;
}

/** Which nodes are drawn as one box: those of one resource, and with a network whatever serves it alone. */
export interface Homes {
  readonly ofNode: ReadonlyMap<string, Home>;
  readonly moves: readonly Move[];
  ofEnd(end: TunnelEnd): Home;
}

export function networkHome(id: string): Home {
  return `network ${id}`;
}

/** Finds the box of every node. */
export function homesOf(estate: SolvedEstate): Homes {
  const { nodes, tunnelEnds } = estate.estate;
  const groups = groupBy(nodes, ({ id, urn }) => urn ?? id);
  const ofNode = new Map<string, Home>();
  for (const [key, members] of groups) {
    const network = members.find((node) => node.network !== undefined)?.network;
    const home = network === undefined ? `gateway ${key}` : networkHome(network);
    members.forEach(({ id }) => ofNode.set(id, home));
  }
  const ofEnd = (end: TunnelEnd): Home => ofNode.get(end.node) ?? `gateway ${end.gateway}`;
  const ends = new Map(tunnelEnds.map((end) => [end.id, end]));
  const targets = new Targets(estate, ofNode, (id) => {
    const end = ends.get(id);
    return end && ofEnd(end);
  });
  const withEnds = new Set(tunnelEnds.map(ofEnd));
  const neighbours = neighboursOf(nodes, ofNode, targets);
  for (const members of groups.values()) {
    const home = ofNode.get(members[0]?.id ?? "");
    if (home === undefined || withEnds.has(home) || !members.every(isSmall)) {
      continue;
    }
    const served =
      onlyOne(members.flatMap((node) => targets.tunnelHomes(node))) ?? networkServed(neighbours, home);
    if (served !== undefined) {
      members.forEach(({ id }) => ofNode.set(id, served));
    }
  }
  return { ofNode, ofEnd, moves: movesOf(nodes, ofNode, targets) };
}

/** Not worth a box of its own if it serves but one network: a NAT gateway, the far side of an attachment. */
function isSmall({ kind, network }: Node): boolean {
  return kind !== "hub" && network === undefined;
}

function onlyOne(homes: readonly Home[]): Home | undefined {
  const distinct = new Set(homes);
  return distinct.size === 1 ? homes[0] : undefined;
}

function networkServed(neighbours: ReadonlyMap<Home, ReadonlySet<Home>>, home: Home): Home | undefined {
  return onlyOne([...(neighbours.get(home) ?? [])].filter((one) => one.startsWith("network ")));
}

/** Where the routes of each node lead. */
class Targets {
  readonly #hops = new Map<string, readonly NextHop[]>();

  constructor(
    private readonly estate: SolvedEstate,
    private readonly ofNode: ReadonlyMap<string, Home>,
    private readonly homeOfEnd: (end: string) => Home | undefined,
  ) {}

  of(node: Node): readonly Home[] {
    return this.hops(node.table).flatMap((hop) => this.homeOfHop(hop) ?? []);
  }

  /** The gateways of the tunnels, for a node whose routes lead into tunnels and nowhere else. */
  tunnelHomes(node: Node): readonly Home[] {
    const hops = this.hops(node.table);
    return hops.every(({ to }) => to === "tunnel") ? this.of(node) : [];
  }

  private homeOfHop(hop: NextHop): Home | undefined {
    switch (hop.to) {
      case "network":
        return networkHome(hop.network);
      case "node":
        return this.ofNode.get(hop.node);
      case "tunnel":
        return this.homeOfEnd(hop.end);
      default:
        return undefined;
    }
  }

  private hops(table: string): readonly NextHop[] {
    let found = this.#hops.get(table);
    if (found === undefined) {
      const best = this.estate.routing.tables.get(table)?.best() ?? new Map<string, never>();
      const distinct = new Map<string, NextHop>();
      for (const route of [...best.values()].flat()) {
        route.next.forEach((hop) => distinct.set(JSON.stringify(hop), hop));
      }
      found = [...distinct.values()];
      this.#hops.set(table, found);
    }
    return found;
  }
}

function movesOf(nodes: readonly Node[], ofNode: ReadonlyMap<string, Home>, targets: Targets): Move[] {
  const moves = new Map<string, Move>();
  for (const node of nodes) {
    const from = ofNode.get(node.id) ?? "";
    for (const to of targets.of(node)) {
      if (from !== to) {
        moves.set(`${from}\n${to}`, { from, to });
      }
    }
  }
  return [...moves.values()];
}

function neighboursOf(
  nodes: readonly Node[],
  ofNode: ReadonlyMap<string, Home>,
  targets: Targets,
): ReadonlyMap<Home, ReadonlySet<Home>> {
  const all = new Map<Home, Set<Home>>();
  for (const { from, to } of movesOf(nodes, ofNode, targets)) {
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const set = all.get(one) ?? new Set();
      all.set(one, set.add(other));
    }
  }
  return all;
}
