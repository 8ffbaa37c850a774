import Table from "cli-table3";

import type { Summary } from "../statistics";
import { targets, verdict } from "../targets";
import type { MatrixTime } from "./matrices";

/** The times as a table for people. */
export function matrixReport(times: readonly MatrixTime[]): string {
  const table = new Table({
    head: [
      "estate",
      "instances",
      "resources",
      "groups",
      "cells",
      "seconds",
      "cpu",
      "per doubling",
      "memory",
      "reasons",
      "pair by pair",
      "target",
    ],
    style: { head: [], border: [] },
  });
  times.forEach((time, index) => {
    const { likeness, instances, resources, groups, cells, total, cpu, peakMiB, reasons, pairByPair } = time;
    table.push([
      likeness,
      instances,
      resources,
      groups,
      cells,
      spread(total),
      spread(cpu),
      perDoubling(times[index - 1], time),
      `${Math.round(peakMiB.median)} MiB`,
      reasons === undefined ? "" : spread(reasons),
      pairByPair === undefined ? "" : spread(pairByPair),
      instances === targets.matrixInstances ? verdict(total.median, targets.matrixSeconds) : "",
    ]);
  });
  const rounds = times[0]?.samples.length ?? 0;
  return [
    `Matrices of all pairs of instances: seconds with reading, median (least to most) of ${rounds} rounds; ` +
      `target: ${targets.matrixInstances} instances in ${targets.matrixSeconds} s`,
    table.toString(),
  ].join("\n");
}

/** By how much processor time grows when the estate doubles: 4 would be that of all pairs. */
function perDoubling(before: MatrixTime | undefined, after: MatrixTime): string {
  if (before?.likeness !== after.likeness) {
    return "";
  }
  const doublings = Math.log2(after.instances / before.instances);
  return `× ${((after.cpu.median / before.cpu.median) ** (1 / doublings)).toFixed(1)}`;
}

const spread = ({ median, min, max }: Summary): string =>
  min === max ? median.toFixed(2) : `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
