import type { Endpoint } from "../../model";
import { type Outcome, outcomes, type Tracer, type Traffic } from "../../trace";
import { Verdicts } from "../../trace/verdicts/verdicts";
import { EndpointClasses } from "../classes/endpointClasses";
import type { Classified, Nearness, PairClass } from "../classes/pairClasses";

const nearnesses: readonly Nearness[] = ["apart", "near", "near one way", "near the other way"];

/** Verdicts on pairs of classes, each found once for all classes that the traffic in question does not tell apart. */
export class ClassVerdicts {
  readonly #verdicts: Verdicts;
  /** By number of a class: the number of all that meet the same verdicts. */
  readonly #alike = new Map<number, number>();
  readonly #count: number;
  /** By sender, then by receiver and nearness: the number of the outcome, from 1 on. */
  readonly #known = new Map<number, Uint8Array>();

  constructor(tracer: Tracer, traffic: Traffic, endpoints: readonly Classified<Endpoint>[]) {
    this.#verdicts = new Verdicts(tracer, traffic);
    const classes = EndpointClasses.forVerdicts(tracer, traffic);
    for (const { number, endpoint } of endpoints) {
      if (!this.#alike.has(number)) {
        this.#alike.set(number, classes.of(endpoint));
      }
    }
    this.#count = 1 + [...this.#alike.values()].reduce((most, number) => Math.max(most, number), 0);
  }

  of({ from, to, fromClass, toClass, nearness }: PairClass<Endpoint>): Outcome {
    const row = this.#rowOf(this.#alike.get(fromClass) ?? 0);
    const place = (this.#alike.get(toClass) ?? 0) * nearnesses.length + nearnesses.indexOf(nearness);
    const known = outcomes[(row[place] ?? 0) - 1];
    if (known !== undefined) {
      return known;
    }
    const verdict = this.#verdicts.of(from, to);
    row[place] = 1 + outcomes.indexOf(verdict);
    return verdict;
  }

  #rowOf(sender: number): Uint8Array {
    let row = this.#known.get(sender);
    if (row === undefined) {
      row = new Uint8Array(this.#count * nearnesses.length);
      this.#known.set(sender, row);
    }
    return row;
  }
}
