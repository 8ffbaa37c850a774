import Table from "cli-table3";

import type { Comparison, Summary } from "../statistics";
import { targets, verdict } from "../targets";
import type { PackTimes } from "./packTimes";

/** The times as a table for people. */
export function packReport({ startUp, stacks }: PackTimes): string {
  const table = new Table({
    head: ["", "pack", "empty pack", "ratio", "round by round", "target"],
    style: { head: [], border: [] },
  });
  const { packTime, packResources, packStartUp } = targets;
  table.push([
    "start-up",
    ...cells(startUp),
    `${packStartUp}: ${verdict(startUp.ratio.ratioOfMedians, packStartUp)}`,
  ]);
  for (const { resources, ...times } of stacks) {
    const isTarget = resources >= packResources;
    table.push([
      `${resources} resources`,
      ...cells(times),
      isTarget ? `${packTime}: ${verdict(times.ratio.ratioOfMedians, packTime)}` : "",
    ]);
  }
  return [
    "Policy pack: all rules against a pack with one stack policy that does nothing",
    table.toString(),
  ].join("\n");
}

function cells({ pack, empty, ratio }: { pack: Summary; empty: Summary; ratio: Comparison }): string[] {
  const { min, max } = ratio.pairwise;
  return [
    inSeconds(pack.median),
    inSeconds(empty.median),
    ratio.ratioOfMedians.toFixed(2),
    `${min.toFixed(2)} to ${max.toFixed(2)}`,
  ];
}

const inSeconds = (seconds: number): string => `${seconds.toFixed(2)} s`;
