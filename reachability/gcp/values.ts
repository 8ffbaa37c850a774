import { createHash } from "node:crypto";

import { type Cidr, CidrError, parseAddress, parseCidrOrReport } from "../../addressing";
import {
  encrypted,
  follow,
  known,
  type Properties,
  type Resource,
  readText,
  unknown,
  type Value,
} from "../resources";

/** A range as Google Cloud writes it: a single address needs no prefix length. */
export function rangeOf(text: unknown): Cidr | undefined {
  if (typeof text !== "string") {
    return undefined;
  }
  const whole = text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`;
  return parseCidrOrReport(whole, () => undefined);
}

/** An address in canonical text, with or without a prefix length behind it. */
export function addressOf(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : parseAddress(text.split("/")[0] ?? text).text;
  } catch (error) {
    if (error instanceof CidrError) {
      return undefined;
    }
    throw error;
  }
}

/** The ranges of a list, or undefined where one can't be told. */
export function rangesOf(list: readonly unknown[]): readonly Cidr[] | undefined {
  const ranges = list.map(rangeOf);
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

/** A secret by which two ends can be compared without telling it. */
export function digestOf(secret: string | undefined): string | undefined {
  return secret === undefined ? undefined : createHash("sha256").update(secret).digest("hex");
}

/** Plain data in an element of a list; nothing where the element is not known. */
export function asProperties(element: unknown): Properties {
  return typeof element === "object" && element !== null ? (element as Properties) : {};
}

export function textIn(element: unknown, path: string): string | undefined {
  const value = known(follow(asProperties(element), path));
  return typeof value === "string" ? value : undefined;
}

export function numberIn(element: unknown, path: string): number | undefined {
  const value = known(follow(asProperties(element), path));
  return typeof value === "number" ? value : undefined;
}

/** A list in an element of a list: absent is empty. */
export function listIn(element: unknown, path: string): readonly unknown[] | undefined {
  const value = follow(asProperties(element), path);
  return value.state === "absent"
    ? []
    : Array.isArray(known(value))
      ? (known(value) as unknown[])
      : undefined;
}

/** A list of texts, such as tags: absent is empty, undefined where a part of it is not known. */
export function textsOf(value: Value<unknown>): readonly string[] | undefined {
  if (value.state === "absent") {
    return [];
  }
  const list = known(value);
  return Array.isArray(list) && list.every((one): one is string => typeof one === "string")
    ? list
    : undefined;
}

/** Whether a value or anything in it is not known. */
export function holdsUnknown(value: unknown): boolean {
  return typeof value === "object" && value !== null
    ? Object.values(value).some(holdsUnknown)
    : value === unknown || value === encrypted;
}

/** The last part of a path or self link. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/**
 * The region of a resource. Empty where the program leaves it to the provider and nothing is deployed yet: all such
 * resources are then in one region.
 */
export function regionOf(resource: Resource): string {
  const region = known(readText(resource, "region"));
  const zone = known(readText(resource, "zone"));
  return region !== undefined
    ? lastPart(region)
    : zone !== undefined
      ? lastPart(zone).replace(/-[a-z]$/, "")
      : (partOf(resource, "regions") ?? partOf(resource, "zones")?.replace(/-[a-z]$/, "") ?? "");
}

/** The project of a resource, where it is told. */
export function projectOf(resource: Resource): string | undefined {
  return known(readText(resource, "project")) ?? partOf(resource, "projects");
}

function partOf(resource: Resource, collection: string): string | undefined {
  const texts = [resource.outputs.selfLink, resource.id];
  for (const text of texts) {
    const part = typeof text === "string" ? partAfter(text, collection) : undefined;
    if (part !== undefined) {
      return part;
    }
  }
  return undefined;
}

/** What follows `projects/`, `regions/` or `zones/` in a path. */
export function partAfter(path: string, collection: string): string | undefined {
  const parts = path.split("/");
  const index = parts.indexOf(collection);
  return index < 0 ? undefined : parts[index + 1];
}
