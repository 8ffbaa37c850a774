import type { Problems } from "../../problems";

const mostLabels = 64;

/**
 * Adds a problem for every tag that Google Cloud takes for no label: keys of 1 to 63 lowercase letters, digits, "_" and
 * "-" that start with a letter, values of the same without a first letter, and 64 at most.
 * https://cloud.google.com/compute/docs/labeling-resources#requirements
 */
export function checkLabels(
  problems: Problems,
  path: string,
  tags: Readonly<Record<string, unknown>> | undefined,
): void {
  const count = Object.keys(tags ?? {}).length;
  if (count > mostLabels) {
    problems.add(
      path,
      `are ${count}: a Google Cloud resource takes ${mostLabels} labels at most: leave some out`,
    );
  }
  const fix = `use lowercase letters, digits, "_" and "-", 63 at most`;
  for (const [key, value] of Object.entries(tags ?? {})) {
    if (!/^[a-z][a-z0-9_-]{0,62}$/.test(key)) {
      problems.add(
        `${path}.${key}`,
        `"${key}" is no key of a Google Cloud label: ${fix}, and start with a letter`,
      );
    }
    if (typeof value === "string" && !/^[a-z0-9_-]{0,63}$/.test(value)) {
      problems.add(`${path}.${key}`, `"${value}" is no value of a Google Cloud label: ${fix}`);
    }
  }
}
