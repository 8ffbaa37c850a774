import type { PortRange } from "../../model";
import type { Outcome, Trace } from "../../trace";

/** What is wanted of some flows. */
export interface Intent {
  /** @default what it says, in words */
  readonly name?: string | undefined;
  /**
   * Instances, subnets, networks, clouds, addresses or ranges, each by its name, a pattern with `*` and `?`, or a URN;
   * `network:prod` and the like say which kind is meant. A network, a subnet or a cloud stands for the instances in it and for
   * any host of it; where something is to be allowed, any host only of subnets without instances.
   */
  readonly from: string | readonly string[];
  readonly to: string | readonly string[];
  /**
   * A name, IANA's number, or `any`.
   *
   * @default "tcp" with ports, otherwise "any"
   */
  readonly protocol?: string | number | undefined;
  /** A port or a range of ports such as `8000-8080`; `ports` is a list of them. @default all */
  readonly port?: number | string | undefined;
  readonly ports?: readonly (number | string)[] | undefined;
  readonly expect: Expectation;
  /** Whether what can't be told is good enough. @default "reject" */
  readonly undecided?: "accept" | "reject" | undefined;
}

/** Intents, or the text of a file of them, and what messages call the file. */
export type Intents = readonly Intent[] | { readonly text: string; readonly name: string };

/**
 * `allowed`: all of it gets through, and its answers. `denied`: none of it. `redundant`: all of it, also after the loss of
 * any single tunnel. `leaves`: all of it leaves what the stacks show, such as to the internet.
 */
export type Expectation = (typeof expectations)[number];

export const expectations = ["allowed", "denied", "redundant", "leaves"] as const;

/** An intent as it was read: every part has a meaning, though it may name nothing of an estate. */
export interface ReadIntent {
  readonly name: string;
  /** Where it stands in its file, such as `[2]`. */
  readonly path: string;
  readonly line?: number | undefined;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** IANA's number, or any. */
  readonly protocol: number | "any";
  /** Empty: all. */
  readonly ports: readonly PortRange[];
  readonly expect: Expectation;
  readonly acceptsUndecided: boolean;
}

/** How an intent fared. */
export interface IntentResult {
  readonly name: string;
  readonly path: string;
  readonly line?: number | undefined;
  readonly expect: Expectation;
  readonly holds: boolean;
  /** Pairs of hosts that were looked at. */
  readonly pairs: number;
  /** What is not as wanted, an example for all that behave alike; empty when it holds. */
  readonly failures: readonly IntentFailure[];
}

/** Traffic that is not as an intent wants it. */
export interface IntentFailure {
  /** Names of the hosts of an example. */
  readonly from: string;
  readonly to: string;
  /** Such as `tcp 443`. */
  readonly traffic: string;
  /** How many pairs of hosts fail alike. */
  readonly pairs: number;
  readonly verdict: Outcome;
  /** What decides it, and why it is not as wanted. */
  readonly reason: string;
  /** The resource that decides it. */
  readonly urn?: string | undefined;
  readonly trace: Trace;
}

/** Something wrong with an intents file. */
export interface IntentProblem {
  /** Where in the file, such as `[2].port`. */
  readonly path: string;
  readonly line?: number | undefined;
  /** Value, rule and fix. */
  readonly text: string;
}

/** Thrown for intents that can't be checked: every problem at once. */
export class IntentsError extends Error {
  override readonly name = "IntentsError";

  constructor(
    readonly problems: readonly IntentProblem[],
    source: string,
  ) {
    const lines = problems.map(({ path, line, text }) => {
      const where = line === undefined ? source : `${source}:${line}`;
      return `  ${where}${path && ` ${path}`}: ${text}`;
    });
    super([`${source} can't be checked:`, ...lines].join("\n"));
  }
}
