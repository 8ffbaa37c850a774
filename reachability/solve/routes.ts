import { groupBy } from "../groupBy";
import type { Estate, NextHop, Propagation, Route, Session } from "../model";
import { keyOfHop } from "./choice";
import { fails, type Failures } from "./failures";
import { matchSessions, type SessionState, sharedVersions } from "./sessions";
import { SolvedTable } from "./table";
import type { Tunnel } from "./tunnels";

/** Every table with all that it learned, and the sessions by which. */
export interface Routing {
  readonly tables: ReadonlyMap<string, SolvedTable>;
  readonly sessions: readonly SessionState[];
}

/** Lets routes spread by propagation and BGP until nothing changes any more. */
export function solveRouting(estate: Estate, tunnels: readonly Tunnel[], failures: Failures): Routing {
  const states = endStates(tunnels);
  const tables = new Map(
    estate.tables.map((table) => [
      table.id,
      new SolvedTable(
        table,
        table.routes.map((route) => withoutDeadTunnels(route, states)),
      ),
    ]),
  );
  const sessions = matchSessions(estate.sessions, tunnels);
  const lost = tablesOfLostNodes(estate, failures);
  const flows = [...propagationFlows(estate.propagations), ...sessions.flatMap(sessionFlow)].filter(
    ({ from, to }) => !lost.has(from) && tables.has(from) && to.some((table) => tables.has(table.id)),
  );
  spread(tables, flows);
  for (const { session, state, why } of sessions) {
    if (state === "open") {
      for (const { table } of session.learns) {
        tables.get(table)?.undecided.push({
          rule: { text: `what ${session.name} learns`, urn: session.urn },
          why: why ?? `the peer of ${session.name} is in none of these stacks`,
        });
      }
    }
  }
  spreadDoubt(tables, flows);
  return { tables, sessions };
}

/** A way by which the routes of one table get into others. */
interface Flow {
  readonly key: string;
  readonly from: string;
  readonly to: readonly { readonly id: string; readonly take: (route: Route) => Route | undefined }[];
  /** The most routes before nothing passes at all. */
  readonly limit?: number | undefined;
  /** What of the table passes, before any receiver looks at it. */
  readonly send: (best: ReadonlyMap<string, readonly Route[]>) => Route[];
}

function* propagationFlows(propagations: readonly Propagation[]): Iterable<Flow> {
  for (const [index, { from, to, next, rank, accepts, changes, rule }] of propagations.entries()) {
    yield {
      key: `propagation ${index}`,
      from,
      to: [{ id: to, take: (route) => route }],
      send: (best) =>
        [...best.values()].flat().flatMap((route) => {
          if (accepts?.(route) === false) {
            return [];
          }
          const copy = { ...route, next: next ? [next] : route.next, rank: rank ?? route.rank };
          const by = { ...copy, rule: { ...rule, text: `${route.prefix.text} ${rule.text}` } };
          return [changes?.(by) ?? by];
        }),
    };
  }
}

/** What a session tells its peer. */
function sessionFlow({ session, peer, state }: SessionState): Flow[] {
  if (state !== "up" || peer === undefined) {
    return [];
  }
  const { advertises, localAsn } = session;
  const versions = sharedVersions(session, peer);
  const own = Array<number>(1 + (advertises.prepends ?? 0)).fill(localAsn ?? 0);
  const next: NextHop = { to: "tunnel", end: peer.end };
  const announced = (route: Route): Route => ({
    prefix: route.prefix,
    next: [next],
    rank: 0,
    bgp: { asPath: [...own, ...(route.bgp?.asPath ?? [])], med: advertises.med ?? 0 },
    rule: { text: `${route.prefix.text} learned by ${peer.name} from ${session.name}`, urn: peer.urn },
  });
  return [
    {
      key: `session ${session.id}`,
      from: advertises.table,
      limit: peer.prefixLimit,
      send: (best) => {
        const told = [...best.values()].flatMap(([route]) =>
          route !== undefined && advertises.accepts?.(route) !== false && !leadsInto(route, session)
            ? [announced(route)]
            : [],
        );
        const also = (advertises.also ?? []).map(({ prefix, rule }) =>
          announced({ prefix, next: [], rank: 0, rule }),
        );
        return [...also, ...told]
          .filter(({ prefix }) => versions.includes(prefix.version))
          .map((route) => advertises.changes?.(route) ?? route);
      },
      to: peer.learns.map(({ table, rank, accepts, changes }) => ({
        id: table,
        take: (route) => {
          const ownAsn = peer.localAsn ?? session.peerAsn;
          const looped = ownAsn !== undefined && route.bgp?.asPath.includes(ownAsn);
          if ((looped && peer.refusesOwnAsn !== false) || accepts?.(route) === false) {
            return undefined;
          }
          const ranked = { ...route, rank };
          return changes?.(ranked) ?? ranked;
        },
      })),
    },
  ];
}

