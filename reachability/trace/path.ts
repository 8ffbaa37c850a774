import type { Packet, Rule } from "../model";

/** The four verdicts. Unknown is never silently fine. */
export type Outcome = "reachable" | "blocked" | "leaves the model" | "undecided";

/** All, the best first. */
export const outcomes: readonly Outcome[] = ["reachable", "leaves the model", "undecided", "blocked"];

/** Of equal ways the worst decides: each may be taken. */
export function isWorse(one: Outcome, other: Outcome): boolean {
  return outcomes.indexOf(one) > outcomes.indexOf(other);
}

/** A step of a packet's way. */
export interface Hop {
  /** Where: an endpoint's, a subnet's, a gateway's name. */
  readonly at: string;
  readonly urn?: string | undefined;
  readonly kind: "endpoint" | "filter" | "route" | "tunnel";
  /** What decided what happens here. */
  readonly rule: Rule;
}

/** One way that a packet can take, to its end. */
export interface Path {
  readonly hops: readonly Hop[];
  /** The places that it visits, each once. */
  readonly places: readonly string[];
  /** Ids of the tunnels that it goes through. */
  readonly tunnels: readonly string[];
  readonly outcome: Outcome;
  /** Why it ends as it does; empty when it arrives. */
  readonly reason: string;
  readonly rule?: Rule;
  /** What stops it, where it is blocked. */
  readonly cause?: Cause;
  /** Filters that let it through, by id. */
  readonly filters: readonly string[];
  /** Where it was denied, if it was let on all the same. */
  readonly denials: readonly Denial[];
  /** Where its source became another, in order. */
  readonly translations: readonly Translated[];
  readonly assumptions: readonly string[];
}

/** A source address that became another. */
export interface Translated {
  /** The node that did it, by id. */
  readonly node: string;
  readonly before: Pick<Packet, "source" | "from">;
  readonly after: bigint;
}

/** What stops a packet. Nodes and tunnels by id. */
export type Cause =
  | { readonly kind: "filter" | "loop" | "lost" | "not delivered" }
  | { readonly kind: "no route" | "thrown away"; readonly node: string }
  | { readonly kind: "tunnel down"; readonly tunnel: string };

/** A filter that does not let a packet through. */
export interface Denial {
  readonly filter: string;
  readonly name: string;
  readonly urn?: string | undefined;
  readonly rule: Rule;
}
