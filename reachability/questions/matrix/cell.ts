import type { Endpoint, Rule } from "../../model";
import type { Outcome, Path, Trace, Tracer, Traffic } from "../../trace";
import type { Nearness, PairClass } from "../classes/pairClasses";
import type { MatrixCell } from "./types";

/** A cell that knows its verdict, and traces its example for the rest. */
export class TracedCell implements MatrixCell {
  readonly from: number;
  readonly to: number;
  readonly nearness: Nearness;
  readonly pairs: number;
  readonly verdict: Outcome;
  readonly example: { readonly from: Endpoint; readonly to: Endpoint };
  readonly #tracer: Tracer;
  readonly #traffic: Traffic;
  #trace: Trace | undefined;

  constructor(tracer: Tracer, pair: PairClass<Endpoint>, traffic: Traffic, verdict: Outcome) {
    this.from = pair.fromClass;
    this.to = pair.toClass;
    this.nearness = pair.nearness;
    this.pairs = pair.pairs;
    this.verdict = verdict;
    this.example = { from: pair.from, to: pair.to };
    this.#tracer = tracer;
    this.#traffic = traffic;
  }

  get reason(): string {
    return this.#traced.reason;
  }

  get rule(): Rule | undefined {
    return this.#traced.rule;
  }

  get forward(): readonly string[] {
    return tunnelsOf(this.#traced.forward);
  }

  get back(): readonly string[] {
    return tunnelsOf(this.#traced.back);
  }

  get #traced(): Trace {
    const { from, to } = this.example;
    return (this.#trace ??= this.#tracer.trace(from, to, this.#traffic));
  }
}

const none: readonly string[] = [];

/** The tunnels of all ways, each once, in an order that does not depend on the ways'. */
export function tunnelsOf(paths: readonly Path[]): readonly string[] {
  if (paths.every(({ tunnels }) => tunnels.length === 0)) {
    return none;
  }
  return [...new Set(paths.flatMap(({ tunnels }) => tunnels))].sort();
}
