import type { Analysis } from "../../analysis";
import { groupBy } from "../../groupBy";
import type { Endpoint } from "../../model";
import type { Outcome } from "../../trace";
import { nearnessOf } from "../classes/pairClasses";
import type { Matrix, MatrixCell } from "./types";

/** A matrix as rows and columns: of hosts, groups or networks. */
export interface MatrixRows {
  readonly of: "hosts" | "groups" | "networks";
  readonly names: readonly string[];
  /** From row to column: pairs by verdict; undefined where there are none. */
  readonly counts: readonly (readonly (PairCounts | undefined)[])[];
}

export type PairCounts = Readonly<Record<Outcome, number>>;

/** The rows of the finest kind that has no more of them than `most`; undefined where even networks are more. */
export function rowsOf(analysis: Analysis, matrix: Matrix, most: number): MatrixRows | undefined {
  const members = matrix.groups.flatMap((group) => group.members);
  const wanted = matrix.between === "networks" ? [networkRows] : [hostRows, groupRows, networkRows];
  for (const rows of wanted) {
    const made = rows === hostRows && members.length > most ? undefined : rows(analysis, matrix);
    if (made !== undefined && made.names.length <= most) {
      return made;
    }
  }
  return undefined;
}

/** Every host by itself. */
function hostRows(_analysis: Analysis, { groups, cells }: Matrix): MatrixRows {
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
        return cell && countsOf([{ ...cell, pairs: 1 }]);
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

function networkRows(analysis: Analysis, { groups, cells }: Matrix): MatrixRows {
  const { networks } = analysis.estate;
  const networkOf = new Map(groups.map(({ number, members }) => [number, members[0]?.network ?? ""]));
  const rows = [...new Set(networkOf.values())].map((key) => ({ key, name: networks.get(key)?.name ?? key }));
  return gathered("networks", rows, cells, (number) => networkOf.get(number) ?? "");
}

function gathered<K>(
  of: MatrixRows["of"],
  rows: readonly { readonly key: K; readonly name: string }[],
  cells: readonly MatrixCell[],
  rowOf: (group: number) => K,
): MatrixRows {
  const sorted = rows.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const byRow = groupBy(cells, ({ from }) => rowOf(from));
  return {
    of,
    names: sorted.map(({ name }) => name),
    counts: sorted.map((from) => {
      const byColumn = groupBy(byRow.get(from.key) ?? [], ({ to }) => rowOf(to));
      return sorted.map((to) => {
        const both = byColumn.get(to.key);
        return both && countsOf(both);
      });
    }),
  };
}

/** Some names of a group's members, and where they are. */
export function groupName({ estate }: Analysis, members: readonly Endpoint[]): string {
  const names = members.map(({ name }) => name);
  const shown = names.slice(0, 3).join(", ");
  const others = names.length > 3 ? ` and ${names.length - 3} more` : "";
  const network = estate.networks.get(members[0]?.network ?? "")?.name;
  return `${shown}${others}${network === undefined || names.length === 1 ? "" : ` in ${network}`}`;
}

function countsOf(cells: readonly Pick<MatrixCell, "verdict" | "pairs">[]): PairCounts {
  const counts = { reachable: 0, blocked: 0, "leaves the model": 0, undecided: 0 };
  for (const { verdict, pairs } of cells) {
    counts[verdict] += pairs;
  }
  return counts;
}
