import { addTo } from "../groupBy";
import { read, type Reference, type Resource, type Stack, readText, type Value } from "../resources";
import { typeOf } from "../resources";
import { lastPart, partAfter, projectOf, regionOf } from "./values";

/**
 * What properties point to. Google Cloud's provider takes a self link, an id such as
 * `projects/p/regions/r/subnetworks/x`, or the plain name of something in the same project and region.
 */
export class Pointers {
  readonly stack: Stack;
  readonly #byName = new Map<string, Resource[]>();
  /** By type, those whose names are not known yet. */
  readonly #nameless = new Map<string, Resource[]>();

  constructor(stack: Stack) {
    this.stack = stack;
    for (const resource of stack.resources) {
      const name = readText(resource, "name");
      if (name.state === "known" && resource.type.startsWith("gcp:")) {
        addTo(this.#byName, `${typeOf(resource)} ${name.value}`, resource);
      } else if (name.state === "unknown") {
        addTo(this.#nameless, typeOf(resource), resource);
      }
    }
  }

  /** @param path - as for {@link read} */
  to(from: Resource, path: string, ...types: readonly string[]): Reference {
    return this.of(read(from, path), from, path, ...types);
  }

  /** {@link to} for a value that was read elsewhere. */
  of(value: Value<unknown>, from: Resource, path: string, ...types: readonly string[]): Reference {
    const direct = this.stack.referenced(value, from, path, ...types);
    return direct.state === "outside" ? this.#named(direct.id, from, types) : direct;
  }

  #named(id: string, from: Resource, types: readonly string[]): Reference {
    const isPlain = !id.includes("/");
    const project = isPlain ? projectOf(from) : partAfter(id, "projects");
    const region = isPlain ? regionOf(from) : partAfter(id, "regions");
    const inPlace = (one: Resource): boolean =>
      agree(projectOf(one), project) && agree(regionOf(one), region);
    const found = types.flatMap((type) => this.#byName.get(`${type} ${lastPart(id)}`) ?? []).filter(inPlace);
    const [resource, another] = found;
    if (resource === undefined) {
      const nameless = types.flatMap((type) => this.#nameless.get(type) ?? []).filter(inPlace);
      return nameless.length > 0 ? { state: "unknown", candidates: nameless } : { state: "outside", id };
    }
    return another === undefined ? { state: "found", resource } : { state: "unknown", candidates: found };
  }
}

/** Whether two parts of a path may be one: what isn't told agrees with all. */
function agree(one: string | undefined, other: string | undefined): boolean {
  return !one || !other || one === other;
}
