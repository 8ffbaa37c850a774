import Table from "cli-table3";

import type { MigrationStep, Weights } from "../../components/dns-failover/migration";

/** A migration for people. */
export function migrationListing(
  from: Weights,
  steps: readonly MigrationStep[],
  configKey: string | undefined,
): string {
  if (steps.length === 0) {
    return "Nothing to do: the weights are the ones wanted";
  }
  const table = new Table({
    head: ["step", "weights", "shares", "then wait", "and watch", "undo"],
    colAligns: ["right"],
    colWidths: [6, null, null, null, 40, null],
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  table.push(["now", written(from), "", "", "", ""]);
  for (const { number, weights, shares, waitSeconds, watch, undo } of steps) {
    const percents = Object.entries(shares).map(([pool, share]) => `${pool} ${share} %`);
    table.push([number, written(weights), percents.join("\n"), duration(waitSeconds), watch, written(undo)]);
  }
  const total = steps.reduce((sum, { waitSeconds }) => sum + waitSeconds, 0);
  return [
    table.toString(),
    "",
    `In each step set ${configKey ?? "routing.weighted"} of the DnsFailover, and update:`,
    ...steps.flatMap(({ number, weights }) => commands(number, weights, configKey)),
    "",
    `${steps.length} steps, ${duration(total)}. To go back from a step, do the same with its undo.`,
  ].join("\n");
}

function commands(number: number, weights: Weights, configKey: string | undefined): string[] {
  if (configKey === undefined) {
    const object = Object.entries(weights).map(([pool, weight]) => `${JSON.stringify(pool)}: ${weight}`);
    return [`  ${number}. weighted: { ${object.join(", ")} }`];
  }
  const set = Object.entries(weights).map(
    ([pool, weight]) => `pulumi config set --path '${configKey}["${pool}"]' ${weight}`,
  );
  return [...set, "pulumi up"].map((line, index) => `  ${index === 0 ? `${number}.` : "  "} ${line}`);
}

function written(weights: Weights): string {
  return Object.entries(weights)
    .map(([pool, weight]) => `${pool}=${weight}`)
    .join("\n");
}

function duration(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return [...(minutes > 0 ? [`${minutes} min`] : []), ...(rest > 0 ? [`${rest} s`] : [])].join(" ");
}
