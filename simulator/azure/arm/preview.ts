import { type Props, UNKNOWN, type Value } from "../../protocol/values";

/** What Azure adds to what a program gives: by the path of an object or of a list's items, the names it adds. */
export type Enrichment = Readonly<Record<string, readonly string[]>>;

/**
 * The outputs that the provider predicts: the inputs, and unknown for every attribute of the response that the
 * program does not give, also inside objects and lists.
 *
 * Source: `PreviewOutputs` in pulumi-azure-native.
 */
export function previewOutputs(inputs: Props, response: readonly string[], enrichment: Enrichment): Props {
  const given = Object.entries(inputs).map(
    ([name, value]) => [name, enriched(value, name, enrichment)] as const,
  );
  return { ...unknowns(response), ...Object.fromEntries(given) };
}

function enriched(value: Value, path: string, enrichment: Enrichment): Value {
  if (Array.isArray(value)) {
    return value.map((item) => enriched(item, path, enrichment));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const given = Object.entries(value).map(
    ([name, inner]) => [name, enriched(inner, `${path}.${name}`, enrichment)] as const,
  );
  return { ...unknowns(enrichment[path] ?? []), ...Object.fromEntries(given) };
}

const unknowns = (names: readonly string[]): Props =>
  Object.fromEntries(names.map((name) => [name, UNKNOWN]));
