import type { AffectedFlows, SingleFailure, Throughput, WhatIf } from "../../reachability";
import { changesListing, count, listed } from "./changesListing";
import { failureLines } from "./intentsListing";

/** What a loss does, for people. */
export function whatIfListing({ changes, lessRedundant, asymmetric, throughput, broken }: WhatIf): string {
  const sections = [
    section(
      "Intents that break",
      broken.flatMap(({ name, failures }) => [
        `✗ ${name}`,
        ...failures.flatMap(failureLines).map((line) => `    ${line}`),
      ]),
    ),
    changes.length === 0 ? "" : changesListing(changes),
    section("Don't survive the loss of one more tunnel any longer", lessRedundant.map(flowLine)),
    section("Answers come back another way", asymmetric.map(flowLine)),
    section("Throughput left", throughput.map(throughputLine)),
  ].filter((each) => each !== "");
  return sections.length === 0 ? "Nothing changes" : sections.join("\n\n");
}

/** What each of several losses does by itself, the worst first. */
export function singleFailuresListing(failures: readonly SingleFailure[]): string {
  const weighed = failures.toSorted((a, b) => weightOf(b) - weightOf(a));
  const parts = weighed.map(({ part, ...found }) => {
    const lines = whatIfListing(found).split("\n");
    return [`${part.kind} ${part.name} lost:`, ...lines.map((line) => (line === "" ? "" : `  ${line}`))].join(
      "\n",
    );
  });
  return parts.length === 0 ? "No single failure changes anything" : parts.join("\n\n");
}

function weightOf({ broken, changes }: WhatIf): number {
  const closed = changes.filter(({ kind }) => kind === "closed").reduce((sum, { pairs }) => sum + pairs, 0);
  return broken.length * 1e9 + closed;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [title, ...lines.map((line) => `  ${line}`)].join("\n");
}

function flowLine({ from, to, pairs, detail }: AffectedFlows): string {
  return `${listed(from)} to ${listed(to)} (${count(pairs, "pair")}): ${detail}`;
}

/** What is left between two networks. */
export function throughputLine({ from, to, before, after }: Throughput): string {
  return `${from} to ${to}: ${gbps(after)} of ${gbps(before)}`;
}

function gbps(value: number | undefined): string {
  return value === undefined ? "not known" : `${value} Gbit/s`;
}
