import Table from "cli-table3";

import type { Summary } from "../statistics";
import { targets, verdict } from "../targets";
import type { EngineTime } from "./engineTime";
import { programNames } from "./programs";

/** The measurements as a table for people. */
export function engineTimeReport(times: readonly EngineTime[]): string {
  const table = new Table({
    head: [
      "program",
      "resources",
      "operation",
      "seconds",
      ...programNames,
      "to raw",
      "round by round",
      "above empty",
      "target",
    ],
    style: { head: [], border: [] },
  });
  for (const { subject, resources, operation, measure, summaries, againstRaw, aboveEmpty } of times) {
    table.push([
      subject,
      resources,
      operation,
      measure,
      ...programNames.map((name) => spread(summaries[name])),
      againstRaw.ratioOfMedians.toFixed(2),
      spread(againstRaw.pairwise),
      aboveEmpty.toFixed(2),
      verdict(againstRaw.ratioOfMedians, targets.againstRaw),
    ]);
  }
  const rounds = times[0]?.samples.components.length ?? 0;
  return [
    `Engine time: median (least to most) of ${rounds} rounds; target: at most ${targets.againstRaw} of raw`,
    table.toString(),
  ].join("\n");
}

const spread = ({ median, min, max }: Summary): string =>
  `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
