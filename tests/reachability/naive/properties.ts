import type { Resource } from "../../../reachability/resources";

/** A property by its path: what the cloud answered, else what was asked for. */
export function get(resource: Resource, path: string): unknown {
  return inside(resource.outputs, path) ?? inside(resource.inputs, path);
}

export function text(resource: Resource, path: string): string | undefined {
  const value = get(resource, path);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function number(resource: Resource, path: string): number | undefined {
  const value = get(resource, path);
  return value === undefined ? undefined : Number(value);
}

export function texts(resource: Resource, path: string): string[] {
  return list(get(resource, path)).map(String);
}

export function records(resource: Resource, path: string): Record[] {
  return list(get(resource, path)) as Record[];
}

/** An element of a list of inline settings. */
export type Record = Readonly<globalThis.Record<string, unknown>>;

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What lies at a path in plain data. */
export function inside(from: unknown, path: string): unknown {
  let at = from;
  for (const name of path.split(".")) {
    at = typeof at === "object" && at !== null ? (at as Record)[name] : undefined;
  }
  return at ?? undefined;
}

/** All resources of a type, by a scan of the whole list. */
export function allOf(resources: readonly Resource[], type: string): Resource[] {
  return resources.filter((one) => one.type === type);
}

/** The resource that an id points to, by a scan of the whole list. */
export function byId(resources: readonly Resource[], id: string | undefined): Resource | undefined {
  return id === undefined ? undefined : resources.find((one) => one.id === id);
}
