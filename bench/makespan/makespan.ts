import { withFreshStack } from "../freshStack";
import type { Workspace } from "../workspace";
import { lowerBound } from "./lowerBound";
import { operationsOf } from "./operations";
import { nameOf } from "../../simulator";
import { criticalPath, traceRequests } from "./trace";

/** Real seconds that a simulated second takes: a gateway's 45 minutes are 54 s. */
const timeScale = 0.02;

/** How long the clouds are kept busy by one `pulumi up`, against the least that they force. */
export interface Makespan {
  readonly stack: string;
  readonly resources: number;
  readonly timeScale: number;
  /** Simulated seconds along the chain of requests that the run took, without the engine's time between them. */
  readonly makespanSeconds: number;
  readonly boundSeconds: number;
  readonly ratio: number;
  /** The same with the engine's time, which the scale makes look 1 / `timeScale` times as long. */
  readonly ratioAtThisScale: number;
  /** The whole command, with clouds as slow as the real ones, which the engine's time does not grow with. */
  readonly ratioAtFullScale: number;
  /** What adds up to the bound. */
  readonly forced: readonly { readonly name: string; readonly seconds: number }[];
  /** The chain of requests that the run took. */
  readonly taken: readonly { readonly name: string; readonly seconds: number }[];
  /** Where the simulated clock stands, which follows references alone: no later than the bound. */
  readonly clockSeconds: number;
  /** Real seconds. */
  readonly engine: {
    /** From the command to the first request. */
    readonly start: number;
    /** Between the requests of the chain. */
    readonly between: number;
    /** From the last answer to the end of the command. */
    readonly end: number;
  };
}

/** Brings a stack up on clouds that take their time. */
export function measureMakespan(
  project: string,
  stack: string,
  workspace: Workspace,
  interruption: AbortSignal,
): Promise<Makespan> {
  return withFreshStack(
    { project, stack, timeScale },
    workspace,
    interruption,
    async ({ clouds, pulumi }) => {
      const requests = traceRequests(clouds);
      const command = await pulumi("up", "--yes", "--skip-preview");
      const records = clouds.world.list();
      const bound = lowerBound(operationsOf(records, requests));
      const path = criticalPath(requests);
      const simulated = (milliseconds: number): number => milliseconds / 1000 / timeScale;
      const makespanSeconds = simulated(path.inClouds);
      if (makespanSeconds < bound.seconds) {
        throw new Error(
          `the bound of ${bound.seconds} s is wrong: a run took ${makespanSeconds.toFixed(0)} s`,
        );
      }
      const engine = {
        start: ((path.requests[0]?.began ?? NaN) - command.began) / 1000,
        between: path.between / 1000,
        end: (command.ended - (path.requests.at(-1)?.ended ?? NaN)) / 1000,
      };
      return {
        stack,
        resources: records.length,
        timeScale,
        makespanSeconds,
        boundSeconds: bound.seconds,
        ratio: makespanSeconds / bound.seconds,
        ratioAtThisScale: (makespanSeconds + engine.between / timeScale) / bound.seconds,
        ratioAtFullScale: (makespanSeconds + engine.start + engine.between + engine.end) / bound.seconds,
        forced: bound.chain.map(({ name, seconds }) => ({ name, seconds })),
        taken: path.requests.map(({ urn, began, ended }) => ({
          name: nameOf(urn),
          seconds: simulated(ended - began),
        })),
        clockSeconds: Math.max(...records.map(({ ended }) => ended)),
        engine,
      };
    },
  );
}
