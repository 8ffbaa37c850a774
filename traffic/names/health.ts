import type { Client } from "./client";

/** Whether a member of a name is healthy: an address, or a name that stands for one. */
export type Healthy = (member: string) => boolean;

/** Who asks, and what is healthy meanwhile. */
export interface Query {
  readonly healthy: Healthy;
  readonly client: Client;
}

/** How long it takes until clients are sent elsewhere once a member fails, in seconds. */
export interface Recovery {
  /** Until the provider counts it as unhealthy: interval × threshold. */
  readonly detectSeconds: number;
  /** For as long resolvers keep the old answer. */
  readonly ttlSeconds: number;
  readonly totalSeconds: number;
}

export function recovery(detectSeconds: number, ttlSeconds: number): Recovery {
  return { detectSeconds, ttlSeconds, totalSeconds: detectSeconds + ttlSeconds };
}

/** The slowest of several. */
export function slowest(recoveries: readonly Recovery[]): Recovery | undefined {
  return recoveries.toSorted((a, b) => b.totalSeconds - a.totalSeconds)[0];
}
