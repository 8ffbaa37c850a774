import { writeFile } from "node:fs/promises";
import { constants } from "node:os";

import { Command, InvalidArgumentError } from "commander";

import { InterruptedError } from "../cli/engine";
import { Progress } from "../cli/engine/progress";
import { measureEngineTime } from "./engine-time/engineTime";
import { engineTimeReport } from "./engine-time/report";
import { untilInterrupted } from "./interruption";
import { describeMachine, type Machine } from "./machine";
import { measureMakespan } from "./makespan/makespan";
import { makespanReport } from "./makespan/report";
import { targets } from "./targets";
import { Workspace } from "./workspace";

interface BenchOptions {
  readonly runs: number;
  readonly json?: string;
  readonly only?: "engine-time" | "makespan";
}

const program = new Command("bench")
  .description(
    "how much time components cost, and how close an update comes to the least that the clouds force",
  )
  .option("--runs <number>", "rounds of the engine-time benchmark", positive, 5)
  .option("--only <benchmark>", "engine-time or makespan", benchmarkName)
  .option("--json <file>", "also write every figure into a file")
  .action(run);

async function run({ runs, json, only }: BenchOptions): Promise<void> {
  const interruption = untilInterrupted();
  const machine = await describeMachine();
  process.stdout.write(`${machineReport(machine)}\n`);
  const workspace = await Workspace.create();
  try {
    const demo = await workspace.demo();
    const engineTime =
      only === "makespan" ? undefined : await engineTimes(demo, runs, workspace, interruption);
    const makespan = only === "engine-time" ? undefined : await makespanOfProd(demo, workspace, interruption);
    if (json !== undefined) {
      await writeFile(json, `${JSON.stringify({ machine, targets, engineTime, makespan }, null, 2)}\n`);
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
        demo,
        stacks: ["dev", "prod"],
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

function benchmarkName(text: string): string {
  if (text !== "engine-time" && text !== "makespan") {
    throw new InvalidArgumentError("give engine-time or makespan");
  }
  return text;
}

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof InterruptedError ? 128 + constants.signals[error.signal] : 1);
});
