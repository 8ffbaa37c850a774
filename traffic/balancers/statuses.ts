import type { StatusRange } from "../model";

/**
 * Ranges of HTTP statuses as all three clouds write them: `200`, `200-299`, `200,301`.
 *
 * @returns what of it means something
 */
export function statusesIn(text: string): readonly StatusRange[] {
  return text.split(",").flatMap((part) => {
    const match = /^\s*(\d{1,3})\s*(?:-\s*(\d{1,3})\s*)?$/.exec(part);
    const first = Number(match?.[1]);
    return match === null ? [] : [{ first, last: match[2] === undefined ? first : Number(match[2]) }];
  });
}

/** `200-299, 301` */
export function statusesText(statuses: readonly StatusRange[]): string {
  return statuses.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`)).join(", ");
}
