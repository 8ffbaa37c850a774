import type { WorldRecord } from "../../simulator";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * The new value of a property, from the command line.
 *
 * @throws if the resource has no such property, or a value of another type in it.
 */
export function changedValue(record: WorldRecord, property: string, text: string): Json {
  const before = record.outputs[property];
  if (before === undefined) {
    const names = Object.keys(record.outputs).sort().join(", ");
    throw new Error(`${record.token} ${record.id} has no property "${property}"; it has ${names}`);
  }
  // Text that happens to be JSON, such as an ASN of AWS, is text where the property is.
  const value = typeof before === "string" ? unquoted(text) : parsed(text);
  if (before !== null && typeNameOf(value) !== typeNameOf(before)) {
    throw new Error(
      `${property} of ${record.token} is ${article(typeNameOf(before))}; give one as JSON, got ${article(typeNameOf(value))}`,
    );
  }
  return value;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function unquoted(text: string): string {
  const value = parsed(text);
  return typeof value === "string" ? value : text;
}

const typeNameOf = (value: unknown): string =>
  Array.isArray(value) ? "array" : value === null ? "null" : typeof value;

const article = (noun: string): string => `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
