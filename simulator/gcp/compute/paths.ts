/**
 * Resources are named by their path, such as `projects/p/regions/r/routers/n`, which is also the provider's id, and
 * by their self link.
 *
 * Source: https://cloud.google.com/compute/docs/reference/rest/v1, and `ParseGlobalFieldValue`,
 * `ParseRegionalFieldValue` and `ParseZonalFieldValue` in the provider's tpgresource/field_helpers.go for the forms that references may take.
 */
const api = "https://www.googleapis.com/compute/v1/";

export interface Place {
  readonly project: string;
  /** Undefined for what is global or zonal. */
  readonly region?: string;
  readonly zone?: string;
}

export const pathOf = (place: Place, collection: string, name: string): string =>
  `projects/${place.project}/${scopeIn(place)}/${collection}/${name}`;

const scopeIn = ({ region, zone }: Place): string =>
  zone !== undefined ? `zones/${zone}` : region !== undefined ? `regions/${region}` : "global";

export const selfLink = (path: string): string => `${api}${path}`;

/** The path in a self link; a path stays as it is. */
export const pathIn = (link: string): string => link.slice(Math.max(0, link.indexOf("projects/")));

export const lastName = (link: string): string => link.slice(link.lastIndexOf("/") + 1);

/** The path that a reference means: a self link, a path, a path from `regions/` or `global/` on, or a name. */
export function referredPath(reference: string, collection: string, place: Place): string {
  const project = /projects\/([^/]+)\//.exec(reference)?.[1] ?? place.project;
  const name = lastName(reference);
  if (place.zone !== undefined) {
    return pathOf({ project, zone: /zones\/([^/]+)\//.exec(reference)?.[1] ?? place.zone }, collection, name);
  }
  if (place.region === undefined) {
    return pathOf({ project }, collection, name);
  }
  const region = /regions\/([^/]+)\//.exec(reference)?.[1] ?? place.region;
  return pathOf({ project, region }, collection, name);
}

/** The region in a path of something regional. */
export const regionIn = (path: string): string => /\/regions\/([^/]+)\//.exec(path)?.[1] ?? "";

/** The zone in a path of something zonal. */
export const zoneIn = (path: string): string => /\/zones\/([^/]+)\//.exec(path)?.[1] ?? "";
