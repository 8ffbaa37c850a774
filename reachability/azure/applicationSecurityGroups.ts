import { follow, type Properties, type Resource } from "../resources";
import { type Arm, objectsIn } from "./arm";
import { tokens } from "./tokens";

/**
 * Which application security groups something names: keys that are equal for the same group, and whether there may be
 * others.
 *
 * Source: https://learn.microsoft.com/azure/virtual-network/application-security-groups
 */
export interface NamedGroups {
  readonly keys: readonly string[];
  readonly incomplete: boolean;
}

/**
 * Reads a list of references to application security groups.
 *
 * @param list - the resource's property that holds them
 */
export function namedGroups(
  arm: Arm,
  owner: Properties,
  path: string,
  from: Resource,
  list: string,
): NamedGroups {
  const value = follow(owner, path);
  if (value.state !== "known" || !Array.isArray(value.value)) {
    return { keys: [], incomplete: value.state === "unknown" };
  }
  const elements = value.value as unknown[];
  const references = objectsIn(elements).map((element) =>
    arm.referIn(element, "id", from, list, tokens.applicationSecurityGroup),
  );
  const keys = references.flatMap((reference) =>
    reference.state === "found"
      ? [reference.resource.urn]
      : reference.state === "outside"
        ? [reference.id.toLowerCase()]
        : [],
  );
  return { keys, incomplete: keys.length < elements.length };
}

const nobody: ReadonlySet<string> = new Set();

/** Who is in which application security group. */
export class GroupMembers {
  readonly #members = new Map<string, Set<string>>();
  /** Endpoints that may be in any. */
  readonly unsure = new Set<string>();

  add(endpoint: string, { keys, incomplete }: NamedGroups): void {
    for (const key of keys) {
      const members = this.#members.get(key) ?? new Set();
      members.add(endpoint);
      this.#members.set(key, members);
    }
    if (incomplete) {
      this.unsure.add(endpoint);
    }
  }

  of(keys: readonly string[]): ReadonlySet<string> {
    const [only, another] = keys;
    return another === undefined
      ? (this.#members.get(only ?? "") ?? nobody)
      : new Set(keys.flatMap((key) => [...(this.#members.get(key) ?? [])]));
  }
}
