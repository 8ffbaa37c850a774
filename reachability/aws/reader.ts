import type { EstateBuilder } from "../model";
import {
  known,
  type Properties,
  read,
  readList,
  readText,
  type Reference,
  type Resource,
  type Stack,
  type Value,
} from "../resources";

/** What every part of the reader works with. */
export interface Reader {
  readonly stack: Stack;
  readonly estate: EstateBuilder;
}

/** What a property points to. The provider writes an empty text where there is nothing. */
export function pointsTo({ stack }: Reader, from: Resource, path: string, ...types: string[]): Reference {
  return resolve(stack, read(from, path), from, path, types);
}

/** What a property may point to while that can't be told: what went into it, else anything of the types. */
export function mayPointTo(
  reader: Reader,
  from: Resource,
  path: string,
  ...types: string[]
): readonly Resource[] {
  const reference = pointsTo(reader, from, path, ...types);
  if (reference.state !== "unknown") {
    return [];
  }
  return reference.candidates.length > 0
    ? reference.candidates
    : types.flatMap((type) => reader.stack.all(type));
}

/** The same for a value inside a list, such as the target of an inline route. */
export function elementPointsTo(
  { stack }: Reader,
  value: Value<unknown>,
  from: Resource,
  property: string,
  ...types: string[]
): Reference {
  return resolve(stack, value, from, property, types);
}

function resolve(
  stack: Stack,
  value: Value<unknown>,
  from: Resource,
  path: string,
  types: readonly string[],
): Reference {
  return value.state === "known" && value.value === ""
    ? { state: "absent" }
    : stack.referenced(value, from, path, ...types);
}

/** What a list of ids points to. */
export interface References {
  readonly found: readonly Resource[];
  /** Ids of what lies outside the stacks. */
  readonly outside: readonly string[];
  /** Whether there may be more, or others among those that it may point to. */
  readonly undecided: boolean;
  /** Nothing was said at all. */
  readonly absent: boolean;
}

/** What a list property points to. Ids that are unknown are taken from what the list was made of, if as many went in. */
export function pointsToAll({ stack }: Reader, from: Resource, path: string, ...types: string[]): References {
  const list = readList(from, path);
  if (list.state === "absent") {
    return { found: [], outside: [], undecided: false, absent: true };
  }
  const [property = path] = path.split(".");
  const made = stack.dependencies(from, property).filter((one) => types.includes(one.type));
  if (list.state === "unknown") {
    return { found: made, outside: [], undecided: made.length !== 1, absent: false };
  }
  const found = new Set<Resource>();
  const outside: string[] = [];
  let open = 0;
  for (const id of list.value) {
    if (typeof id !== "string") {
      open++;
      continue;
    }
    const reference = stack.byId(id, ...types);
    if (reference.state === "found") {
      found.add(reference.resource);
    } else if (reference.state === "outside") {
      outside.push(id);
    } else {
      open++;
    }
  }
  const candidates = made.filter((one) => !found.has(one));
  if (open > 0) {
    candidates.forEach((one) => found.add(one));
  }
  return { found: [...found], outside, undecided: open !== 0 && open !== candidates.length, absent: false };
}

/** A text that is there and says something. */
export function textOf(resource: Resource, path: string): string | undefined {
  const value = known(readText(resource, path));
  return value === "" ? undefined : value;
}

/**
 * A list that the program itself wrote into the resource. What only the cloud answered mirrors resources of their own,
 * such as separate rules, as they were at the last refresh.
 */
export function declaredList(resource: Resource, path: string): Value<readonly unknown[]> {
  const onlyRead = Object.keys(resource.inputs).length === 0;
  return onlyRead || Object.hasOwn(resource.inputs, path) ? readList(resource, path) : { state: "absent" };
}

/** Text, or a number as text; nothing of any other kind. */
export function wordOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** An element of a list of blocks; undefined while it is unknown. */
export function blockOf(value: unknown): Properties | undefined {
  return typeof value === "object" && value !== null ? (value as Properties) : undefined;
}

/** The region that a resource is in, as far as it tells. */
export function regionOf(resource: Resource): string | undefined {
  const zone = textOf(resource, "availabilityZone");
  return textOf(resource, "region") ?? textOf(resource, "arn")?.split(":")[3] ?? zone?.replace(/[a-z]$/, "");
}
