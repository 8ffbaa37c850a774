import type { Rule } from "../model";
import type { Denial, Hop, Path, Translated } from "./path";

/** Where a {@link Way} stood, to come back to. */
export type Mark = readonly [
  hops: number,
  places: number,
  tunnels: number,
  filters: number,
  denials: number,
  translations: number,
];

/** A packet's way while it is followed: it grows, and shrinks again to where another branch begins. */
export class Way {
  readonly #hops: Hop[] = [];
  readonly #places: string[] = [];
  readonly #tunnels: string[] = [];
  readonly #filters: string[] = [];
  readonly #denials: Denial[] = [];
  readonly #translations: Translated[] = [];

  mark(): Mark {
    return [
      this.#hops.length,
      this.#places.length,
      this.#tunnels.length,
      this.#filters.length,
      this.#denials.length,
      this.#translations.length,
    ];
  }

  rewind([hops, places, tunnels, filters, denials, translations]: Mark): void {
    this.#hops.length = hops;
    this.#places.length = places;
    this.#tunnels.length = tunnels;
    this.#filters.length = filters;
    this.#denials.length = denials;
    this.#translations.length = translations;
  }

  add(hop: Hop): void {
    this.#hops.push(hop);
  }

  visit(place: string): void {
    if (this.#places.at(-1) !== place) {
      this.#places.push(place);
    }
  }

  goThrough(tunnel: string): void {
    this.#tunnels.push(tunnel);
  }

  pass(filter: { id: string; name: string; urn?: string | undefined }, rule: Rule): void {
    this.#hops.push({ at: filter.name, urn: filter.urn, kind: "filter", rule });
    this.#filters.push(filter.id);
  }

  translate(translated: Translated): void {
    this.#translations.push(translated);
  }

  deny(denial: Denial): void {
    this.#denials.push(denial);
  }

  /** The way so far. */
  path(): Omit<Path, "outcome" | "reason" | "rule" | "cause" | "assumptions"> {
    return {
      hops: [...this.#hops],
      places: [...this.#places],
      tunnels: [...this.#tunnels],
      filters: [...this.#filters],
      denials: [...this.#denials],
      translations: [...this.#translations],
    };
  }
}
