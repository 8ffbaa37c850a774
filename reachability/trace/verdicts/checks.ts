import type { Filter, FilterRule, Packet } from "../../model";
import { type Decision, decideAmong, portsMatch } from "../filters";
import type { Interned } from "../interned";

type Action = Decision["action"];

/** What packets have in common that differ in their ends alone. */
export type Shape = Pick<Packet, "protocol" | "sourcePort" | "destinationPort">;

/** A filter that many packets of one shape are to pass. */
export interface Check {
  /** Of the filter's id: what lets out and what lets in may be two filters of one id. */
  readonly number: number;
  readonly stateful: boolean;
  readonly screen: Screen;
}

/** Prepares filters for packets of one shape. */
export class Checks {
  readonly #shape: Shape;
  readonly #ids: Interned<string>;
  readonly #ofList = new Map<readonly Filter[], readonly Check[]>();
  readonly #ofFilter = new Map<Filter, Check>();
  /** Filters with the same rules say the same. */
  readonly #screens = { allow: new Map<Rules, Screen>(), deny: new Map<Rules, Screen>() };

  /** @param ids - numbers of filters' ids */
  constructor(shape: Shape, ids: Interned<string>) {
    this.#shape = shape;
    this.#ids = ids;
  }

  of(filters: readonly Filter[] = none): readonly Check[] {
    let checks = this.#ofList.get(filters);
    if (checks === undefined) {
      checks = filters.map((filter) => this.#checkOf(filter));
      this.#ofList.set(filters, checks);
    }
    return checks;
  }

  #checkOf(filter: Filter): Check {
    let check = this.#ofFilter.get(filter);
    if (check === undefined) {
      const { id, stateful } = filter;
      check = { number: this.#ids.numberOf(id), stateful, screen: this.#screenOf(filter) };
      this.#ofFilter.set(filter, check);
    }
    return check;
  }

  #screenOf({ rules, otherwise }: Filter): Screen {
    const known = this.#screens[otherwise.action];
    let screen = known.get(rules);
    if (screen === undefined) {
      screen = new Screen(
        rules.filter((rule) => this.#isAbout(rule)),
        otherwise,
      );
      known.set(rules, screen);
    }
    return screen;
  }

  #isAbout({ protocol, sourcePorts, destinationPorts }: FilterRule): boolean {
    const shape = this.#shape;
    return (
      (protocol === undefined || protocol === shape.protocol) &&
      portsMatch(sourcePorts, shape.protocol, shape.sourcePort) &&
      portsMatch(destinationPorts, shape.protocol, shape.destinationPort)
    );
  }
}

const none: readonly Filter[] = [];

type Rules = readonly FilterRule[];

/** Rules for packets of one shape. It knows what it said last: one end is mostly asked about many times in a row. */
class Screen {
  readonly #rules: Rules;
  readonly otherwise: Filter["otherwise"];
  /** Where it does not depend on who sends to whom. */
  readonly #always: Action | undefined;
  readonly #asksForSource: boolean;
  readonly #asksForDestination: boolean;
  #last: { readonly packet: Packet; readonly action: Action } | undefined;

  constructor(rules: Rules, otherwise: Filter["otherwise"]) {
    this.#rules = rules;
    this.otherwise = otherwise;
    this.#asksForSource = rules.some(({ source }) => source !== undefined);
    this.#asksForDestination = rules.some(({ destination }) => destination !== undefined);
    this.#always = actionForAll(rules, otherwise);
  }

  actionOn(packet: Packet): Action {
    if (this.#always !== undefined) {
      return this.#always;
    }
    if (this.#last === undefined || !this.#isAlike(packet, this.#last.packet)) {
      this.#last = { packet, action: decideAmong(this.#rules, this, packet).action };
    }
    return this.#last.action;
  }

  #isAlike(one: Packet, other: Packet): boolean {
    return (
      one.version === other.version &&
      (!this.#asksForSource || (one.source === other.source && one.from === other.from)) &&
      (!this.#asksForDestination || (one.destination === other.destination && one.to === other.to))
    );
  }
}

function actionForAll([first]: Rules, otherwise: Filter["otherwise"]): Action | undefined {
  if (first === undefined) {
    return otherwise.action;
  }
  const { action, source, destination, undecided } = first;
  return source === undefined && destination === undefined && undecided === undefined ? action : undefined;
}
