import type { CheckContext, PropertyRule } from "../../providers/resourceType";
import { UNKNOWN, type Value } from "../../protocol/values";

/**
 * What an input may hold: a plain type, the fields of an object (`!` behind the names of required ones), a list of
 * something, or `unsimulated …` for what the real provider knows and the simulator does not act on.
 */
export type Shape = PlainShape | `unsimulated ${PlainType}` | readonly [Shape] | Fields;

type PlainType = PropertyRule["type"];
type PlainShape = "string" | "number" | "boolean" | "map";

export interface Fields {
  readonly [name: string]: Shape;
}

/** A reference to a resource, such as `publicIPAddress: { id }`. */
export const reference: Fields = { "id!": "string" };

/** Reports what does not fit, with the path to it. */
export function checkShape(
  value: Value | undefined,
  shape: Shape,
  path: string,
  fail: CheckContext["fail"],
): void {
  if (value === undefined || value === null || value === UNKNOWN) {
    return;
  }
  if (isUnsimulated(shape)) {
    if (!saysNothing(value)) {
      fail(
        path,
        `'${path}' is known to Azure but not simulated, and is refused instead of ignored; leave it out`,
      );
    }
  } else if (isList(shape)) {
    checkList(value, shape[0], path, fail);
  } else if (typeof shape === "object") {
    checkFields(value, shape, path, fail);
  } else if (typeof value !== (shape === "map" ? "object" : shape) || Array.isArray(value)) {
    fail(path, `'${path}' should be of type '${shape}' but got ${kindOf(value)}`);
  }
}

/** The type of a property's value in the provider's schema. */
export function plainType(shape: Shape): PlainType {
  if (isUnsimulated(shape)) {
    return shape.slice("unsimulated ".length) as PlainType;
  }
  if (isList(shape)) {
    return "array";
  }
  return typeof shape === "object" || shape === "map" ? "object" : shape;
}

const isUnsimulated = (shape: Shape): shape is `unsimulated ${PlainType}` =>
  typeof shape === "string" && shape.startsWith("unsimulated ");

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

function checkList(value: Value, item: Shape, path: string, fail: CheckContext["fail"]): void {
  if (Array.isArray(value)) {
    value.forEach((inner, i) => checkShape(inner, item, `${path}[${i}]`, fail));
  } else {
    fail(path, `'${path}' should be of type 'array' but got ${kindOf(value)}`);
  }
}

function checkFields(value: Value, fields: Fields, path: string, fail: CheckContext["fail"]): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    fail(path, `'${path}' should be of type 'object' but got ${kindOf(value)}`);
    return;
  }
  const known = new Map(Object.entries(fields).map(([name, shape]) => [name.replace("!", ""), shape]));
  for (const [name, inner] of Object.entries(value)) {
    const shape = known.get(name);
    if (shape === undefined) {
      fail(`${path}.${name}`, `the simulator does not know '${path}.${name}'`);
    } else {
      checkShape(inner, shape, `${path}.${name}`, fail);
    }
  }
  for (const name of Object.keys(fields)) {
    if (name.endsWith("!") && value[name.slice(0, -1)] === undefined) {
      fail(path, `missing required property '${path}.${name.slice(0, -1)}'`);
    }
  }
}

/** A switch that is off and a list that is empty ask for nothing. */
const saysNothing = (value: Value): boolean =>
  value === false || (Array.isArray(value) && value.length === 0);

const kindOf = (value: Value): string => (Array.isArray(value) ? "an array" : `a ${typeof value}`);
