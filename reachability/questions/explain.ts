import type { Analysis } from "../analysis";
import type { Cidr } from "../../addressing";
import { type Endpoint, hasPorts, protocols, type Rule } from "../model";
import type { Path, SolvedEstate } from "../trace";
import { holds } from "../trace/filters";
import type { Flow } from "./flow";

/** Something to change, so that a flow gets further. */
export interface Change {
  /** What, such as `security group db: allow tcp 5432 from web (10.0.1.5)`. */
  readonly text: string;
  /** The resource that stands in the way. */
  readonly urn?: string | undefined;
}

/**
 * The smallest change that would open a blocked flow: every filter that would have to let it or its answer through, and
 * every route or tunnel that is missing. None for a flow that isn't blocked.
 *
 * @example
 * explain(analysis, { from: "web", to: "db", port: 5432 });
 * // [{ text: "security group db: allow tcp 5432 from 10.0.1.5 to 10.1.2.6 (now: nothing else)", urn: "urn:…" }]
 * @throws {QuestionError} when an end, the protocol or the port means nothing here.
 */
export function explain(analysis: Analysis, flow: Flow): readonly Change[] {
  if (analysis.trace(flow).verdict !== "blocked") {
    return [];
  }
  const { from, to, traffic, ends } = analysis.resolve(flow);
  const { forward, back, example } = analysis.tracer.obstacles(from, to, traffic, ends);
  const { source = from.name, destination = to.name } = example ?? {};
  const { estate } = analysis;
  const port = hasPorts(traffic.protocol) ? ` ${traffic.port}` : "";
  const what = `${protocolName(traffic.protocol)}${port}`;
  const there = `${what} from ${source} to ${destination}`;
  const answer = `the answers from ${destination} to ${source}${port && `, ${what.replace(" ", " from port ")}`}`;
  const changes = [
    ...forward.flatMap((path) => changesFor(estate, path, to, there)),
    ...back.flatMap((path) => changesFor(estate, path, from, answer)),
  ];
  return [...new Map(changes.map((change) => [`${change.text} ${change.urn ?? ""}`, change])).values()];
}

/** The name of a protocol, or its number where it has none. */
export function protocolName(number: number): string {
  const [name] = Object.entries(protocols).find(([, each]) => each === number) ?? [];
  return name ?? `protocol ${number}`;
}

function changesFor(estate: SolvedEstate, path: Path, target: Endpoint, what: string): Change[] {
  const filters = path.denials.map(({ name, urn, rule }) => ({
    text: `${name}: allow ${what} (now: ${rule.text})`,
    urn: rule.urn ?? urn,
  }));
  return path.outcome === "blocked" ? [...filters, ...mending(estate, path, target)] : filters;
}

function mending(estate: SolvedEstate, { cause, reason, rule }: Path, target: Endpoint): Change[] {
  switch (cause?.kind) {
    case "no route":
      return missingRoute(estate, cause.node, target);
    case "thrown away":
      return [{ text: `replace the route that throws it away (${rule?.text ?? reason})`, urn: rule?.urn }];
    case "tunnel down": {
      const urn = estate.tunnel(cause.tunnel)?.ends[0].urn;
      return [{ text: `bring the tunnel up: ${reason}`, urn }];
    }
    default:
      return [{ text: `mend this: ${reason}`, urn: rule?.urn }];
  }
}

/** The table that lacks the route, what the route would have to be, and the sessions that would have brought it. */
function missingRoute(estate: SolvedEstate, nodeId: string, target: Endpoint): Change[] {
  const node = estate.nodes.get(nodeId);
  const table = node === undefined ? undefined : estate.routing.tables.get(node.table)?.table;
  if (node === undefined || table === undefined) {
    return [{ text: `give ${node?.name ?? nodeId} a route table` }];
  }
  const network = estate.networks.get(target.network);
  const prefix = rangeAround(network?.ranges ?? [], target) ?? target.addresses[0];
  const towards = network === undefined ? target.name : network.name;
  return [
    {
      text: `${table.name}: a route to ${prefix?.text ?? target.name} that leads towards ${towards}`,
      urn: table.urn ?? node.urn,
    },
    ...deadSessions(estate, table.id),
  ];
}

function rangeAround(ranges: readonly Cidr[], { addresses }: Endpoint): Cidr | undefined {
  const [address] = addresses;
  return address && ranges.find((range) => holds(range, address.version, address.start));
}

/** Sessions that are down and would tell the table, itself or by what is propagated to it. */
function deadSessions(estate: SolvedEstate, table: string): Change[] {
  const telling = new Set([table]);
  for (const id of telling) {
    for (const { from, to } of estate.estate.propagations) {
      if (to === id) {
        telling.add(from);
      }
    }
  }
  const dead = estate.routing.sessions.filter(
    ({ session, state }) => state === "down" && session.learns.some((one) => telling.has(one.table)),
  );
  return dead.map(({ session, why }) => {
    const rule: Rule = { text: session.name, urn: session.urn };
    return { text: `or bring ${rule.text} up: ${why ?? "it is down"}`, urn: rule.urn };
  });
}
