import Table from "cli-table3";

import type { Analysis, Matrix, Outcome } from "../../reachability";
import { hasPorts } from "../../reachability/model";
import type { PairCounts } from "../../reachability/questions/matrix/counts";
import { type MatrixRows, rowsOf } from "../../reachability/questions/matrix/rows";
import { trafficName } from "../../reachability/questions/trafficClasses";

/** More rows than these nobody reads. */
const mostRows = 30;

const symbols: Readonly<Record<Outcome, string>> = {
  reachable: "✓",
  blocked: "✗",
  "leaves the model": "→",
  undecided: "?",
};

/** A matrix for people: from each row to each column. */
export function matrixListing(analysis: Analysis, matrix: Matrix): string {
  const { between, protocol, port, totals, groups } = matrix;
  const hosts = groups.reduce((count, { members }) => count + members.length, 0);
  if (hosts < 2) {
    return `There are no two ${between} in these stacks${between === "instances" ? ": try --by subnet" : ""}`;
  }
  const traffic = trafficName({
    protocol,
    ports: hasPorts(protocol) ? { first: port, last: port } : undefined,
  });
  const counted = outcomes.filter((outcome) => totals[outcome] > 0);
  const rows = rowsOf(analysis, matrix, mostRows);
  return [
    `${traffic} between ${hosts} ${between === "instances" ? "instances" : "subnets"}, from each row to each column:`,
    rows === undefined ? `more than ${mostRows} networks: see --json` : tableOf(rows),
    counted.map((outcome) => `${symbols[outcome]} ${outcome} ${totals[outcome]}`).join("   "),
    ...(rows && rows.of !== "hosts"
      ? ["a number is how many of the pairs are reachable; . means no pair"]
      : []),
  ].join("\n");
}

const outcomes = Object.keys(symbols) as Outcome[];

function tableOf({ names, counts }: MatrixRows): string {
  const table = new Table({
    head: ["", "", ...names.map((_, index) => String(index + 1))],
    style: { head: [], border: [], compact: true },
  });
  names.forEach((name, index) =>
    table.push([String(index + 1), name, ...(counts[index] ?? []).map(symbolOf)]),
  );
  return table.toString();
}

function symbolOf(counts: PairCounts | undefined): string {
  if (counts === undefined) {
    return ".";
  }
  const found = outcomes.filter((outcome) => counts[outcome] > 0);
  const [only] = found;
  if (found.length === 1 && only !== undefined) {
    return symbols[only];
  }
  const all = found.reduce((sum, outcome) => sum + counts[outcome], 0);
  return `${counts.reachable}/${all}`;
}
