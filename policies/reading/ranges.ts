import { type Cidr, parseCidrOrReport } from "../../addressing";
import {
  encrypted,
  follow,
  type Properties,
  read,
  type Resource,
  unknown,
  type Value,
} from "../../reachability/resources";
import { shown } from "./unknowns";

/** A range in a resource, as far as it can be read. */
export interface WrittenRange {
  readonly resource: Resource;
  /** As a reader writes it. */
  readonly path: string;
  /** The whole of it, or why there is none. */
  readonly cidr: Cidr | "unknown" | "malformed";
  /** What is wrong with a malformed one. */
  readonly problem?: string;
  /** Of IP, where the property tells it. */
  readonly version?: 4 | 6;
}

/** The range at a path, or the ranges of a list there; none where there is nothing. */
export function writtenRanges(resource: Resource, path: string): readonly WrittenRange[] {
  return rangesIn(resource, read(resource, path), path);
}

/** The same in an element of a list, whose place is `prefix`. */
export function writtenRangesIn(
  resource: Resource,
  element: unknown,
  prefix: string,
  path: string,
): readonly WrittenRange[] {
  const inner =
    typeof element === "object" && element !== null ? follow(element as Properties, path) : undefined;
  return inner === undefined ? [] : rangesIn(resource, inner, `${prefix}.${path}`);
}

function rangesIn(resource: Resource, value: Value<unknown>, path: string): readonly WrittenRange[] {
  if (value.state === "absent") {
    return [];
  }
  if (value.state === "unknown") {
    return [{ resource, path: shown(path), cidr: "unknown" }];
  }
  return Array.isArray(value.value)
    ? value.value.map((one, index) => rangeOf(resource, one, `${path}.${index}`))
    : value.value === ""
      ? []
      : [rangeOf(resource, value.value, path)];
}

function rangeOf(resource: Resource, value: unknown, path: string): WrittenRange {
  const place = { resource, path: shown(path) };
  if (value === unknown || value === encrypted) {
    return { ...place, cidr: "unknown" };
  }
  let problem = `is not text but ${typeof value}`;
  const cidr = typeof value === "string" ? parseCidrOrReport(value, (text) => (problem = text)) : undefined;
  return cidr === undefined ? { ...place, cidr: "malformed", problem } : { ...place, cidr };
}
