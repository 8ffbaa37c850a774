/** Where something lies in nested objects and lists, such as `["routes", "0", "gatewayId"]`. */
export type Place = readonly string[];

/** The places of all that a value holds. */
export function placesIn(value: unknown): Place[] {
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [
        [key],
        ...placesIn(inner).map((place) => [key, ...place]),
      ])
    : [];
}

/** The value with something else in a place; as it is where it has no such place. */
export function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) {
    return by;
  }
  if (typeof value !== "object" || value === null || !(key in value)) {
    return value;
  }
  const inner = replaced((value as Readonly<Record<string, unknown>>)[key], rest, by);
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...value, [key]: inner };
}
