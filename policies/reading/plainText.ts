/** A value as text; empty for what is no text, number or truth value, such as a list that holds an unknown. */
export function plainText(value: unknown): string {
  return ["string", "number", "boolean"].includes(typeof value) ? String(value) : "";
}
