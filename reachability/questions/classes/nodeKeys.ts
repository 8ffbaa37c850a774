import type { Estate, Filter, Node } from "../../model";
import type { SolvedEstate } from "../../trace/network";
import type { FilterTexts } from "./filterKeys";

/**
 * Texts by which two subnets treat a packet the same or not. A place that something leads to by its id, or that
 * remembers sessions, is like no other.
 */
export class NodeKeys {
  readonly #estate: SolvedEstate;
  readonly #filters: FilterTexts;
  readonly #tableKey: (table: string) => string;
  readonly #pinned: ReadonlySet<string>;
  readonly #known = new Map<string, string>();

  /** @param tableKey - a text by which two tables are the same or not */
  constructor(estate: SolvedEstate, filters: FilterTexts, tableKey: (table: string) => string) {
    this.#estate = estate;
    this.#tableKey = tableKey;
    this.#filters = filters;
    this.#pinned = pinnedNodes(estate.estate);
  }

  of(id: string): string {
    let key = this.#known.get(id);
    if (key === undefined) {
      key = this.#keyOf(id, this.#estate.nodes.get(id));
      this.#known.set(id, key);
    }
    return key;
  }

  #keyOf(id: string, node: Node | undefined): string {
    if (node === undefined || this.#pinned.has(id) || node.undecided !== undefined) {
      return `node ${id}`;
    }
    const contents = (filters: readonly Filter[] = []): string =>
      filters.map((filter) => this.#filters.content(filter)).join(",");
    return [
      node.cloud,
      node.network ?? "",
      this.#tableKey(node.table),
      contents(node.entering),
      contents(node.leaving),
      String(this.#estate.isLost(id)),
    ].join("\n");
  }
}

function pinnedNodes({ nodes, tables, propagations, tunnelEnds }: Estate): ReadonlySet<string> {
  const hops = [
    ...tables.flatMap(({ routes }) => routes.flatMap(({ next }) => next)),
    ...propagations.flatMap(({ next }) => next ?? []),
  ];
  const remembering = nodes.filter(({ entering = [], leaving = [] }) =>
    [...entering, ...leaving].some(({ stateful }) => stateful),
  );
  return new Set([
    ...hops.flatMap((hop) => (hop.to === "node" ? [hop.node] : [])),
    ...tunnelEnds.map(({ node }) => node),
    ...remembering.map(({ id }) => id),
    ...nodes.flatMap(({ translation }) => translation?.at ?? []),
  ]);
}
