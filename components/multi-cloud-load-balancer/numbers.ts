import type { Problems } from "../problems";
import type { Range } from "./frontEnd";

/** Adds a problem where a number is not whole, or outside the range. */
export function checkNumber(
  problems: Problems,
  path: string,
  value: unknown,
  { minimum, maximum }: Range,
  rule: string,
): void {
  if (!Number.isInteger(value)) {
    problems.add(path, `${String(value)} must be a plain whole number, ${minimum} to ${maximum}`);
  } else if ((value as number) < minimum || (value as number) > maximum) {
    const fix =
      minimum === maximum
        ? `use ${minimum}, or leave it out`
        : `use ${Math.min(Math.max(value as number, minimum), maximum)}`;
    const range = minimum === maximum ? `${minimum} only` : `${minimum} to ${maximum}`;
    problems.add(path, `${String(value)} is outside ${range}, ${rule}: ${fix}`);
  }
}

/** Adds a problem where something is no TCP port. */
export function checkPort(problems: Problems, path: string, port: unknown): void {
  if (!Number.isInteger(port) || (port as number) < 1 || (port as number) > 65535) {
    problems.add(path, `${String(port)} is no TCP port: use 1 to 65535`);
  }
}
