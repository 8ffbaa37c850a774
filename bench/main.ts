import { writeFile } from "node:fs/promises";
import { constants } from "node:os";

import { Command, InvalidArgumentError } from "commander";

import { InterruptedError } from "../cli/engine";
import { Progress } from "../cli/engine/progress";
import { measureEngineTime } from "./engine-time/engineTime";
import { engineTimeReport } from "./engine-time/report";
import { measureGrowth } from "./growth/measure";
import { isSized, sizedNames, sizedPrograms } from "./growth/sizedPrograms";
import { untilInterrupted } from "./interruption";
import { describeMachine, type Machine } from "./machine";
import { measureMakespan } from "./makespan/makespan";
import { makespanReport } from "./makespan/report";
import { measureMatrices } from "./reachability/matrices";
import { measureOverlaps } from "./overlaps/measure";
import { overlapReport } from "./overlaps/report";
import { measurePacks } from "./policies/packTimes";
import { packReport } from "./policies/report";
import { matrixReport } from "./reachability/report";
import { targets } from "./targets";
import { Workspace } from "./workspace";

const benchmarks = [
  "engine-time",
  "makespan",
  ...sizedNames,
  "reachability",
  "policies",
  "overlaps",
] as const;

/** Resources of the stacks that the policy pack is tried on. */
const packStacks = [1000, 5000, 20_000];

/** Networks among which overlaps are looked for. */
const overlapSamples = [1000, 10_000, 100_000, 1_000_000];

type Benchmark = (typeof benchmarks)[number];

interface BenchOptions {
  readonly runs: number;
  readonly json?: string;
  readonly only?: Benchmark;
  readonly sizes?: readonly number[];
  readonly checkpoints?: true;
}

const program = new Command("bench")
  .description(
    "how much time components cost, how that grows, and how close an update comes to the least that the clouds force",
  )
  .option("--runs <number>", "rounds of every benchmark but makespan", positive, 5)
  .option("--only <benchmark>", `${benchmarks.join(", ")} (default: the first two)`, benchmarkName)
  .option(
    "--sizes <numbers>",
    Object.values(sizedPrograms)
      .map(({ counted, what, sizes }) => `${counted} of ${what} (default: ${sizes.join(",")})`)
      .join(", "),
    sizesOf,
  )
  .option("--checkpoints", "let the engine write its state after every step of these")
  .option("--json <file>", "also write every figure into a file")
  .action(run);

async function run({ runs, json, only, sizes, checkpoints }: BenchOptions): Promise<void> {
  const wanted: readonly Benchmark[] = only === undefined ? ["engine-time", "makespan"] : [only];
  const interruption = untilInterrupted();
  const machine = await describeMachine();
  process.stdout.write(`${machineReport(machine)}\n`);
  const workspace = await Workspace.create();
  try {
    const demo = await workspace.demo();
    const engineTime = wanted.includes("engine-time")
      ? await engineTimes(demo, runs, workspace, interruption)
      : undefined;
    const makespan = wanted.includes("makespan")
      ? await makespanOfProd(demo, workspace, interruption)
      : undefined;
    const sized = wanted.find(isSized);
    const growth =
      sized === undefined
        ? undefined
        : await measureGrowth(sized, {
            ...{ sizes, rounds: runs, checkpoints: checkpoints === true },
            ...{ workspace, interruption },
          });
    const matrices = wanted.includes("reachability") ? await matrixTimes(runs, interruption) : undefined;
    const packs = wanted.includes("policies") ? await measurePacks(packStacks, runs) : undefined;
    if (packs !== undefined) {
      process.stdout.write(`\n${packReport(packs)}\n`);
    }
    const overlaps = wanted.includes("overlaps")
      ? await measureOverlaps(overlapSamples, runs, await workspace.emptyFolder())
      : undefined;
    if (overlaps !== undefined) {
      process.stdout.write(`\n${overlapReport(overlaps)}\n`);
    }
    if (json !== undefined) {
      const figures = { machine, targets, engineTime, makespan, growth, matrices, packs, overlaps };
      await writeFile(json, `${JSON.stringify(figures, null, 2)}\n`);
    }
  } finally {
    await workspace.remove();
  }
}

async function engineTimes(demo: string, rounds: number, workspace: Workspace, interruption: AbortSignal) {
  let step = "";
  const onStep = (next: string): void => void (step = next);
  const times = await new Progress().during(
    "Measuring engine time",
    () =>
      measureEngineTime({
        subjects: { dev: { project: demo, stack: "dev" }, prod: { project: demo, stack: "prod" } },
        rounds,
        budgetSeconds: 200,
        workspace,
        interruption,
        onStep,
      }),
    () => step,
  );
  process.stdout.write(`\n${engineTimeReport(times)}\n`);
  return times;
}

async function makespanOfProd(demo: string, workspace: Workspace, interruption: AbortSignal) {
  const makespan = await new Progress().during(
    "Bringing up four tunnels on clouds that take their time",
    () => measureMakespan(demo, "prod", workspace, interruption),
  );
  process.stdout.write(`\n${makespanReport(makespan)}\n`);
  return makespan;
}

async function matrixTimes(rounds: number, interruption: AbortSignal) {
  let step = "";
  const onStep = (next: string): void => void (step = next);
  const times = await new Progress().during(
    "Measuring matrices",
    () => measureMatrices(rounds, interruption, onStep),
    () => step,
  );
  process.stdout.write(`\n${matrixReport(times)}\n`);
  return times;
}

function machineReport({ processor, cores, memoryGiB, system, load, versions }: Machine): string {
  const software = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}, load ${load}`,
    software.join(", "),
    "",
  ].join("\n");
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError("give a whole number from 1 on");
  }
  return value;
}

function sizesOf(text: string): number[] {
  const sizes = text.split(",").map(positive);
  if (sizes.some((size, index) => size < 2 || size <= (sizes[index - 1] ?? 0))) {
    throw new InvalidArgumentError("give growing numbers from 2 on, such as 4,8,16");
  }
  return sizes;
}

function benchmarkName(text: string): Benchmark {
  const found = benchmarks.find((name) => name === text);
  if (found === undefined) {
    throw new InvalidArgumentError(`give one of ${benchmarks.join(", ")}`);
  }
  return found;
}

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof InterruptedError ? 128 + constants.signals[error.signal] : 1);
});
