import { asString } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

/** Refuses a text that is no JSON, as the provider's schema does. The message does not repeat the text. */
export function checkJson(context: CheckContext, property: string): void {
  const text = asString(context.inputs[property]);
  if (text !== undefined && text !== "" && parseJson(text) === undefined) {
    context.fail(property, `"${property}" contains an invalid JSON`);
  }
}

/** Undefined if the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The text in the one form in which the provider keeps it: keys in order, no white space. */
export const normalised = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
