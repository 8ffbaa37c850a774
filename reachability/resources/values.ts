import { encrypted, type Properties, type Resource, unknown } from "./resource";

/** How a value reads: there, not there, or not to be told. */
export type Value<T> =
  | { readonly state: "known"; readonly value: T }
  | { readonly state: "absent" }
  | { readonly state: "unknown" };

const absent = { state: "absent" } as const;
const notTold = { state: "unknown" } as const;

/**
 * Reads a property of a resource by its path, such as `bgpSettings.asn` or `routes.0.gatewayId`. What the cloud
 * answered (outputs) counts before what was asked for (inputs); `absent` also stands for `null`.
 */
export function read(resource: Resource, path: string): Value<unknown> {
  const output = follow(resource.outputs, path);
  if (output.state === "known") {
    return output;
  }
  const input = follow(resource.inputs, path);
  return input.state === "absent" ? output : input;
}

/** The same in any plain data, such as one element of a list of inline rules. */
export function follow(from: Properties, path: string): Value<unknown> {
  let at: unknown = from;
  for (const name of path.split(".")) {
    if (typeof at !== "object" || at === null) {
      return at === unknown || at === encrypted ? notTold : absent;
    }
    at = Object.hasOwn(at, name) ? (at as Properties)[name] : undefined;
  }
  if (at === undefined || at === null) {
    return absent;
  }
  return at === unknown || at === encrypted ? notTold : { state: "known", value: at };
}

/** {@link read} for text. A value of another type is as good as unknown: nothing is known of what it means. */
export function readText(resource: Resource, path: string): Value<string> {
  return only(read(resource, path), (value) => typeof value === "string");
}

export function readBoolean(resource: Resource, path: string): Value<boolean> {
  return only(read(resource, path), (value) => typeof value === "boolean");
}

/** A whole number, also when it is written as text, as AWS writes ASNs. */
export function readNumber(resource: Resource, path: string): Value<number> {
  const value = read(resource, path);
  if (value.state === "known" && typeof value.value === "string" && /^\d{1,15}$/.test(value.value)) {
    return { state: "known", value: Number(value.value) };
  }
  return only(value, (each) => typeof each === "number" && Number.isFinite(each));
}

/** A list, whose elements may still be {@link unknown}. */
export function readList(resource: Resource, path: string): Value<readonly unknown[]> {
  return only(read(resource, path), (value) => Array.isArray(value));
}

/** The value, or `otherwise` where there is none. @returns undefined where it is unknown. */
export function orElse<T>(value: Value<T>, otherwise: T): T | undefined {
  return value.state === "known" ? value.value : value.state === "absent" ? otherwise : undefined;
}

/** The value where there is one and it is known. */
export function known<T>(value: Value<T>): T | undefined {
  return value.state === "known" ? value.value : undefined;
}

function only<T>(value: Value<unknown>, is: (value: unknown) => boolean): Value<T> {
  if (value.state !== "known") {
    return value;
  }
  return is(value.value) ? (value as Value<T>) : notTold;
}
