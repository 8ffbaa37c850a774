import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { parseCidr } from "../../addressing";
import { type Comparison, compare, summarize, type Summary } from "../statistics";
import { type Contender, contenders } from "./contenders";
import { installCidrTools } from "./peers";
import { sampleOf } from "./sample";

/** What one way to find overlaps took. */
export interface OverlapTime {
  readonly name: string;
  readonly milliseconds: Summary;
}

/** All ways on one sample. */
export interface OverlapTimes {
  readonly networks: number;
  readonly version: 4 | 6;
  readonly pairs: number;
  readonly times: readonly OverlapTime[];
  /** Ours with parsing, to parsing and sorting alone. */
  readonly toFloor: Comparison;
  /** What the parsed networks hold. */
  readonly memoryMiB: number;
}

/** The figures of all samples. */
export interface OverlapFigures {
  /** The version that was compared with; undefined where it could not be had. */
  readonly cidrTools: string | undefined;
  readonly samples: readonly OverlapTimes[];
}

const versions = [4, 6] as const;

/**
 * Finds the overlaps of growing samples in every way that finishes in seconds, round by round. Those that count pairs
 * must agree.
 *
 * @param folder - empty, for what is compared with
 */
export async function measureOverlaps(
  sizes: readonly number[],
  rounds: number,
  folder: string,
): Promise<OverlapFigures> {
  const tools = await installCidrTools(folder);
  const all = contenders(tools);
  // So that the compiler of the JavaScript engine has seen all of it before anything counts.
  versions.forEach((version) => void measureSample(1000, version, all, 2));
  const samples = sizes.flatMap((size) =>
    versions.map((version) => measureSample(size, version, all, rounds)),
  );
  return { cidrTools: tools?.version, samples };
}

function measureSample(
  networks: number,
  version: 4 | 6,
  all: readonly Contender[],
  rounds: number,
): OverlapTimes {
  const texts = sampleOf(networks, version);
  const racing = all.filter(({ upTo }) => networks <= upTo);
  const samples = new Map<string, number[]>(racing.map(({ name }) => [name, []]));
  let pairs: number | undefined;
  for (let round = 0; round < rounds; round++) {
    for (const { name, counts, run } of racing) {
      const [found, milliseconds] = timed(() => run(texts, version));
      samples.get(name)?.push(milliseconds);
      pairs ??= found;
      if (counts && found !== pairs) {
        throw new Error(`${name} finds ${found} pairs of ${networks} networks that overlap, others ${pairs}`);
      }
    }
  }
  const [ours = [], floor = []] = [...samples.values()];
  return {
    networks,
    version,
    pairs: pairs ?? 0,
    times: [...samples].map(([name, milliseconds]) => ({ name, milliseconds: summarize(milliseconds) })),
    toFloor: compare(ours, floor),
    memoryMiB: heldBy(texts),
  };
}

/** What parsed networks hold, by how much the heap grows between two collections of what is not used. */
function heldBy(texts: readonly string[]): number {
  collect();
  const before = process.memoryUsage().heapUsed;
  const parsed = texts.map(parseCidr);
  collect();
  const grown = process.memoryUsage().heapUsed - before;
  return parsed.length === texts.length ? grown / 2 ** 20 : NaN;
}

function collect(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

function timed<T>(work: () => T): [T, number] {
  const start = performance.now();
  const made = work();
  return [made, performance.now() - start];
}
