import { asBoolean, asNumber, asString, type Props } from "../protocol/values";
import type { CheckContext, PropertyRule } from "../providers/resourceType";
import type { Draws } from "../world/draws";

const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();
const numeric = "0123456789";
const special = "!@#$%&*()-_=+[]{}<>:?";

/** Inputs that RandomPassword and RandomString share: each change draws anew. */
export const drawProperties: Readonly<Record<string, PropertyRule>> = {
  length: { type: "number", required: true, replace: true },
  keepers: { type: "object", replace: true },
  lower: { type: "boolean", replace: true, default: true },
  upper: { type: "boolean", replace: true, default: true },
  numeric: { type: "boolean", replace: true, default: true },
  special: { type: "boolean", replace: true, default: true },
  minLower: { type: "number", replace: true, default: 0 },
  minUpper: { type: "number", replace: true, default: 0 },
  minNumeric: { type: "number", replace: true, default: 0 },
  minSpecial: { type: "number", replace: true, default: 0 },
  overrideSpecial: { type: "string", replace: true },
};

interface CharacterClass {
  readonly alphabet: string;
  readonly minimum: number;
}

function classes(inputs: Props): CharacterClass[] {
  const one = (on: string, alphabet: string, minimum: string): CharacterClass[] =>
    asBoolean(inputs[on]) === false ? [] : [{ alphabet, minimum: asNumber(inputs[minimum]) ?? 0 }];
  return [
    ...one("lower", lower, "minLower"),
    ...one("upper", upper, "minUpper"),
    ...one("numeric", numeric, "minNumeric"),
    ...one("special", asString(inputs.overrideSpecial) ?? special, "minSpecial"),
  ];
}

/** Source: the length rules on the provider's page for `random_password`. */
export function checkDraw({ inputs, fail }: CheckContext): void {
  const length = asNumber(inputs.length);
  const needed = classes(inputs).reduce((sum, { minimum }) => sum + minimum, 0);
  if (length !== undefined && length < 1) {
    fail("length", `expected length to be at least 1, got ${length}`);
  } else if (length !== undefined && length < needed) {
    fail("length", `expected length to be at least ${needed}, the sum of the minimums, got ${length}`);
  }
  if (classes(inputs).length === 0) {
    fail("lower", "at least one of lower, upper, numeric and special must be true");
  }
}

/** Draws the minimum of each class first, the rest from all of them, and shuffles. */
export function draw(inputs: Props, draws: Draws): string {
  const chosen = classes(inputs);
  const length = asNumber(inputs.length) ?? 0;
  const minimums = chosen
    .map(({ alphabet, minimum }, i) => draws.text(`class ${i}`, minimum, alphabet))
    .join("");
  const all = chosen.map(({ alphabet }) => alphabet).join("");
  const characters = Array.from(minimums + draws.text("rest", length - minimums.length, all));
  return characters
    .map((character, i) => ({ character, rank: draws.below(`rank ${i}`, 2 ** 40) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ character }) => character)
    .join("");
}
