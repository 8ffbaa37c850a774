import { nearest } from "../../reachability/questions/nearest";
import type { Schema } from "./schema";

/** The keywords of JSON Schema that a schema of options may use. */
export const keywords = [
  "type",
  "enum",
  "minimum",
  "maximum",
  "minLength",
  "pattern",
  "items",
  "minItems",
  "maxItems",
  "properties",
  "required",
  "additionalProperties",
  "description",
  "default",
] as const satisfies readonly (keyof Schema)[];

/**
 * Where a value differs from a schema: for each place its path, the value and what is allowed there. An object may hold
 * nothing that its schema does not name, unless it has `additionalProperties`: what is not named is a typo.
 *
 * @param path - of the value, empty for the root
 */
export function mismatches(value: unknown, schema: Schema, path: string): string[] {
  const types = schema.type === undefined ? [] : [schema.type].flat();
  const at = (problem: string): string => (path === "" ? problem : `${path}: ${problem}`);
  if (types.length > 0 && !types.some((type) => isOf(type, value))) {
    return [at(`${show(value)} is no ${types.join(" or ")}${hint(schema)}`)];
  }
  if (schema.enum !== undefined && !schema.enum.includes(value as string)) {
    return [at(`${show(value)} is none of ${schema.enum.map(show).join(", ")}`)];
  }
  if (typeof value === "number") {
    const { minimum = -Infinity, maximum = Infinity } = schema;
    return value < minimum || value > maximum ? [at(`${value} is not from ${minimum} to ${maximum}`)] : [];
  }
  if (typeof value === "string") {
    const { minLength = 0, pattern } = schema;
    return value.length < minLength || (pattern !== undefined && !new RegExp(pattern, "u").test(value))
      ? [at(`${show(value)} does not fit${hint(schema)}`)]
      : [];
  }
  if (Array.isArray(value)) {
    return listMismatches(value, schema, path);
  }
  return typeof value === "object" && value !== null
    ? objectMismatches(value as Readonly<Record<string, unknown>>, schema, path)
    : [];
}

function listMismatches(value: readonly unknown[], schema: Schema, path: string): string[] {
  const { minItems = 0, maxItems = Infinity, items } = schema;
  const problems =
    value.length < minItems || value.length > maxItems
      ? [`${path}: a list of ${value.length}, where ${minItems} to ${maxItems} are allowed`]
      : [];
  return Array.isArray(items)
    ? problems
    : [...problems, ...value.flatMap((element, index) => nested(element, items, `${path}[${index}]`))];
}

function objectMismatches(
  value: Readonly<Record<string, unknown>>,
  { properties = {}, required = [], additionalProperties }: Schema,
  path: string,
): string[] {
  const inside = (name: string): string => (path === "" ? name : `${path}.${name}`);
  const missing = required.filter((name) => value[name] === undefined);
  return [
    ...missing.map((name) => `${inside(name)}: missing${hintOf(properties[name])}`),
    ...Object.entries(value).flatMap(([name, each]) => {
      const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
      if (known === undefined || known === false) {
        return [
          `${inside(name)}: there is no such property; most like it: ${nearest(name, Object.keys(properties))}`,
        ];
      }
      return nested(each, known, inside(name));
    }),
  ];
}

function nested(value: unknown, schema: Schema | boolean | undefined, path: string): string[] {
  return typeof schema === "object" ? mismatches(value, schema, path) : [];
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case "array":
      return Array.isArray(value);
    case "null":
      return value === null;
    case "integer":
      return Number.isInteger(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

/** A value as JSON, cut where it is long. */
export function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function hint({ description }: Schema): string {
  return description === undefined ? "" : ` (${description})`;
}

function hintOf(schema: Schema | boolean | undefined): string {
  return typeof schema === "object" ? hint(schema) : "";
}
