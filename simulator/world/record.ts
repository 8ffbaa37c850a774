import type { Props } from "../protocol/values";

/** What a cloud is doing with a resource at the moment. */
export type RecordState = "creating" | "available" | "updating" | "deleting";

/** One resource as the simulated cloud holds it. */
export interface WorldRecord {
  /** Pulumi type token, such as `aws:ec2/vpc:Vpc`. */
  readonly token: string;
  /** The cloud's id of the resource, which is also the id that Pulumi stores. Unique per token. */
  readonly id: string;
  /** Who asked for it: the URN of the resource in the user's stack. */
  readonly urn: string;
  /** The inputs as accepted, defaults included. */
  inputs: Props;
  /** The attributes that the cloud answers a read with, but for those that `observe` computes anew. */
  outputs: Props;
  /** Names of inputs and outputs that are answered as secrets. */
  secrets: string[];
  /** Names of those that the world file seals: the secrets, what was one before, and credentials. */
  sealed: string[];
  state: RecordState;
  /** Simulated seconds since the world began at which the last operation began and ended. */
  began: number;
  ended: number;
}

/** All that a world file holds. */
export interface WorldState {
  readonly version: 1;
  /** Everything that a real cloud draws at random (ids, addresses, keys) is drawn from this. */
  readonly seed: string;
  /** Where the simulated clock stands, in seconds since the world began. */
  clock: number;
  records: WorldRecord[];
  /** How often each URN was created, so that a replacement gets another id than the resource it replaces. */
  generations: Record<string, number>;
  /** Names that deleted resources still block. */
  reservations?: Reservation[];
}

/** A name that a deleted resource blocks for a time, such as a secret's until its recovery window ends. */
export interface Reservation {
  readonly token: string;
  readonly name: string;
  /** In seconds since the world began. */
  readonly until: number;
}

export const emptyWorld = (seed: string): WorldState => ({
  version: 1,
  seed,
  clock: 0,
  records: [],
  generations: {},
});
