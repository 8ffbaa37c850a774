import { placeOf } from "./places";

/** Where a query comes from; parts that are absent are not known to the name server. */
export interface Client {
  readonly latitude?: number;
  readonly longitude?: number;
  /** ISO 3166-1, such as `DE`. */
  readonly country?: string;
  /** As Route 53 writes it: AF, AN, AS, EU, NA, OC, SA. */
  readonly continent?: string;
  /** Of the country, such as `CA` of `US`. */
  readonly subdivision?: string;
  /** For routing by subnet. */
  readonly address?: string;
}

/** A client of whom nothing is known. */
export const anywhere: Client = {};

/** A client in a region of any of the clouds. @throws for a region that is not known */
export function clientIn(region: string): Client {
  const place = placeOf(region);
  if (place === undefined) {
    throw new Error(
      `${region} is no region that is known: give one such as eu-central-1, westeurope or us-east4`,
    );
  }
  return place;
}

/** Kilometres from a client to a region; undefined where either is not known. */
export function distance(client: Client, region: string | undefined): number | undefined {
  const place = region === undefined ? undefined : placeOf(region);
  if (
    place?.latitude === undefined ||
    place.longitude === undefined ||
    client.latitude === undefined ||
    client.longitude === undefined
  ) {
    return undefined;
  }
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [a, b] = [radians(client.latitude), radians(place.latitude)];
  const angle =
    Math.sin((b - a) / 2) ** 2 +
    Math.cos(a) * Math.cos(b) * Math.sin(radians(place.longitude - client.longitude) / 2) ** 2;
  return Math.round(2 * 6371 * Math.asin(Math.sqrt(Math.min(1, angle))));
}

/**
 * Those that are nearest to a client; all where its place is not known. Providers measure latency, for which distance
 * stands here.
 */
export function nearest<T>(
  client: Client,
  items: readonly T[],
  regionOf: (item: T) => string | undefined,
): T[] {
  const measured = items.map((item) => ({ item, far: distance(client, regionOf(item)) ?? Infinity }));
  const least = Math.min(...measured.map(({ far }) => far));
  return measured.filter(({ far }) => far === least).map(({ item }) => item);
}
