import { join } from "node:path";

import { AnalyzerServer } from "../../tests/helpers/analyzerServer";
import { type Comparison, compare, summarize, type Summary } from "../statistics";
import { largeStack } from "./largeStack";

/** The time of the policy pack beside that of a pack with one stack policy that does nothing, in the same rounds. */
export interface PackTimes {
  /** From the start of a pack until it has answered what it is. */
  readonly startUp: PackTime;
  readonly stacks: readonly (PackTime & { readonly resources: number })[];
}

export interface PackTime {
  readonly pack: Summary;
  readonly empty: Summary;
  readonly ratio: Comparison;
}

const packs = {
  pack: join(__dirname, "../../policies"),
  empty: join(__dirname, "empty-pack"),
};
type Pack = keyof typeof packs;

/** Measures both packs in the analyzer server as the engine starts it. */
export async function measurePacks(sizes: readonly number[], rounds: number): Promise<PackTimes> {
  const startUp = await compared(rounds, async (pack) => {
    const began = performance.now();
    const server = await start(pack);
    await server.info();
    const seconds = (performance.now() - began) / 1000;
    await server.stop();
    return seconds;
  });
  const servers = { pack: await start("pack"), empty: await start("empty") };
  try {
    const stacks = [];
    for (const size of sizes) {
      const resources = largeStack(size);
      const time = async (pack: Pack): Promise<number> => {
        const began = performance.now();
        await servers[pack].analyzeStack(resources);
        return (performance.now() - began) / 1000;
      };
      // The first of each is slower, since nothing is compiled yet.
      await time("pack");
      await time("empty");
      stacks.push({ resources: resources.length, ...(await compared(rounds, time)) });
    }
    return { startUp, stacks };
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}

function start(pack: Pack): Promise<AnalyzerServer> {
  return AnalyzerServer.start(
    packs[pack],
    require.resolve("@pulumi/pulumi/cmd/run-policy-pack"),
    "127.0.0.1:0",
    ".",
  );
}

/** Both in turn, round by round. */
async function compared(rounds: number, time: (pack: Pack) => Promise<number>): Promise<PackTime> {
  const samples: Record<Pack, number[]> = { pack: [], empty: [] };
  for (let round = 0; round < rounds; round++) {
    samples.pack.push(await time("pack"));
    samples.empty.push(await time("empty"));
  }
  return {
    pack: summarize(samples.pack),
    empty: summarize(samples.empty),
    ratio: compare(samples.pack, samples.empty),
  };
}
