import { withFreshStack } from "../freshStack";
import { compare, type Comparison, summarize, type Summary } from "../statistics";
import type { Finished } from "../timedCommand";
import type { Workspace } from "../workspace";
import { preparePrograms, type ProgramName, programNames, type Programs } from "./programs";

const operations = ["preview", "up"] as const;
/** On the clock, and in processor seconds of the engine and the program. */
const measures = ["elapsed", "cpu"] as const;

export type Operation = (typeof operations)[number];
export type Measure = (typeof measures)[number];

/** What the programs took for one operation on one stack, in seconds. */
export interface EngineTime {
  readonly stack: string;
  readonly operation: Operation;
  readonly measure: Measure;
  /** By round. */
  readonly samples: Readonly<Record<ProgramName, readonly number[]>>;
  readonly summaries: Readonly<Record<ProgramName, Summary>>;
  readonly againstRaw: Comparison;
  /** The components' part above the empty program, as a multiple of the raw program's part above it, by medians. */
  readonly aboveEmpty: number;
}

export interface EngineTimeOptions {
  /** The project folder of the program with components. */
  readonly demo: string;
  readonly stacks: readonly string[];
  readonly rounds: number;
  /** No new round begins after this time, but the first two always run. */
  readonly budgetSeconds: number;
  readonly workspace: Workspace;
  readonly interruption: AbortSignal;
  /** Told what is under way. */
  readonly onStep: (step: string) => void;
}

type Samples = Record<ProgramName, number[]>;

/**
 * Measures `pulumi preview` and the first `pulumi up` of this checkout's program, of the same resources without
 * components, and of an empty program, on simulated clouds that answer at once. The programs take turns within each
 * round, so that whatever else the machine does disturbs all alike; each run has a new world and a new state.
 */
export async function measureEngineTime(options: EngineTimeOptions): Promise<EngineTime[]> {
  const { demo, stacks, rounds, budgetSeconds, workspace, interruption, onStep } = options;
  const programsOf = new Map<string, Programs>();
  for (const stack of stacks) {
    onStep(`writing the raw program of ${stack}`);
    programsOf.set(stack, await preparePrograms(demo, stack, workspace, interruption));
  }
  const runs: Run[] = [];
  const began = performance.now();
  const isTimeLeft = (): boolean => performance.now() - began < budgetSeconds * 1000;
  for (let round = 1; round <= rounds && (round <= 2 || isTimeLeft()); round++) {
    for (const [stack, programs] of programsOf) {
      for (const program of programNames) {
        onStep(`round ${round} of ${rounds}, ${stack}, ${program}`);
        const stackUnderTest = { project: programs[program], stack };
        await withFreshStack(stackUnderTest, workspace, interruption, async ({ pulumi }) => {
          runs.push({ stack, program, operation: "preview", ...takenBy(await pulumi("preview")) });
          const up = await pulumi("up", "--yes", "--skip-preview");
          runs.push({ stack, program, operation: "up", ...takenBy(up) });
        });
      }
    }
  }
  const known = measures.filter((measure) => runs.every((run) => !Number.isNaN(run[measure])));
  return stacks.flatMap((stack) =>
    operations.flatMap((operation) => known.map((measure) => evaluate(runs, stack, operation, measure))),
  );
}

interface Run extends Readonly<Record<Measure, number>> {
  readonly stack: string;
  readonly program: ProgramName;
  readonly operation: Operation;
}

const takenBy = ({ began, ended, cpuSeconds }: Finished): Record<Measure, number> => ({
  elapsed: (ended - began) / 1000,
  cpu: cpuSeconds,
});

function evaluate(runs: readonly Run[], stack: string, operation: Operation, measure: Measure): EngineTime {
  const samplesOf = (program: ProgramName): number[] =>
    runs
      .filter((run) => run.stack === stack && run.operation === operation && run.program === program)
      .map((run) => run[measure]);
  const samples: Samples = {
    components: samplesOf("components"),
    raw: samplesOf("raw"),
    empty: samplesOf("empty"),
  };
  const summaries = {
    components: summarize(samples.components),
    raw: summarize(samples.raw),
    empty: summarize(samples.empty),
  };
  const { components, raw, empty } = summaries;
  return {
    stack,
    operation,
    measure,
    samples,
    summaries,
    againstRaw: compare(samples.components, samples.raw),
    aboveEmpty: (components.median - empty.median) / (raw.median - empty.median),
  };
}
