import { UnknownValueError } from "@pulumi/policy";

/** What lies at one place of a resource's properties; `undefined` if it becomes known only when the update runs. */
export interface Reading {
  /** The place, such as `addressSpace.addressPrefixes[1]`. */
  readonly path: string;
  readonly value: unknown;
  readonly isKnown: boolean;
}

/**
 * Reads what lies at a path of a resource's properties; `[]` behind a name stands for every element. What is not
 * there gives no reading.
 *
 * During a preview some values are unknown, and the first read of one throws. Thrown through a policy, it would end
 * the whole policy with an advisory note, whatever its level. So each read is guarded on its own.
 * https://www.pulumi.com/docs/insights/policy/policy-packs/authoring/
 *
 * @example
 * guardedRead(props, "secondaryIpRanges[].ipCidrRange");
 */
export function guardedRead(props: Readonly<Record<string, unknown>>, path: string): Reading[] {
  return path
    .split(".")
    .reduce<Reading[]>(
      (readings, step) => readings.flatMap((from) => follow(from, step)),
      [{ path: "", value: props, isKnown: true }],
    );
}

function follow(from: Reading, step: string): Reading[] {
  if (!from.isKnown) {
    return [from];
  }
  const name = step.replace("[]", "");
  const [property] = child(from, name, from.path === "" ? name : `${from.path}.${name}`);
  if (name === step || property?.isKnown === false) {
    return property ? [property] : [];
  }
  return Array.isArray(property?.value)
    ? Object.keys(property.value).flatMap((index) => child(property, index, `${property.path}[${index}]`))
    : [];
}

function child({ value: parent }: Reading, key: string, path: string): Reading[] {
  try {
    const value = (parent as Readonly<Record<string, unknown>>)[key];
    return value === undefined || value === null ? [] : [{ path, value, isKnown: true }];
  } catch (error) {
    if (error instanceof UnknownValueError) {
      return [{ path, value: undefined, isKnown: false }];
    }
    throw error;
  }
}
