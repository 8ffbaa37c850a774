/**
 * The regions that the simulated project can use, with the letters of their zones.
 *
 * Source: https://cloud.google.com/compute/docs/regions-zones
 */
const regions: Readonly<Record<string, string>> = {
  "africa-south1": "abc",
  "asia-east1": "abc",
  "asia-northeast1": "abc",
  "asia-south1": "abc",
  "asia-southeast1": "abc",
  "australia-southeast1": "abc",
  "europe-central2": "abc",
  "europe-north1": "abc",
  "europe-southwest1": "abc",
  "europe-west1": "bcd",
  "europe-west2": "abc",
  "europe-west3": "abc",
  "europe-west4": "abc",
  "europe-west6": "abc",
  "europe-west9": "abc",
  "me-central1": "abc",
  "me-west1": "abc",
  "northamerica-northeast1": "abc",
  "southamerica-east1": "abc",
  "southamerica-west1": "abc",
  "us-central1": "abcf",
  "us-east1": "bcd",
  "us-east4": "abc",
  "us-west1": "abc",
  "us-west2": "abc",
};

export const regionNames: readonly string[] = Object.keys(regions);

/** The zones of a region, such as `europe-west3-a`; undefined if the region is not simulated. */
export function zonesOf(region: string): readonly string[] | undefined {
  const letters = regions[region];
  return letters === undefined ? undefined : Array.from(letters, (letter) => `${region}-${letter}`);
}

/** The region of a zone that is simulated. */
export function regionOf(zone: string): string | undefined {
  const region = zone.replace(/-[a-z]$/, "");
  return zonesOf(region)?.includes(zone) ? region : undefined;
}

export const unknownZone = (zone: string): string =>
  `Invalid value for field 'zone': '${zone}'. Unknown zone; simulated are those of ${regionNames.join(", ")}.`;

export const unknownRegion = (region: string): string =>
  `Invalid value for field 'region': '${region}'. Unknown region; simulated are ${regionNames.join(", ")}.`;
