import { type StackUnderTest, withFreshStack } from "../freshStack";
import { compare, type Comparison, summarize, type Summary } from "../statistics";
import type { Finished } from "../timedCommand";
import type { Workspace } from "../workspace";
import { preparePrograms, type ProgramName, programNames, type Programs } from "./programs";

const operations = ["preview", "up"] as const;
/** On the clock, and in processor seconds of the engine and the program. */
const measures = ["elapsed", "cpu"] as const;

export type Operation = (typeof operations)[number];
export type Measure = (typeof measures)[number];

/** What the programs took for one operation on one subject, in seconds. */
export interface EngineTime {
  readonly subject: string;
  /** How many resources the program makes, components not counted. */
  readonly resources: number;
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
  /** Stacks of programs with components, by the names to report them by. */
  readonly subjects: Readonly<Record<string, StackUnderTest>>;
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
 * Measures `pulumi preview` and the first `pulumi up` of programs with components, of the same resources
 * without components, and of an empty program, on simulated clouds that answer at once. The programs take turns within each
 * round, so that whatever else the machine does disturbs all alike; each run has a new world and a new state.
 */
export async function measureEngineTime(options: EngineTimeOptions): Promise<EngineTime[]> {
  const { subjects, rounds, budgetSeconds, workspace, interruption, onStep } = options;
  const prepared: {
    readonly subject: string;
    readonly stack: StackUnderTest;
    readonly programs: Programs;
  }[] = [];
  for (const [subject, stack] of Object.entries(subjects)) {
    onStep(`writing the raw program of ${subject}`);
    const programs = await preparePrograms(subject, stack, workspace, interruption);
    prepared.push({ subject, stack, programs });
  }
  const runs: Run[] = [];
  const began = performance.now();
  const isTimeLeft = (): boolean => performance.now() - began < budgetSeconds * 1000;
  for (let round = 1; round <= rounds && (round <= 2 || isTimeLeft()); round++) {
    for (const { subject, stack, programs } of prepared) {
      for (const program of programNames) {
        onStep(`round ${round} of ${rounds}, ${subject}, ${program}`);
        const stackUnderTest = { ...stack, project: programs.projects[program] };
        await withFreshStack(stackUnderTest, workspace, interruption, async ({ pulumi }) => {
          runs.push({ subject, program, operation: "preview", ...takenBy(await pulumi("preview")) });
          const up = await pulumi("up", "--yes", "--skip-preview");
          runs.push({ subject, program, operation: "up", ...takenBy(up) });
        });
      }
    }
  }
  const known = measures.filter((measure) => runs.every((run) => !Number.isNaN(run[measure])));
  return prepared.flatMap(({ subject, programs: { resources } }) =>
    operations.flatMap((operation) =>
      known.map((measure) => ({ resources, ...evaluate(runs, subject, operation, measure) })),
    ),
  );
}

interface Run extends Readonly<Record<Measure, number>> {
  readonly subject: string;
  readonly program: ProgramName;
  readonly operation: Operation;
}

const takenBy = ({ began, ended, cpuSeconds }: Finished): Record<Measure, number> => ({
  elapsed: (ended - began) / 1000,
  cpu: cpuSeconds,
});

function evaluate(
  runs: readonly Run[],
  subject: string,
  operation: Operation,
  measure: Measure,
): Omit<EngineTime, "resources"> {
  const samplesOf = (program: ProgramName): number[] =>
    runs
      .filter((run) => run.subject === subject && run.operation === operation && run.program === program)
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
    subject,
    operation,
    measure,
    samples,
    summaries,
    againstRaw: compare(samples.components, samples.raw),
    aboveEmpty: (components.median - empty.median) / (raw.median - empty.median),
  };
}
