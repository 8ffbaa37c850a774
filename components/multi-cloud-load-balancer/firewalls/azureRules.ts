/** Both the rule's name in Pulumi and in its group, which other balancers may have rules in. */
export const azureRuleName = (name: string, key: string) => `${name}-allow-${key}`;

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftnetwork */
export const longestAzureRuleName = 80;

/** Of the priorities that an `AzureNetwork` leaves to programs, those that nobody begins with. */
const firstPriority = 1000;
const priorityCount = 3000;

/**
 * A priority for each rule by its name: the same whatever other rules there are, unless two of one balancer would share
 * one. With `first` they follow it one by one.
 */
export function securityRulePriorities(
  names: readonly string[],
  first?: number,
): ReadonlyMap<string, number> {
  if (first !== undefined) {
    return new Map(names.map((name, index) => [name, first + index]));
  }
  const taken = new Set<number>();
  return new Map(
    names.map((name) => {
      let slot = hash(name) % priorityCount;
      while (taken.has(slot)) {
        slot = (slot + 1) % priorityCount;
      }
      taken.add(slot);
      return [name, firstPriority + slot];
    }),
  );
}

/** FNV-1a, 32 bits: spreads names that differ in one letter. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text, "utf8")) {
    value = Math.imul(value ^ byte, 0x01000193);
  }
  return value >>> 0;
}
