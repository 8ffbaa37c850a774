import type { Analysis } from "../../analysis";
import { groupBy } from "../../groupBy";
import type { Endpoint } from "../../model";
import type { Outcome } from "../../trace";
import { nearnessOf } from "../classes/pairClasses";
import { noPairs, type PairCounts } from "./counts";
import type { Matrix, MatrixCell } from "./types";

/** A matrix as rows and columns: of hosts, groups or networks. */
export interface MatrixRows {
  readonly of: "hosts" | "groups" | "networks";
  readonly names: readonly string[];
  /** From row to column: pairs by verdict; undefined where there are none. */
  readonly counts: readonly (readonly (PairCounts | undefined)[])[];
}

/** The rows of the finest kind that has no more of them than `most`; undefined where even networks are more. */
export function rowsOf(analysis: Analysis, matrix: Matrix, most: number): MatrixRows | undefined {
  const hosts = matrix.groups.reduce((count, { members }) => count + members.length, 0);
  if (matrix.between !== "networks") {
    if (hosts <= most) {
      return hostRows(matrix);
    }
    if (matrix.groups.length <= most) {
      return groupRows(analysis, matrix);
    }
  }
  return networksOf(matrix).size <= most ? networkRows(analysis, matrix) : undefined;
}

/** Every host by itself. */
function hostRows({ groups, cells }: Matrix): MatrixRows {
  const hosts = groups.flatMap(({ number, members }) => members.map((endpoint) => ({ number, endpoint })));
  const sorted = hosts.toSorted((a, b) => (a.endpoint.name < b.endpoint.name ? -1 : 1));
  const byPair = groupBy(cells, ({ from, to }) => `${from} ${to}`);
  return {
    of: "hosts",
    names: sorted.map(({ endpoint: { name } }) => name),
    counts: sorted.map((from) =>
      sorted.map((to) => {
        if (from.endpoint.id === to.endpoint.id) {
          return undefined;
        }
        const nearness = nearnessOf(from.endpoint, to.endpoint);
        const cell = byPair.get(`${from.number} ${to.number}`)?.find((one) => one.nearness === nearness);
        return cell && { ...noPairs(), [cell.verdict]: 1 };
      }),
    ),
  };
}

/** Hosts that behave alike together. */
function groupRows(analysis: Analysis, { groups, cells }: Matrix): MatrixRows {
  return gathered(
    "groups",
    groups.map(({ number, members }) => ({ key: number, name: groupName(analysis, members) })),
    cells,
    (number) => number,
  );
}

function networkRows(analysis: Analysis, matrix: Matrix): MatrixRows {
  const { networks } = analysis.estate;
  const networkOf = new Map(matrix.groups.map(({ number, members }) => [number, members[0]?.network ?? ""]));
  const rows = [...networksOf(matrix)].map((key) => ({ key, name: networks.get(key)?.name ?? key }));
  return gathered("networks", rows, matrix.cells, (number) => networkOf.get(number) ?? "");
}

function networksOf({ groups }: Matrix): ReadonlySet<string> {
  return new Set(groups.map(({ members }) => members[0]?.network ?? ""));
}

function gathered<K>(
  of: MatrixRows["of"],
  rows: readonly { readonly key: K; readonly name: string }[],
  cells: Iterable<MatrixCell>,
  rowOf: (group: number) => K,
): MatrixRows {
  const sorted = rows.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const places = new Map(sorted.map(({ key }, index) => [key, index]));
  const counts = sorted.map(() => sorted.map((): Record<Outcome, number> | undefined => undefined));
  for (const { from, to, verdict, pairs } of cells) {
    const row = counts[places.get(rowOf(from)) ?? -1];
    const column = places.get(rowOf(to));
    if (row !== undefined && column !== undefined) {
      const sum = (row[column] ??= noPairs());
      sum[verdict] += pairs;
    }
  }
  return { of, names: sorted.map(({ name }) => name), counts };
}

/** Some names of a group's members, and where they are. */
export function groupName({ estate }: Analysis, members: readonly Endpoint[]): string {
  const names = members.map(({ name }) => name);
  const shown = names.slice(0, 3).join(", ");
  const others = names.length > 3 ? ` and ${names.length - 3} more` : "";
  const network = estate.networks.get(members[0]?.network ?? "")?.name;
  return `${shown}${others}${network === undefined || names.length === 1 ? "" : ` in ${network}`}`;
}
