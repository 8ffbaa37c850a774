import { continentOf } from "./continents";
import type { DnsModel, MemberId, Place } from "./model";

/** What may be answered: all these members at once, and how often. */
export interface Answer {
  /** As `<pool>/<member>`, sorted. */
  readonly members: readonly MemberId[];
  /** Of all answers, 0 to 1; undefined where it depends on which pool is the next nearest to who asks. */
  readonly probability: number | undefined;
}

/** Who asks, as far as answers depend on it. */
export type Asker =
  | { readonly from: "anywhere" }
  /** With latency routing: somebody to whom this pool is the nearest. */
  | { readonly from: "near"; readonly pool: string }
  | { readonly from: "place"; readonly place: Place }
  /** With geography: somebody in no place that has a pool. */
  | { readonly from: "elsewhere" };

/** Whether a member is answered as healthy. */
export type IsHealthy = (member: MemberId) => boolean;

/** Answers of which one is given, and how often; with an unknown share, nobody knows how often. */
export function mix(
  parts: readonly { readonly share: number | undefined; readonly answers: readonly Answer[] }[],
): Answer[] {
  const total = parts.reduce((sum, { share = 0 }) => sum + share, 0);
  const merged = new Map<string, Answer>();
  for (const { share, answers } of parts) {
    for (const { members, probability } of answers) {
      const own =
        share === undefined || probability === undefined ? undefined : (probability * share) / total;
      const key = members.join(" ");
      const before = merged.get(key);
      merged.set(key, {
        members,
        probability: before === undefined ? own : sum(before.probability, own),
      });
    }
  }
  return [...merged.values()];
}

/** The one answer with these members. */
export function together(members: readonly MemberId[]): Answer[] {
  return [{ members: members.toSorted(), probability: 1 }];
}

/** One of several that the asker's place decides between. */
export function nextNearest(options: readonly (readonly Answer[])[]): Answer[] {
  const [only] = options;
  return options.length === 1 && only !== undefined
    ? [...only]
    : mix(options.map((answers) => ({ share: undefined, answers })));
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}

/** Everybody to whom answers may differ. */
export function askersOf({ routing }: DnsModel): Asker[] {
  switch (routing.policy) {
    case "latency":
      return [...routing.regions.keys()].map(({ key }) => ({ from: "near", pool: key }));
    case "geography":
      return [...routing.places.map(({ place }): Asker => ({ from: "place", place })), { from: "elsewhere" }];
    default:
      return [{ from: "anywhere" }];
  }
}

/** How tables call who asks. */
export function askerName(asker: Asker): string {
  switch (asker.from) {
    case "near":
      return `near ${asker.pool}`;
    case "place":
      return `in ${placeName(asker.place)}`;
    default:
      return asker.from;
  }
}

export function placeName(place: Place): string {
  return "continent" in place ? `continent ${place.continent}` : `country ${place.country}`;
}

/** The places that count for who asks, the narrowest first. */
export function placesOf(asker: Asker): Place[] {
  if (asker.from !== "place") {
    return [];
  }
  const { place } = asker;
  if ("continent" in place) {
    return [place];
  }
  const continent = continentOf(place.country);
  return continent === undefined ? [place] : [place, { continent }];
}

export function samePlace(a: Place, b: Place): boolean {
  return placeName(a) === placeName(b);
}
