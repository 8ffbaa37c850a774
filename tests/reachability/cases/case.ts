import type { Outcome, Resource } from "../../../reachability";

/** A small estate of raw resources, and what can be said of it. */
export interface Case {
  /** The rule that it shows. */
  readonly name: string;
  /** The provider's page that makes it so. */
  readonly source: string;
  readonly resources: readonly Resource[];
  readonly flows: readonly CaseFlow[];
}

/** A flow, and what becomes of it. */
export interface CaseFlow {
  /** Names of endpoints or subnets, or addresses. */
  readonly from: string;
  readonly to: string;
  /** @default "tcp" */
  readonly protocol?: "tcp" | "udp" | "icmp";
  /** @default 443 */
  readonly port?: number;
  readonly verdict: Outcome;
  /** The places that it passes on its way there, in order; on each of several equal ways. */
  readonly hops?: readonly string[];
  /** Found in the reason. */
  readonly because?: RegExp;
}
