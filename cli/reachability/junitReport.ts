import type { IntentResult } from "../../reachability";
import { failureLines } from "./intentsListing";

/** How intents fared, in the format that continuous integration reads: a test case for each intent. */
export function junitReport(file: string, results: readonly IntentResult[]): string {
  const failed = results.filter(({ holds }) => !holds).length;
  const counts = `tests="${results.length}" failures="${failed}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${escaped(file)}" ${counts}>`,
    ...results.map((result) => testCase(file, result)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function testCase(file: string, { name, line, expect, holds, failures }: IntentResult): string {
  const where = line === undefined ? "" : ` file="${escaped(file)}" line="${line}"`;
  const head = `    <testcase name="${escaped(name)}" classname="${escaped(file)}"${where}`;
  if (holds) {
    return `${head}/>`;
  }
  const lines = failures.flatMap(failureLines);
  return [
    `${head}>`,
    `      <failure message="not ${expect}: ${escaped(lines[0] ?? "")}">${escaped(lines.join("\n"))}</failure>`,
    "    </testcase>",
  ].join("\n");
}

function escaped(text: string): string {
  return (
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      // XML 1.0 has no other control characters than these.
      .replaceAll(/[^\P{Cc}\t\n\r]/gu, "")
  );
}
