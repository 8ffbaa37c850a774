import Table from "cli-table3";

import type { Summary } from "../statistics";
import { targets, verdict } from "../targets";
import type { OverlapFigures } from "./measure";

/** The times as a table for people. */
export function overlapReport({ cidrTools, samples }: OverlapFigures): string {
  const table = new Table({
    head: ["networks", "pairs", "way", "milliseconds", "to the first", "to parse and sort", "target"],
    style: { head: [], border: [] },
  });
  for (const { networks, version, pairs, times, toFloor } of samples) {
    const [first] = times;
    times.forEach(({ name, milliseconds }, index) => {
      const isOurs = index === 0;
      const isTarget = isOurs && networks === targets.overlapNetworks && version === 4;
      table.push([
        isOurs ? `${networks} IPv${version}` : "",
        isOurs ? pairs : "",
        name,
        spread(milliseconds),
        isOurs ? "" : `× ${ratio(milliseconds.median / (first?.milliseconds.median ?? NaN))}`,
        isOurs ? `× ${spread({ ...toFloor.pairwise, median: toFloor.ratioOfMedians })}` : "",
        isTarget ? verdict(toFloor.ratioOfMedians, targets.overlaps) : "",
      ]);
    });
  }
  const held = samples.map(
    ({ networks, version, memoryMiB }) => `${networks} IPv${version} ${memoryMiB.toFixed(1)} MiB`,
  );
  return [
    `Overlaps: every pair of networks that share addresses, parsing included; target: ${targets.overlapNetworks} IPv4 ` +
      `in ${targets.overlaps} times parsing and sorting; cidr-tools ${cidrTools ?? "can't be installed here"}`,
    table.toString(),
    `Parsed networks hold: ${held.join(", ")}; the most that the process ever held: ` +
      `${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
  ].join("\n");
}

function spread({ median, min, max }: Summary): string {
  return `${ratio(median)} (${ratio(min)} to ${ratio(max)})`;
}

const ratio = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
