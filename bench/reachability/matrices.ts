import { Analysis, matrix } from "../../reachability";
import { largeEstate } from "./estate";

/** What a full matrix of instances took. */
export interface MatrixTime {
  readonly instances: number;
  readonly subnets: number;
  /** Seconds to let the routes spread. */
  readonly solving: number;
  /** Seconds for the matrix. */
  readonly seconds: number;
  /** Classes of endpoints, and of pairs. */
  readonly groups: number;
  readonly cells: number;
  /** What the process held afterwards at most, more than before. */
  readonly memoryMiB: number;
  /** Seconds for the same pair by pair, where that was tried. */
  readonly pairByPair?: number;
}

/** Measures full matrices of growing estates. */
export function measureMatrices(sizes: readonly number[], pairByPairUpTo: number): MatrixTime[] {
  return sizes.map((instances) => {
    const estate = largeEstate(instances);
    const held = process.memoryUsage().heapUsed;
    const [analysis, solving] = timed(() => new Analysis(estate));
    const [{ groups, cells, totals }, seconds] = timed(() => matrix(analysis, { between: "instances" }));
    const memoryMiB = Math.round((process.memoryUsage().heapUsed - held) / 2 ** 20);
    const [floor, pairByPair] = instances <= pairByPairUpTo ? timed(() => reachablePairs(analysis)) : [];
    if (floor !== undefined && floor !== totals.reachable) {
      throw new Error(`the matrix says that ${totals.reachable} pairs are reachable, traces say ${floor}`);
    }
    return {
      instances,
      subnets: estate.nodes.filter(({ kind }) => kind === "subnet").length,
      solving,
      seconds,
      groups: groups.length,
      cells: cells.length,
      memoryMiB,
      ...(pairByPair !== undefined && { pairByPair }),
    };
  });
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
