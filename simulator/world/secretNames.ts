import type { ResourceType } from "../providers/resourceType";

/** Names of the properties that are answered as secrets: those given as such, and those that the type declares. */
export function secretNames(type: ResourceType, given: Iterable<string>): string[] {
  const declared = Object.entries(type.properties).flatMap(([name, rule]) => (rule.secret ? [name] : []));
  return [...new Set([...given, ...declared, ...(type.secretOutputs ?? [])])].sort();
}

/** Names of the properties that the world file seals: what was sealed once stays so. */
export function sealedNames(
  type: ResourceType,
  secrets: readonly string[],
  before: readonly string[] = [],
): string[] {
  return [...new Set([...before, ...secrets, ...(type.credentials ?? [])])].sort();
}
