import type { Endpoint, Rule } from "../../model";
import type { Outcome } from "../../trace";
import type { PairCounts } from "./counts";
import type { Nearness } from "../classes/pairClasses";

/** All pairs of an estate, by classes of endpoints that behave alike. */
export interface Matrix {
  readonly between: "instances" | "subnets" | "networks";
  /** IANA's number. */
  readonly protocol: number;
  /** 0 where the protocol has none. */
  readonly port: number;
  readonly groups: readonly MatrixGroup[];
  /** One for each pair of groups that has members to pair; two where it matters whether these share a subnet. */
  readonly cells: MatrixCells;
  /** Pairs of endpoints by verdict. */
  readonly totals: PairCounts;
}

/** There may be millions: each is made when it is asked for. */
export interface MatrixCells extends Iterable<MatrixCell> {
  readonly length: number;
}

/** Endpoints that behave alike. */
export interface MatrixGroup {
  readonly number: number;
  readonly members: readonly Endpoint[];
}

/**
 * What becomes of traffic from any member of one group to any of another. The reason, the rule and the tunnels are found
 * when they are first read.
 */
export interface MatrixCell {
  /** Numbers of groups. */
  readonly from: number;
  readonly to: number;
  /** Which of the groups' pairs it is about: `near` are those within one subnet. */
  readonly nearness: Nearness;
  /** How many pairs of endpoints it stands for. */
  readonly pairs: number;
  readonly verdict: Outcome;
  /** Why, for the example; empty when reachable. */
  readonly reason: string;
  readonly rule?: Rule | undefined;
  /** One of the pairs. */
  readonly example: { readonly from: Endpoint; readonly to: Endpoint };
  /** Ids of the tunnels that the traffic goes through, and its answers. */
  readonly forward: readonly string[];
  readonly back: readonly string[];
}
