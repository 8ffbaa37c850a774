import { encrypted, read, type Resource, unknown } from "../../reachability/resources";

/** A path as a reader writes it: `ipsecPolicies.0.dhGroup` is ipsecPolicies[0].dhGroup. */
export function shown(path: string): string {
  return path.replace(/\.(\d+)(?=\.|$)/g, "[$1]");
}

/**
 * Where in a property something is known only after the update, if anything is. A secret whose text a file does not
 * hold counts as known: no later run will tell more of it.
 */
export function unknownPath(resource: Resource, path: string): string | undefined {
  const value = read(resource, path);
  return value.state === "known"
    ? unknownIn(value.value, path)
    : value.state === "unknown" && !isEncrypted(resource, path)
      ? shown(path)
      : undefined;
}

/**
 * Whether a program gave a property that is unknown. A preview knows what a program gives unless it comes from another
 * resource; what comes from none is left to the cloud, and the cloud chooses what it takes.
 */
export function isGiven({ propertyDependencies }: Resource, path: string): boolean {
  const [property = path] = path.split(".");
  return propertyDependencies === undefined || (propertyDependencies[property]?.length ?? 0) > 0;
}

/** The resource without what a preview doesn't know because the program leaves it to the cloud. */
export function asDeclared(resource: Resource): Resource {
  const { outputs } = resource;
  const isLeft = (property: string): boolean => outputs[property] === unknown && !isGiven(resource, property);
  const left = Object.keys(outputs).filter(isLeft);
  return left.length === 0
    ? resource
    : {
        ...resource,
        outputs: { ...outputs, ...Object.fromEntries(left.map((property) => [property, undefined])) },
      };
}

/** Whether a file holds a value there that it doesn't tell. */
function isEncrypted({ inputs, outputs }: Resource, path: string): boolean {
  return [outputs, inputs].some((properties) => {
    let at: unknown = properties;
    for (const name of path.split(".")) {
      at = typeof at === "object" && at !== null ? (at as Record<string, unknown>)[name] : at;
    }
    return at === encrypted;
  });
}

function unknownIn(value: unknown, path: string): string | undefined {
  if (value === unknown) {
    return shown(path);
  }
  if (typeof value !== "object" || value === null) {
    return undefined;
  }
  for (const [key, inner] of Object.entries(value)) {
    const found = unknownIn(inner, `${path}.${key}`);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
