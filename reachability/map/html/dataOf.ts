import type { DrawnFlow } from "../flows";
import type { Layout } from "../layout";
import type { NextHop } from "../../model";
import type { SolvedEstate } from "../../trace";
import { type Box, cloudNames, type Picture, type Row } from "../picture";
import { FlowTables } from "./flowData";
import type { BoxData, FoundData, LinkData, PageData, RowData, TableData } from "./pageData";

/** Of all tables together no more routes are listed than this, to keep the page small; of one at least a few. */
const mostRoutes = 6000;
const fewestRoutes = 12;
const mostRoutesOfOne = 250;

/** Of a subnet's hosts no more are named. */
const mostHosts = 60;

/** Everything that the page's script shows. */
export function dataOf(
  estate: SolvedEstate,
  picture: Picture,
  layout: Layout,
  flows: readonly DrawnFlow[],
): PageData {
  const { ends, traffic, flows: all, ways, steps, decisions, paths } = new FlowTables(flows, layout);
  const tables = new TableLister(estate, picture.boxes);
  return {
    boxes: Object.fromEntries(picture.boxes.map((box) => [box.id, boxData(box, tables, layout)])),
    tables: tables.all,
    lines: Object.fromEntries(layout.lines.map(({ id, links }) => [id, links.map(linkData)])),
    found: picture.boxes.flatMap(foundIn),
    ends,
    traffic,
    flows: all,
    ways,
    steps,
    decisions,
    paths,
  };
}

function boxData(box: Box, tables: TableLister, layout: Layout): BoxData {
  const { id, what, name, cloud, region, ranges, urn, rows } = box;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["cloud", cloud && cloudNames[cloud]],
    ["region", region],
    ["addresses", ranges.join(", ")],
    ["resource", urn],
  ];
  return {
    what,
    name,
    facts: facts.flatMap(([key, value]) =>
      value === undefined || value === "" ? [] : [[key, value] as const],
    ),
    rows: rows.map((row) => rowData(row, tables)),
    tables: box.tables.flatMap((table) => tables.numberOf(table)),
    lines: layout.lines
      .filter(({ links }) => links.some(({ a, b }) => a === id || b === id))
      .map((line) => line.id),
  };
}

function rowData({ id, kind, name, detail, tables, endpoints }: Row, lister: TableLister): RowData {
  const names = endpoints.filter((endpoint) => endpoint.kind !== "any host").map((endpoint) => endpoint.name);
  return {
    id,
    kind,
    name,
    detail,
    tables: tables.flatMap((table) => lister.numberOf(table)),
    hosts: names.slice(0, mostHosts),
  };
}

function linkData({ kind, name, state, why, ends, a, b }: LinkData): LinkData {
  return { kind, name, state, why, ends, a, b };
}

function foundIn({ id, what, name, ranges, rows }: Box): FoundData[] {
  return [
    { name, what, ranges, box: id },
    ...rows
      .filter(({ kind }) => kind !== "table" && kind !== "lost end")
      .map((row) => ({
        name: row.name,
        what: row.kind,
        ranges: row.kind === "gateway" ? [] : row.detail.split(", "),
        box: id,
        row: row.id,
      })),
  ];
}

/** The tables that something in the picture looks up in, those that are alike once. */
class TableLister {
  readonly all: TableData[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #most: number;

  constructor(
    private readonly estate: SolvedEstate,
    boxes: readonly Box[],
  ) {
    const used = new Set(
      boxes.flatMap(({ tables, rows }) => [...tables, ...rows.flatMap((row) => row.tables)]),
    );
    this.#most = Math.min(
      mostRoutesOfOne,
      Math.max(fewestRoutes, Math.floor(mostRoutes / Math.max(1, used.size))),
    );
  }

  /** Its number as a list of none or one. */
  numberOf(id: string): readonly number[] {
    const known = this.#numbers.get(id);
    if (known !== undefined) {
      return [known];
    }
    const solved = this.estate.routing.tables.get(id);
    if (solved === undefined) {
      return [];
    }
    const routes = [...solved.best().values()].flat();
    const number = this.all.push({
      name: solved.table.name,
      urn: solved.table.urn,
      routes: routes
        .slice(0, this.#most)
        .map(({ prefix, next, rule }) => [
          prefix.text,
          next.map((hop) => this.#hopText(hop)).join(" or "),
          rule.text,
        ]),
      more: Math.max(0, routes.length - this.#most),
      doubts: [...new Set(solved.undecided.map(({ why }) => why))].slice(0, fewestRoutes),
    });
    this.#numbers.set(id, number - 1);
    return [number - 1];
  }

  #hopText(hop: NextHop): string {
    switch (hop.to) {
      case "network":
        return this.estate.networks.get(hop.network)?.name ?? hop.network;
      case "node":
        return this.estate.nodes.get(hop.node)?.name ?? "something in none of these stacks";
      case "tunnel":
        return (
          this.estate.tunnelOfEnd.get(hop.end)?.ends.find((end) => end?.id === hop.end)?.name ?? "a tunnel"
        );
      case "outside":
        return hop.what;
      case "nowhere":
        return `nowhere: ${hop.why}`;
      case "undecided":
        return `undecided: ${hop.why}`;
    }
  }
}
