import type { CheckContext, PropertyRule } from "./resourceType";
import { UNKNOWN, type Value } from "../protocol/values";

/** What an input may hold, judged as the provider's schema does. */
export interface Shape {
  readonly type: PropertyRule["type"];
  /** Judges a known value of that type. */
  readonly check: (value: Value, path: string, fail: CheckContext["fail"]) => void;
}

/** Properties by name; `!` behind the names of required ones. */
export type Fields = Readonly<Record<string, Shape>>;

const plain = (type: PropertyRule["type"]): Shape => ({ type, check: () => undefined });

export const text = plain("string");
export const number = plain("number");
export const flag = plain("boolean");
export const map = plain("object");

/** A text of which `problem` says what is wrong with it, if anything. */
export const textWhich = (problem: (value: string, path: string) => string | undefined): Shape => ({
  type: "string",
  check(value, path, fail) {
    const reason = typeof value === "string" ? problem(value, path) : undefined;
    if (reason !== undefined) {
      fail(path, reason);
    }
  },
});

export const oneOf = (...allowed: readonly string[]): Shape =>
  textWhich((value, path) =>
    allowed.includes(value)
      ? undefined
      : `expected ${path} to be one of ${allowed.map((one) => JSON.stringify(one)).join(", ")}, got ${value}`,
  );

export const between = (least: number, most: number): Shape => ({
  type: "number",
  check(value, path, fail) {
    if (typeof value === "number" && !(Number.isInteger(value) && value >= least && value <= most)) {
      fail(path, `expected ${path} to be in the range (${least} - ${most}), got ${value}`);
    }
  },
});

export const list = (item: Shape, most = Infinity): Shape => ({
  type: "array",
  check(value, path, fail) {
    const items = Array.isArray(value) ? value : [];
    if (items.length > most) {
      fail(path, `attribute ${path} supports ${most} item maximum, but has ${items.length} declared`);
    }
    items.forEach((inner, i) => checkValue(inner, item, `${path}[${i}]`, fail));
  },
});

export const object = (fields: Fields): Shape => ({
  type: "object",
  check(value, path, fail) {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      checkFields(value, fields, path, fail);
    }
  },
});

/** What the real provider knows and the simulator does not act on: refused instead of ignored. */
export const unsimulated = (type: PropertyRule["type"], reason: string): Shape => ({
  type,
  check(value, path, fail) {
    const saysNothing = value === false || value === "" || (Array.isArray(value) && value.length === 0);
    if (!saysNothing) {
      fail(path, `"${path}" is not simulated: ${reason}`);
    }
  },
});

export const isRequired = (name: string): boolean => name.endsWith("!");
export const plainName = (name: string): string => name.replace("!", "");

/** Judges a value that may be absent, unknown or of another type. */
function checkValue(value: Value | undefined, shape: Shape, path: string, fail: CheckContext["fail"]): void {
  if (value === undefined || value === UNKNOWN) {
    return;
  }
  const type = Array.isArray(value) ? "array" : typeof value;
  if (type === shape.type) {
    shape.check(value, path, fail);
  } else {
    fail(path, `expected ${shape.type} for "${path}", got ${type}`);
  }
}

function checkFields(
  value: Readonly<Record<string, Value>>,
  fields: Fields,
  path: string,
  fail: CheckContext["fail"],
): void {
  const shapes = new Map(Object.entries(fields).map(([name, shape]) => [plainName(name), shape]));
  for (const [name, inner] of Object.entries(value)) {
    const shape = shapes.get(name);
    if (shape) {
      checkValue(inner, shape, `${path}.${name}`, fail);
    } else {
      fail(`${path}.${name}`, `the simulator does not know "${path}.${name}"`);
    }
  }
  for (const name of Object.keys(fields).filter(isRequired)) {
    if (value[plainName(name)] === undefined) {
      fail(path, `Missing required argument "${path}.${plainName(name)}"`);
    }
  }
}

/** Judges the properties of a resource; their presence and plain types are judged by the type's table. */
export function checkInputs(
  inputs: Readonly<Record<string, Value>>,
  fields: Fields,
  fail: CheckContext["fail"],
): void {
  for (const [name, shape] of Object.entries(fields)) {
    const property = plainName(name);
    const value = inputs[property];
    if (value !== undefined && (Array.isArray(value) ? "array" : typeof value) === shape.type) {
      shape.check(value, property, fail);
    }
  }
}
