import type { Endpoint } from "../../model";
import { type Outcome, outcomes, type Tracer, type Traffic } from "../../trace";
import { type Classified, pairClasses } from "../classes/pairClasses";
import { TracedCell } from "./cell";
import { ClassVerdicts } from "./classVerdicts";
import { noPairs } from "./counts";
import type { MatrixCell, MatrixCells } from "./types";

/** The cells of a matrix, of which nothing is kept but the verdicts, a byte each. */
export class VerdictCells implements MatrixCells {
  readonly #tracer: Tracer;
  readonly #endpoints: readonly Classified<Endpoint>[];
  readonly #traffic: Traffic;
  /** Numbers of outcomes, in the order of the pairs. */
  readonly #verdicts = new Bytes();
  readonly totals: Readonly<Record<Outcome, number>>;

  constructor(tracer: Tracer, endpoints: readonly Classified<Endpoint>[], traffic: Traffic) {
    this.#tracer = tracer;
    this.#endpoints = endpoints;
    this.#traffic = traffic;
    const verdicts = new ClassVerdicts(tracer, traffic, endpoints);
    const totals = noPairs();
    for (const pair of pairClasses(endpoints, endpoints)) {
      const { pairs } = pair;
      const verdict = verdicts.of(pair);
      totals[verdict] += pairs;
      this.#verdicts.push(outcomes.indexOf(verdict));
    }
    this.totals = totals;
  }

  get length(): number {
    return this.#verdicts.length;
  }

  *[Symbol.iterator](): Generator<MatrixCell, void, undefined> {
    let index = 0;
    for (const pair of pairClasses(this.#endpoints, this.#endpoints)) {
      const verdict = outcomes[this.#verdicts.at(index++)] ?? "undecided";
      yield new TracedCell(this.#tracer, pair, this.#traffic, verdict);
    }
  }
}

/** A list that grows. */
class Bytes {
  #bytes = new Uint8Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#bytes.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.length++] = value;
  }

  at(index: number): number {
    return this.#bytes[index] ?? 0;
  }
}
