import { addTo } from "../groupBy";
import { nameOf, type Resource } from "./resource";
import { read, type Value } from "./values";

/** What a property points to: a resource of the stacks, something outside them, or not to be told. */
export type Reference =
  | { readonly state: "found"; readonly resource: Resource }
  | { readonly state: "outside"; readonly id: string }
  | { readonly state: "absent" }
  | { readonly state: "unknown"; readonly candidates: readonly Resource[] };

/** The resources of one or more stacks, found by type, by URN and by what points to them. */
export class Stack {
  readonly resources: readonly Resource[];
  readonly #byType = new Map<string, Resource[]>();
  readonly #byUrn = new Map<string, Resource>();
  readonly #byId = new Map<string, Resource[]>();

  constructor(resources: readonly Resource[]) {
    // The same stack may have been given twice.
    this.resources = [...new Map(resources.map((one) => [`${one.urn} ${one.id ?? ""}`, one])).values()];
    for (const resource of this.resources) {
      this.#byUrn.set(resource.urn, resource);
      addTo(this.#byType, typeOf(resource), resource);
      for (const id of idsOf(resource)) {
        addTo(this.#byId, id, resource);
      }
    }
  }

  /** All resources of a type, in the order given. Azure's types are found whatever API version they carry. */
  all(type: string): readonly Resource[] {
    return this.#byType.get(type) ?? [];
  }

  get(urn: string): Resource | undefined {
    return this.#byUrn.get(urn);
  }

  /**
   * What a property points to, by the id that it holds; while that is unknown, or nothing is known to have it, by the
   * resources whose outputs went into it, if only one of them is of a type in `types` and has no other id.
   *
   * @param path - as for {@link read}
   * @param types - what can be pointed to there
   */
  reference(from: Resource, path: string, ...types: string[]): Reference {
    return this.referenced(read(from, path), from, path, ...types);
  }

  /** {@link reference} for a value that was read elsewhere, such as in an element of a list. */
  referenced(value: Value<unknown>, from: Resource, path: string, ...types: string[]): Reference {
    if (value.state === "absent") {
      return { state: "absent" };
    }
    if (value.state === "known") {
      const id = value.value;
      if (typeof id !== "string") {
        return { state: "unknown", candidates: [] };
      }
      const byId = this.byId(id, ...types);
      // A policy is not told the id of every resource.
      const byUse = byId.state === "outside" ? this.#byUse(from, path, types) : undefined;
      return byUse?.state === "found" && idsOf(byUse.resource).size === 0 ? byUse : byId;
    }
    return this.#byUse(from, path, types);
  }

  /** The one resource of the types whose outputs went into a property. */
  #byUse(from: Resource, path: string, types: readonly string[]): Reference {
    const [property = path] = path.split(".");
    const candidates = this.dependencies(from, property).filter((one) => types.includes(typeOf(one)));
    const [only, another] = candidates;
    return only !== undefined && another === undefined
      ? { state: "found", resource: only }
      : { state: "unknown", candidates };
  }

  /** The resource of one of the types with an id, ARN, self link or name by which the clouds point to it. */
  byId(id: string, ...types: string[]): Reference {
    const found = (this.#byId.get(normalId(id)) ?? []).filter((one) => types.includes(typeOf(one)));
    const [resource, another] = found;
    if (resource === undefined) {
      return { state: "outside", id };
    }
    return another === undefined ? { state: "found", resource } : { state: "unknown", candidates: found };
  }

  /** The resources whose outputs went into a property. */
  dependencies({ propertyDependencies }: Resource, property: string): readonly Resource[] {
    const urns = propertyDependencies?.[property] ?? [];
    return urns.flatMap((urn) => this.#byUrn.get(urn) ?? []);
  }
}

/** The type without the API version that azure-native lets a program choose. */
export function typeOf({ type }: Resource): string {
  return type.replace(/^(azure-native:\w+)\/v\w+:/, "$1:");
}

/** How a reader calls a resource. */
export function labelOf({ urn }: Resource): string {
  return nameOf(urn);
}

function idsOf(resource: Resource): Set<string> {
  const ids = ["selfLink", "arn", "id"].map((name) => resource.outputs[name]);
  return new Set([resource.id, ...ids].filter((id) => typeof id === "string" && id !== "").map(normalId));
}

/** Azure's ids ignore case; a self link of Google Cloud ends in the id that the provider uses. */
function normalId(id: unknown): string {
  const text = String(id).replace(/^https:\/\/(www|compute)\.googleapis\.com\/compute\/(v1|beta)\//, "");
  return text.toLowerCase();
}
