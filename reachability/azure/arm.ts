import {
  encrypted,
  follow,
  type Properties,
  read,
  type Reference,
  type Resource,
  type Stack,
  typeOf,
  unknown,
  type Value,
} from "../resources";

/** Finds Azure's resources by id, by name and by what they were made from. */
export class Arm {
  readonly #byName = new Map<string, Resource | undefined>();
  /** What of the estate is not known in a way that could touch any route. */
  readonly doubts: { readonly resource: Resource; readonly why: string }[] = [];

  constructor(
    readonly stack: Stack,
    private readonly nameProperties: Readonly<Record<string, string>>,
  ) {
    for (const [type, property] of Object.entries(nameProperties)) {
      for (const resource of stack.all(type)) {
        const key = nameKey(type, textAt(resource, "resourceGroupName"), armName(resource, property));
        this.#byName.set(key, this.#byName.has(key) ? undefined : resource);
      }
    }
  }

  /** Notes a reference that should lead somewhere and can't be told where. */
  doubt(resource: Resource, why: string): void {
    this.doubts.push({ resource, why });
  }

  /** What a property such as `networkSecurityGroup.id` points to. */
  refer(from: Resource, path: string, ...types: string[]): Reference {
    return this.stack.reference(from, path, ...types);
  }

  /** The same in an element of a list, such as `subnet.id` of an element of `ipConfigurations`. */
  referIn(element: Properties, path: string, from: Resource, list: string, ...types: string[]): Reference {
    return this.stack.referenced(follow(element, path), from, list, ...types);
  }

  /**
   * The resource that a child names: by the child's own id, by what its name came from, by its name in the child's
   * resource group.
   */
  parent(child: Resource, nameProperty: string, type: string): Resource | undefined {
    const byId = child.id === undefined ? undefined : found(this.stack.byId(parentId(child.id), type));
    if (byId !== undefined) {
      return byId;
    }
    const made = this.stack.dependencies(child, nameProperty).filter((one) => typeOf(one) === type);
    if (made.length === 1) {
      return made[0];
    }
    const name = textAt(child, nameProperty);
    return name === undefined
      ? undefined
      : this.#byName.get(nameKey(type, textAt(child, "resourceGroupName"), name));
  }

  /** Those that a child may name while its own or their names or resource groups are not known. */
  parentCandidates(child: Resource, nameProperty: string, type: string): readonly Resource[] {
    if (this.parent(child, nameProperty, type) !== undefined) {
      return [];
    }
    const made = this.stack.dependencies(child, nameProperty).filter((one) => typeOf(one) === type);
    const own = [nameProperty, "resourceGroupName"].map((property) => read(child, property));
    return (made.length > 0 ? made : this.stack.all(type)).filter((one) => {
      const nameOfType = this.nameProperties[type] ?? "name";
      const theirs = [read(one, nameOfType), read(one, "resourceGroupName")];
      const isOpen = [...own, ...theirs].some(({ state }) => state === "unknown");
      return isOpen && own.every((value, index) => mayBeSame(value, theirs[index]));
    });
  }
}

/** Names that are not known, or left to the provider, may be any. */
function mayBeSame(one: Value<unknown>, other: Value<unknown> | undefined): boolean {
  return one.state !== "known" || other?.state !== "known" || sameText(one.value, other.value);
}

function sameText(one: unknown, other: unknown): boolean {
  return typeof one === "string" && typeof other === "string" && sameId(one, other);
}

/** The resource that a reference found. */
export function found(reference: Reference): Resource | undefined {
  return reference.state === "found" ? reference.resource : undefined;
}

/** The name that a resource has in Azure. */
export function armName(resource: Resource, nameProperty: string): string | undefined {
  const name = resource.outputs.name ?? resource.inputs[nameProperty];
  return typeof name === "string" ? name : lastName(resource.id);
}

/** The last segment of an id. */
export function lastName(id: string | undefined): string | undefined {
  return id?.split("/").at(-1);
}

/** The id without its last type and name. */
export function parentId(id: string): string {
  return id.split("/").slice(0, -2).join("/");
}

/** Azure compares ids without case. */
export function sameId(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && a.toLowerCase() === b?.toLowerCase();
}

/** The elements of a list that are objects. */
export function objectsIn(list: readonly unknown[] | undefined): Properties[] {
  return (list ?? []).filter((one): one is Properties => typeof one === "object" && one !== null);
}

/** Whether a list, or an element of it, is known only after the update or is nothing that could be read. */
export function isIncomplete(list: Value<readonly unknown[]>): boolean {
  return (
    list.state === "unknown" ||
    (list.state === "known" && list.value.some((one) => typeof one !== "object" || one === null))
  );
}

/** Whether a value or anything in it is known only after the update. */
export function isUnknown(value: Value<unknown>): boolean {
  return value.state === "unknown" || (value.state === "known" && holdsUnknown(value.value));
}

function holdsUnknown(value: unknown): boolean {
  return typeof value === "object" && value !== null
    ? Object.values(value).some(holdsUnknown)
    : value === unknown || value === encrypted;
}

/** The text at a path of plain data, if it is known. */
export function textIn(from: Properties, path: string): string | undefined {
  const value = follow(from, path);
  return value.state === "known" && typeof value.value === "string" ? value.value : undefined;
}

/** The text at a path of a resource, if it is known. */
export function textAt(resource: Resource, path: string): string | undefined {
  const value = read(resource, path);
  return value.state === "known" && typeof value.value === "string" ? value.value : undefined;
}

function nameKey(type: string, group: string | undefined, name: string | undefined): string {
  return `${type} ${group ?? ""} ${name ?? ""}`.toLowerCase();
}
