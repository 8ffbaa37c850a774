import type { Change, Path, ResolvedFlow, Trace } from "../../reachability";
import { hasPorts } from "../../reachability/model";
import { trafficName } from "../../reachability/questions/trafficClasses";
import { nameOf } from "../../reachability/resources/resource";

/** More ways than these are counted, not shown: they mostly differ in one tunnel. */
const mostWays = 4;

/** A trace for people. */
export function traceListing(
  { from, to, traffic }: ResolvedFlow,
  trace: Trace,
  changes: readonly Change[],
): string {
  const { protocol, port } = traffic;
  const ports = hasPorts(protocol) ? { first: port, last: port } : undefined;
  const what = trafficName({ protocol, ports });
  return [
    `${from.name} to ${to.name}, ${what}: ${trace.verdict}`,
    ...(trace.reason ? [`  ${trace.reason}`] : []),
    ...(trace.rule ? [`  decided by: ${ruleOf(trace.rule)}`] : []),
    ...waysListing("Forth", trace.forward),
    ...waysListing("Back", trace.back),
    ...section(
      "What would open it:",
      changes.map(({ text, urn }) => (urn === undefined ? text : `${text} [${nameOf(urn)}]`)),
    ),
    ...section("Taken for true, because the stacks don't tell:", trace.assumptions),
  ].join("\n");
}

function waysListing(title: string, paths: readonly Path[]): string[] {
  return paths
    .slice(0, mostWays)
    .flatMap((path, index) => [
      "",
      paths.length === 1 ? `${title}:` : `${title}, way ${index + 1} of ${paths.length} equal ones:`,
      ...hopsListing(path),
    ]);
}

function hopsListing({ hops, outcome, reason, rule }: Path): string[] {
  const width = Math.max(...hops.map(({ at, kind }) => at.length + indent(kind).length));
  const lines = hops.map(
    ({ at, kind, rule: each }) => `  ${(indent(kind) + at).padEnd(width)}  ${ruleOf(each)}`,
  );
  return outcome === "reachable"
    ? lines
    : [...lines, `  ${"✗".padEnd(width)}  ${outcome}: ${reason}${rule?.urn ? ` [${nameOf(rule.urn)}]` : ""}`];
}

/** Filters and tunnels lie between places. */
function indent(kind: Path["hops"][number]["kind"]): string {
  return kind === "filter" || kind === "tunnel" ? "  " : "";
}

function ruleOf({ text, urn }: { readonly text: string; readonly urn?: string | undefined }): string {
  return urn === undefined ? text : `${text} [${nameOf(urn)}]`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}
