import type { Analysis } from "../../analysis";
import { groupBy } from "../../groupBy";
import type { Path, SolvedEstate } from "../../trace";
import type { Crossing } from "./crossings";

/** What tunnels carry from one network to another, in Gbit/s, as documented; undefined where that is not known. */
export interface Throughput {
  /** Names of networks. */
  readonly from: string;
  readonly to: string;
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** The throughput between every two networks that tunnels join, before and after a loss. */
export function throughputOf(
  before: Analysis,
  after: Analysis,
  crossings: readonly Crossing[],
): readonly Throughput[] {
  const { networks } = before.estate;
  const name = (id = ""): string => networks.get(id)?.name ?? id;
  const between = groupBy(
    crossings,
    ({ pair: { from, to } }) => `${name(from.before?.network)}\n${name(to.before?.network)}`,
  );
  return [...between].map(([key, flows]) => {
    const [from = "", to = ""] = key.split("\n");
    return {
      from,
      to,
      before: capacityOf(
        before,
        flows.flatMap((flow) => flow.before.forward),
      ),
      after: capacityOf(
        after,
        flows.flatMap((flow) => flow.after.forward),
      ),
    };
  });
}

/**
 * The sum of the tunnels that are used side by side, though of those of a gateway that sends into one at a time only the
 * best; of tunnels one behind the other the least counts. Ways of different lengths are used side by side too.
 */
function capacityOf({ estate }: Analysis, paths: readonly Path[]): number | undefined {
  const ways = paths.filter(({ outcome, tunnels }) => outcome === "reachable" && tunnels.length > 0);
  const byLength = groupBy(ways, ({ tunnels }) => tunnels.length);
  let total: number | undefined = 0;
  for (const [length, alike] of byLength) {
    const stages = Array.from({ length }, (_, stage) => {
      const used = new Map(alike.map((path) => [path.tunnels[stage] ?? "", senderOf(estate, path, stage)]));
      const bySender = groupBy(used, ([, sender]) => sender);
      return sum(
        [...bySender].map(([sender, tunnels]) => {
          const each = tunnels.map(([id]) => gbpsOf(estate.tunnel(id)?.ends ?? []));
          return sendsIntoOne(estate, sender) ? greatest(each) : sum(each);
        }),
      );
    });
    const least = stages.includes(undefined) ? undefined : Math.min(...stages.map((stage) => stage ?? 0));
    total = sum([total, least]);
  }
  return total === undefined ? undefined : Math.round(total * 1000) / 1000;
}

/** The node that sends into a path's tunnel. */
function senderOf(estate: SolvedEstate, { tunnels, hops }: Path, stage: number): string {
  const near = hops.filter(({ kind }) => kind === "tunnel")[stage]?.at;
  return estate.tunnel(tunnels[stage] ?? "")?.ends.find((end) => end?.name === near)?.node ?? "";
}

function sendsIntoOne({ nodes, routing }: SolvedEstate, node: string): boolean {
  return routing.tables.get(nodes.get(node)?.table ?? "")?.table.multipath === false;
}

function greatest(numbers: readonly (number | undefined)[]): number | undefined {
  return numbers.includes(undefined) ? undefined : Math.max(...numbers.map((one) => one ?? 0));
}

/** What a tunnel carries is what its lesser end does. */
function gbpsOf(ends: readonly ({ readonly gbps?: number | undefined } | undefined)[]): number | undefined {
  const known = ends.flatMap((end) => end?.gbps ?? []);
  return known.length === 0 ? undefined : Math.min(...known);
}

function sum(numbers: readonly (number | undefined)[]): number | undefined {
  return numbers.reduce(
    (total, one) => (total === undefined || one === undefined ? undefined : total + one),
    0,
  );
}
