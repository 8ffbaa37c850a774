import { analyse, type Analysis, matrix } from "../../reachability";
import type { Likeness } from "./estate/builder";
import { largeEstate } from "./estate/estate";

/** What a full matrix of instances took, in a process of its own. */
export interface MatrixSample {
  readonly resources: number;
  /** Classes of endpoints, and of pairs. */
  readonly groups: number;
  readonly cells: number;
  /** Seconds to read the resources and let the routes spread. */
  readonly reading: number;
  /** Seconds for the matrix, with the verdict of each cell. */
  readonly matrix: number;
  /** Seconds of the processor for both. */
  readonly cpu: number;
  /** The most memory that the process had until then. */
  readonly peakMiB: number;
  /** Seconds for the reason and the tunnels of every cell, and for the same pair by pair, where that was tried. */
  readonly reasons?: number;
  readonly pairByPair?: number;
}

function measure(
  instances: number,
  likeness: Likeness,
  withReasons: boolean,
  pairByPair: boolean,
): MatrixSample {
  const resources = largeEstate(instances, likeness);
  const before = process.cpuUsage();
  const [analysis, reading] = timed(() => analyse(resources));
  const [{ groups, cells, totals }, seconds] = timed(() => matrix(analysis, { between: "instances" }));
  const { user, system } = process.cpuUsage(before);
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  const [, reasons] = withReasons
    ? timed(() => Array.from(cells, ({ reason, forward }) => [reason, forward]))
    : [];
  const [floor, floorSeconds] = pairByPair ? timed(() => reachablePairs(analysis)) : [];
  if (floor !== undefined && floor !== totals.reachable) {
    throw new Error(`the matrix says that ${totals.reachable} pairs are reachable, traces say ${floor}`);
  }
  return {
    resources: resources.length,
    groups: groups.length,
    cells: cells.length,
    reading,
    matrix: seconds,
    cpu: (user + system) / 1e6,
    peakMiB,
    ...(reasons !== undefined && { reasons }),
    ...(floorSeconds !== undefined && { pairByPair: floorSeconds }),
  };
}

function reachablePairs({ tracer, estate }: Analysis): number {
  const instances = estate.estate.endpoints.filter(({ kind }) => kind === "instance");
  let reachable = 0;
  for (const from of instances) {
    for (const to of instances) {
      if (from !== to) {
        const { verdict } = tracer.trace(from, to, { protocol: 6, port: 443 });
        reachable += verdict === "reachable" ? 1 : 0;
      }
    }
  }
  return reachable;
}

function timed<T>(work: () => T): [T, number] {
  const start = performance.now();
  const made = work();
  return [made, (performance.now() - start) / 1000];
}

const [instances, likeness, ...extras] = process.argv.slice(2);
process.stdout.write(
  JSON.stringify(
    measure(Number(instances), likeness as Likeness, extras.includes("reasons"), extras.includes("pairs")),
  ),
);
