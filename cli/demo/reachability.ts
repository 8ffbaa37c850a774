import { type Analysis, analyse, matrix, readStackFile, whatIf } from "../../reachability";
import { matrixListing } from "../reachability/matrixListing";
import { count } from "../reachability/changesListing";
import { throughputLine } from "../reachability/whatIfListing";
import type { ExportedStack } from "../stack/stack";

/**
 * Who can ping whom by what the state's resources say, and what the loss of one tunnel takes with it. Empty for an estate
 * without tunnels.
 */
export function reachabilityReport(state: ExportedStack): string {
  const analysis = analyse(readStackFile(JSON.stringify(state), "the stack's state"));
  const tunnel = analysis.estate.tunnels.find(({ state: is }) => is === "up");
  if (tunnel === undefined) {
    return "";
  }
  const pings = matrix(analysis, { protocol: "icmp", between: "networks" });
  return [matrixListing(analysis, pings), lossOf(analysis, tunnel.ends[0])].join("\n");
}

function lossOf(analysis: Analysis, { id, name }: { readonly id: string; readonly name: string }): string {
  const { changes, throughput } = whatIf(analysis, {
    parts: new Set([id]),
    regions: new Set(),
    zones: new Set(),
  });
  const closed = changes.filter(({ kind }) => kind === "closed").reduce((sum, { pairs }) => sum + pairs, 0);
  const kept =
    closed === 0 ? "all of them stay reachable" : `${count(closed, "pair")} of hosts can't be reached`;
  return [`Without ${name}: ${kept}`, ...throughput.map((each) => `  ${throughputLine(each)}`)].join("\n");
}
