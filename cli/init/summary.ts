import Table from "cli-table3";

import { hoursPerMonth } from "../../pricing";
import { stackRanges } from "./addressRanges";
import type { Answers } from "./answers";
import { type Cloud, cloudNames } from "./clouds";
import type { StackCost } from "./cost";
import { costText } from "./money";
import { allowedPairs, spokesOf } from "./spokes";
import { stacks } from "./stacks";

/** What will be built, and what it costs, before anything is written. */
export function summary(answers: Answers, costs: readonly StackCost[]): string {
  return [hubTable(answers), ...segmentLines(answers), networkTable(answers), ...costs.map(costLines)].join(
    "\n",
  );
}

function hubTable(answers: Answers): string {
  const table = plainTable("cloud", "region", "hub");
  for (const cloud of answers.clouds) {
    table.push([cloudNames[cloud], regionOf(cloud, answers), hubOf(cloud, answers)]);
  }
  return table.toString();
}

function regionOf(cloud: Cloud, { awsRegion, azureLocation, gcpRegion }: Answers): string {
  return { aws: awsRegion, azure: azureLocation, gcp: gcpRegion }[cloud];
}

function hubOf(cloud: Cloud, { azureHub, segments }: Answers): string {
  const each = segments.length > 1 ? " for each segment" : "";
  return {
    aws: "a transit gateway",
    azure: `a ${azureHub === "virtual-wan" ? "Virtual WAN hub" : "VNet with a VPN gateway"}${each}`,
    gcp: `a Network Connectivity Center hub and an HA VPN gateway${each}`,
  }[cloud];
}

function segmentLines(answers: Answers): string[] {
  const pairs = allowedPairs(answers).map(([one, other]) => `${one} with ${other}`);
  return [
    `Networks of one segment reach each other: ${answers.segments.join(", ")}`,
    ...(pairs.length > 0 ? [`Segments that reach each other: ${pairs.join(", ")}`] : []),
  ];
}

function networkTable(answers: Answers): string {
  const table = plainTable("network", ...stacks);
  for (const { name, cloud, index } of spokesOf(answers)) {
    table.push([name, ...stacks.map((stack) => stackRanges(answers, stack).network(cloud, index))]);
  }
  return table.toString();
}

function costLines({ stack, estimate }: StackCost): string {
  const lines = estimate.lines.map(
    ({ what, count, perMonth }) => `  ${dollars(perMonth / hoursPerMonth)}  ${count} × ${what}`,
  );
  const unpriced = estimate.unpriced.map(({ what, count }) => `      ?   ${count} × ${what}`);
  return [`The stack ${stack} costs ${costText(estimate)}:`, ...lines, ...unpriced].join("\n");
}

function dollars(amount: number): string {
  return `$${amount.toFixed(3)}`;
}

function plainTable(...head: string[]): Table.Table {
  return new Table({ head, style: { head: [], border: [], compact: true } });
}
