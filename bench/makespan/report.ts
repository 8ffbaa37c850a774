import Table from "cli-table3";

import { targets, verdict } from "../targets";
import type { Makespan } from "./makespan";

/** The measurement for people. */
export function makespanReport(makespan: Makespan): string {
  const { engine, boundSeconds, makespanSeconds, ratio, ratioAtThisScale, ratioAtFullScale } = makespan;
  const table = new Table({ head: ["", "simulated", "to the bound"], style: { head: [], border: [] } });
  table.push(
    ["the clouds' bound", `${boundSeconds.toFixed(0)} s`, ""],
    [
      "makespan",
      `${makespanSeconds.toFixed(0)} s`,
      `${ratio.toFixed(3)} (${verdict(ratio, targets.makespan)})`,
    ],
    ["with the engine between requests, at this scale", "", ratioAtThisScale.toFixed(3)],
    ["with all of the engine, at full scale", "", ratioAtFullScale.toFixed(3)],
  );
  const forced = makespan.forced.map(({ name, seconds }) => `${name} ${seconds} s`).join(" → ");
  return [
    `Makespan of the stack ${makespan.stack}, ${makespan.resources} resources, 1 simulated second in ` +
      `${makespan.timeScale} s; target: at most ${targets.makespan} of the bound`,
    table.toString(),
    `Forced: ${forced}`,
    `Engine: ${engine.start.toFixed(1)} s to the first request, ${engine.between.toFixed(1)} s between requests, ` +
      `${engine.end.toFixed(1)} s after the last answer (real seconds)`,
  ].join("\n");
}
