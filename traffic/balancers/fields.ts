import {
  follow,
  known,
  type Properties,
  read,
  readBoolean,
  readNumber,
  readText,
  type Resource,
} from "../../reachability/resources";

/** Text that is there and known. */
export function textAt(resource: Resource, path: string): string | undefined {
  return known(readText(resource, path)) || undefined;
}

/** A number, also when it is written as text. */
export function numberAt(resource: Resource, path: string): number | undefined {
  return known(readNumber(resource, path));
}

export function flagAt(resource: Resource, path: string): boolean | undefined {
  return known(readBoolean(resource, path));
}

/** Elements of a list that are objects and known. */
export function blocksAt(resource: Resource, path: string): readonly Properties[] {
  return blocksOf(known(read(resource, path)));
}

export function blockAt(resource: Resource, path: string): Properties | undefined {
  return blockOf(known(read(resource, path)));
}

export function textIn(from: Properties | undefined, path: string): string | undefined {
  const value = valueIn(from, path);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function numberIn(from: Properties | undefined, path: string): number | undefined {
  const value = valueIn(from, path);
  return typeof value === "number"
    ? value
    : typeof value === "string" && /^\d{1,15}$/.test(value)
      ? Number(value)
      : undefined;
}

export function flagIn(from: Properties | undefined, path: string): boolean | undefined {
  const value = valueIn(from, path);
  return typeof value === "boolean" ? value : undefined;
}

export function textsIn(from: Properties | undefined, path: string): readonly string[] {
  const value = valueIn(from, path);
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

export function blocksIn(from: Properties | undefined, path: string): readonly Properties[] {
  return blocksOf(valueIn(from, path));
}

export function blockIn(from: Properties | undefined, path: string): Properties | undefined {
  return blockOf(valueIn(from, path));
}

function valueIn(from: Properties | undefined, path: string): unknown {
  return from === undefined ? undefined : known(follow(from, path));
}

function blocksOf(value: unknown): readonly Properties[] {
  return Array.isArray(value) ? value.map(blockOf).filter((one) => one !== undefined) : [];
}

function blockOf(value: unknown): Properties | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Properties)
    : undefined;
}
