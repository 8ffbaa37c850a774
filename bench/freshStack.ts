import { rm } from "node:fs/promises";
import { join } from "node:path";

import { openSession } from "../cli/sim/session";
import type { SimulatedClouds } from "../simulator";
import { type Finished, runTimed } from "./timedCommand";
import type { Workspace } from "./workspace";

export interface StackUnderTest {
  /** The folder of the Pulumi project. */
  readonly project: string;
  /** The stack, which names the configuration. */
  readonly stack: string;
  /** Real seconds that a simulated second takes. @default 0 */
  readonly timeScale?: number;
  /**
   * Whether the engine writes the state after every step, all of it, as it does by default: the time for that grows
   * with the square of the resources, for any program. If not, it writes the state at the end.
   *
   * @default true
   */
  readonly checkpoints?: boolean;
}

export interface FreshStack {
  readonly clouds: SimulatedClouds;
  /** Runs a command of the CLI on the stack. */
  readonly pulumi: (...args: readonly string[]) => Promise<Finished>;
}

/** Lets a new stack of a project be used in front of a new world, and forgets both. */
export async function withFreshStack<T>(
  { project, stack, timeScale, checkpoints = true }: StackUnderTest,
  workspace: Workspace,
  interruption: AbortSignal,
  use: (fresh: FreshStack) => Promise<T>,
): Promise<T> {
  interruption.throwIfAborted();
  const folder = await workspace.emptyFolder();
  const session = await openSession({ world: join(folder, "world.json"), timeScale });
  try {
    const env = {
      ...session.env,
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "",
      ...(!checkpoints && { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" }),
    };
    const pulumi: FreshStack["pulumi"] = (...args) =>
      runTimed(session.engine.pulumi, [...args, "--stack", stack, "--non-interactive"], {
        cwd: project,
        env,
        interruption,
      });
    await pulumi("stack", "init", "--no-select");
    return await use({ clouds: session.clouds, pulumi });
  } finally {
    await session.close();
    await rm(folder, { recursive: true, force: true });
  }
}
