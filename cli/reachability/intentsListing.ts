import type { IntentFailure, IntentResult } from "../../reachability";
import { nameOf } from "../../reachability/resources/resource";

/** More failures of one intent than these are counted, not shown. */
const mostFailures = 10;

/** How intents fared, for people. */
export function intentsListing(results: readonly IntentResult[]): string {
  const failed = results.filter(({ holds }) => !holds).length;
  const summary = failed === 0 ? "all hold" : `${failed} of ${results.length} don't hold`;
  return [
    ...results.flatMap(resultLines),
    ...(results.length > 0 ? [""] : []),
    `${results.length} ${results.length === 1 ? "intent" : "intents"}: ${summary}`,
  ].join("\n");
}

function resultLines({ name, expect, holds, pairs, failures }: IntentResult): string[] {
  return [
    `${holds ? "✓" : "✗"} ${name} (${expect}, ${pairs} ${pairs === 1 ? "pair" : "pairs"} of hosts)`,
    ...failures
      .slice(0, mostFailures)
      .flatMap((failure) => failureLines(failure).map((line) => `    ${line}`)),
    ...(failures.length > mostFailures ? [`    and ${failures.length - mostFailures} more`] : []),
  ];
}

/** What is not as wanted, and what decides it. */
export function failureLines({ from, to, traffic, pairs, verdict, reason, urn }: IntentFailure): string[] {
  const alike = pairs > 1 ? ` (and ${pairs - 1} more ${pairs === 2 ? "pair" : "pairs"} alike)` : "";
  return [
    `${from} to ${to}, ${traffic}${alike}: ${verdict}`,
    `  ${reason}${urn === undefined ? "" : ` [${nameOf(urn)}]`}`,
  ];
}
