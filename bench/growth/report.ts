import Table from "cli-table3";

import { targets, verdict } from "../targets";
import type { Growth } from "./growth";

/** The growth as a table for people. */
export function growthReport(growth: readonly Growth[], subjects: readonly string[]): string {
  const table = new Table({
    head: [
      "operation",
      "ms a resource",
      "program",
      ...subjects,
      "last to first",
      "target",
      ...subjects.slice(1).map((subject) => `further, to ${subject}`),
    ],
    style: { head: [], border: [] },
  });
  for (const { operation, measure, program, perResource, ratio, perFurtherResource } of growth) {
    table.push([
      operation,
      measure,
      program,
      ...perResource.map(inTenths),
      ratio.toFixed(2),
      program === "components" ? verdict(ratio, targets.growth) : "",
      ...perFurtherResource.map(inTenths),
    ]);
  }
  return [
    "Growth: milliseconds for each resource, above the empty program's time, and for each further one; " +
      `target: the largest size's at most ${targets.growth} of the smallest's`,
    table.toString(),
  ].join("\n");
}

const inTenths = (milliseconds: number): string => milliseconds.toFixed(1);