/** A peer is not told what it told itself. */
function leadsInto({ next }: Route, { end }: Session): boolean {
  return next.length === 1 && next[0]?.to === "tunnel" && next[0].end === end;
}

/** Routes travel at most once around any ring; an estate that needs more rounds than this never settles. */
const mostRounds = 200;

function spread(tables: ReadonlyMap<string, SolvedTable>, flows: readonly Flow[]): void {
  const leaving = groupBy(flows, ({ from }) => from);
  const told = new Map<string, string>();
  let changed = new Set(leaving.keys());
  for (let round = 0; changed.size > 0; round++) {
    if (round === mostRounds) {
      doubt(tables, changed);
      return;
    }
    const next = new Set<string>();
    for (const from of changed) {
      for (const flow of leaving.get(from) ?? []) {
        tellAll(flow, tables, told).forEach((table) => next.add(table));
      }
    }
    changed = next;
  }
}

/** @returns the tables for which something is new. */
function tellAll(flow: Flow, tables: ReadonlyMap<string, SolvedTable>, told: Map<string, string>): string[] {
  const best = tables.get(flow.from)?.best() ?? new Map<string, readonly Route[]>();
  const sent = flow.send(best);
  const passing = flow.limit !== undefined && sent.length > flow.limit ? [] : sent;
  return flow.to.flatMap(({ id, take }) => {
    const routes = passing.flatMap((route) => take(route) ?? []);
    const key = `${flow.key} ${id}`;
    const signature = routes.map(signatureOf).join("\n");
    if ((told.get(key) ?? "") === signature) {
      return [];
    }
    told.set(key, signature);
    tables.get(id)?.tell(key, routes);
    return [id];
  });
}

function signatureOf({ prefix, next, rank, bgp }: Route): string {
  return `${prefix.text} ${rank} ${bgp?.asPath.join(",") ?? ""} ${bgp?.med ?? 0} ${next.map(keyOfHop).join("|")}`;
}

function doubt(tables: ReadonlyMap<string, SolvedTable>, unsettled: Iterable<string>): void {
  for (const id of unsettled) {
    const why = "its routes never settle: each change brings another";
    tables.get(id)?.undecided.push({ rule: { text: why }, why });
  }
}

/** What may be missing from one table may be missing from all that it tells. */
function spreadDoubt(tables: ReadonlyMap<string, SolvedTable>, flows: readonly Flow[]): void {
  const leaving = groupBy(flows, ({ from }) => from);
  const doubtful = [...tables.keys()].filter((id) => (tables.get(id)?.undecided.length ?? 0) > 0);
  for (let from = doubtful.pop(); from !== undefined; from = doubtful.pop()) {
    const doubts = tables.get(from)?.undecided ?? [];
    for (const { id } of (leaving.get(from) ?? []).flatMap(({ to }) => to)) {
      const there = tables.get(id)?.undecided;
      const added = doubts.filter(({ why }) => there?.every((one) => one.why !== why));
      if (there !== undefined && added.length > 0) {
        there.push(...added);
        doubtful.push(id);
      }
    }
  }
}

function endStates(tunnels: readonly Tunnel[]): ReadonlyMap<string, Tunnel> {
  return new Map(tunnels.flatMap((tunnel) => tunnel.ends.flatMap((end) => (end ? [[end.id, tunnel]] : []))));
}

/** A fixed route into several tunnels uses those that are not down. */
function withoutDeadTunnels(route: Route, tunnels: ReadonlyMap<string, Tunnel>): Route {
  const dead = (hop: NextHop): string | undefined =>
    hop.to === "tunnel" && tunnels.get(hop.end)?.state === "down" ? tunnels.get(hop.end)?.why : undefined;
  const alive = route.next.filter((hop) => dead(hop) === undefined);
  if (alive.length === route.next.length) {
    return route;
  }
  const why = route.next.flatMap((hop) => dead(hop) ?? []).join("; ");
  return { ...route, next: alive.length > 0 ? alive : [{ to: "nowhere", why }] };
}

/** Tables that only lost nodes look up in: what they know nobody hears. */
function tablesOfLostNodes({ nodes }: Estate, failures: Failures): ReadonlySet<string> {
  const users = groupBy(nodes, ({ table }) => table);
  return new Set(
    [...users].filter(([, all]) => all.every((node) => fails(node, failures))).map(([table]) => table),
  );
}
