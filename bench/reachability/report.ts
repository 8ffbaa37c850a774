import Table from "cli-table3";

import { targets, verdict } from "../targets";
import type { MatrixTime } from "./matrices";

/** The times as a table for people. */
export function matrixReport(times: readonly MatrixTime[]): string {
  const table = new Table({
    head: [
      "instances",
      "subnets",
      "groups",
      "cells",
      "solving",
      "matrix",
      "per doubling",
      "memory",
      "pair by pair",
      "target",
    ],
    style: { head: [], border: [] },
  });
  times.forEach((time, index) => {
    const { instances, subnets, groups, cells, solving, seconds, memoryMiB, pairByPair } = time;
    table.push([
      instances,
      subnets,
      groups,
      cells,
      inSeconds(solving),
      inSeconds(seconds),
      perDoubling(times[index - 1], time),
      `${memoryMiB} MiB`,
      pairByPair === undefined ? "" : inSeconds(pairByPair),
      instances === targets.matrixInstances ? verdict(solving + seconds, targets.matrixSeconds) : "",
    ]);
  });
  return [
    `Matrices: all pairs of instances by classes that behave alike; target: ${targets.matrixInstances} in ` +
      `${targets.matrixSeconds} s`,
    table.toString(),
  ].join("\n");
}

/** By how much time grows when the estate doubles: 4 would be that of all pairs. */
function perDoubling(before: MatrixTime | undefined, after: MatrixTime): string {
  if (before === undefined) {
    return "";
  }
  const doublings = Math.log2(after.instances / before.instances);
  return `× ${((after.seconds / before.seconds) ** (1 / doublings)).toFixed(1)}`;
}

const inSeconds = (seconds: number): string => `${seconds.toFixed(2)} s`;
