import type { Analysis } from "../analysis";
import type { Failures } from "../solve";

/** An estate after each loss that was asked about, worked out once. */
export class Losses {
  readonly #analysis: Analysis;
  readonly #known = new Map<string, Analysis>();

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  /** The estate without a tunnel more, by its id. */
  ofTunnel(id: string): Analysis {
    let found = this.#known.get(id);
    if (found === undefined) {
      found = this.#analysis.without(withoutTunnel(this.#analysis, id));
      this.#known.set(id, found);
    }
    return found;
  }
}

function withoutTunnel({ estate }: Analysis, id: string): Failures {
  const ends = estate.tunnel(id)?.ends ?? [];
  const { failures } = estate;
  return { ...failures, parts: new Set([...failures.parts, ...ends.flatMap((end) => end?.id ?? [])]) };
}

/** What people call a tunnel: its ends. */
export function tunnelName({ estate }: Analysis, id: string): string {
  const [near, far] = estate.tunnel(id)?.ends ?? [];
  return near === undefined ? id : `${near.name}${far ? ` to ${far.name}` : ""}`;
}
