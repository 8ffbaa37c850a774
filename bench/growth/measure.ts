import { Progress } from "../../cli/engine/progress";
import { measureEngineTime, type EngineTime } from "../engine-time/engineTime";
import { engineTimeReport } from "../engine-time/report";
import type { StackUnderTest } from "../freshStack";
import type { Workspace } from "../workspace";
import { type Growth, growthOf } from "./growth";
import { growthReport } from "./report";
import { type SizedName, type SizedProgram, sizedPrograms } from "./sizedPrograms";

export interface GrowthOptions {
  /** @default - the program's usual ones */
  readonly sizes: readonly number[] | undefined;
  readonly rounds: number;
  readonly checkpoints: boolean;
  readonly workspace: Workspace;
  readonly interruption: AbortSignal;
}

export interface MeasuredGrowth {
  readonly kind: SizedName;
  readonly checkpoints: boolean;
  readonly times: readonly EngineTime[];
  readonly growth: readonly Growth[];
}

/** Measures a program at all sizes, and its variants at the middle one, and tells how its time grows. */
export async function measureGrowth(kind: SizedName, options: GrowthOptions): Promise<MeasuredGrowth> {
  const program: SizedProgram = sizedPrograms[kind];
  const { rounds, checkpoints, workspace, interruption } = options;
  const sizes = options.sizes ?? program.sizes;
  const { what, counted, smallest, largest } = program;
  if (sizes.some((size) => size < smallest || size > largest)) {
    throw new Error(`${what} are measured with ${smallest} to ${largest} ${counted}`);
  }
  const subjects: Record<string, StackUnderTest> = {};
  const add = async (subject: string, size: number, variant?: string): Promise<string> => {
    const project = await workspace.sized(subject, program, size, variant);
    subjects[subject] = { project, stack: "sized", checkpoints };
    return subject;
  };
  const grown: string[] = [];
  for (const size of sizes) {
    grown.push(await add(`${kind}-${size}`, size));
  }
  const middle = sizes[Math.floor((sizes.length - 1) / 2)] ?? smallest;
  for (const variant of program.variants) {
    await add(`${kind}-${middle}-${variant}`, middle, variant);
  }
  let step = "";
  const onStep = (next: string): void => void (step = next);
  const times = await new Progress().during(
    `Measuring ${what}`,
    () => measureEngineTime({ subjects, rounds, budgetSeconds: 1200, workspace, interruption, onStep }),
    () => step,
  );
  process.stdout.write(`\n${engineTimeReport(times)}\n`);
  const growth = growthOf(times.filter(({ subject }) => grown.includes(subject)));
  if (sizes.length > 1) {
    process.stdout.write(`\n${growthReport(growth, grown)}\n`);
  }
  return { kind, checkpoints, times, growth };
}
