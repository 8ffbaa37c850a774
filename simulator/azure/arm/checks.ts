import type { ArmCheck } from "./armType";
import { asList, asObject, asString, type Props, UNKNOWN, type Value } from "../../protocol/values";

type Refuse = ArmCheck["refuse"];

/** Refuses a known number that is no integer of the range. */
export function checkRange(
  value: Value | undefined,
  path: string,
  [least, most]: readonly [number, number],
  refuse: Refuse,
): void {
  if (typeof value === "number" && !(Number.isInteger(value) && value >= least && value <= most)) {
    refuse(path, "BadRequest", `${path} must be ${least} to ${most}, got ${value}.`);
  }
}

export function checkChoice(
  value: Value | undefined,
  path: string,
  values: readonly string[],
  refuse: Refuse,
): void {
  if (typeof value === "string" && !values.some((one) => one.toLowerCase() === value.toLowerCase())) {
    refuse(path, "BadRequest", `${path} '${value}' is not one of ${values.join(", ")}.`);
  }
}

export function requireProperties(part: Props, names: readonly string[], path: string, refuse: Refuse): void {
  for (const name of names.filter((one) => part[one] === undefined)) {
    refuse(`${path}.${name}`, "BadRequest", `${path} must have its ${name}.`);
  }
}

/** Calls back for each item of a list that is known, with its path. */
export function eachItem(
  list: Value | undefined,
  path: string,
  check: (item: Props, path: string, index: number) => void,
): void {
  asList(list).forEach((item, i) => {
    if (item !== UNKNOWN) {
      check(asObject(item), `${path}[${i}]`, i);
    }
  });
}

/** True of a list that is unknown, or has an item that is. */
export const hasUnknownItem = (list: Value | undefined): boolean =>
  list === UNKNOWN || asList(list).includes(UNKNOWN);

/** A known value in lower case, for names that Azure reads without regard to case. */
export const lower = (value: Value | undefined): string | undefined => asString(value)?.toLowerCase();

/** True of what is given, or may turn out to be. */
export const isGiven = (value: Value | undefined): boolean =>
  value !== undefined && value !== false && value !== "" && value !== null;
