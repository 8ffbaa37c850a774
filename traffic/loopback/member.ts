import type { Reach } from "../health/reach";
import type { Pool, Target } from "../model";
import type { TargetServer } from "./targetServer";

export type MemberState = "initial" | "healthy" | "unhealthy" | "draining";

export interface MemberReach {
  readonly probes: (port: number) => Reach | undefined;
  readonly requests: (port: number) => Reach | undefined;
}

/** A target of a pool while it is served. */
export class Member {
  /** Requests that it has not answered yet. */
  active = 0;
  state: MemberState = "initial";
  /** When it became healthy, in the balancer's seconds. */
  healthySince = 0;
  /** Why the last probe failed; empty when it did not. */
  reason = "";
  /** Probes in a row with the same outcome. */
  #successes = 0;
  #failures = 0;
  /** What ends the requests that it is still at. */
  readonly cutOff = new AbortController();

  constructor(
    public pool: Pool,
    public target: Target,
    readonly server: TargetServer,
    /** Whether packets get to it, as the resources say. */
    public reach: MemberReach,
  ) {}

  /** Counts a probe. @param problem - why it failed; empty when it did not */
  probed(problem: string, now: number): void {
    this.reason = problem;
    const { healthyThreshold, unhealthyThreshold, initialThreshold } = this.pool.healthCheck;
    if (this.state === "draining") {
      return;
    }
    if (problem !== "") {
      this.#successes = 0;
      this.#failures += 1;
      if (this.state !== "unhealthy" && this.#failures >= unhealthyThreshold) {
        this.state = "unhealthy";
      }
      return;
    }
    this.#failures = 0;
    this.#successes += 1;
    const needed = this.state === "initial" ? initialThreshold : healthyThreshold;
    if (this.state !== "healthy" && this.#successes >= needed) {
      this.state = "healthy";
      this.healthySince = now;
    }
  }
}
