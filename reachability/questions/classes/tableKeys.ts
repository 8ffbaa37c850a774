import { keyOfHop, type Routing } from "../../solve";
import { Interned } from "../../trace/interned";

/** Numbers of tables by where they lead: two of one number answer every lookup alike. */
export class TableKeys {
  readonly #routing: Routing;
  readonly #routes = new Interned<string>();
  readonly #known = new Map<string, string>();

  constructor(routing: Routing) {
    this.#routing = routing;
  }

  of(id: string): string {
    let key = this.#known.get(id);
    if (key === undefined) {
      key = this.#keyOf(id);
      this.#known.set(id, key);
    }
    return key;
  }

  #keyOf(id: string): string {
    const table = this.#routing.tables.get(id);
    if (table === undefined || table.undecided.length > 0) {
      return `table ${id}`;
    }
    const routes = [...table.best()].map(([prefix, best]) => {
      const hops = best.flatMap(({ next }) => next.map(keyOfHop));
      return [prefix, ...new Set(hops.sort())].join("\n");
    });
    return String(this.#routes.numberOf(routes.sort().join("\n\n")));
  }
}
