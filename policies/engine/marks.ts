import { Secret } from "@pulumi/policy";

import { type Properties, unknown } from "../../reachability/resources/resource";

/**
 * The properties themselves: those that a policy is handed throw on the first read of an unknown value, and an error
 * that leaves a policy ends it with an advisory note, whatever its level. Both the name under which they hold
 * themselves and the marks of unknown values are internals of `@pulumi/policy`, in its proxy.ts.
 * https://www.pulumi.com/docs/insights/policy/policy-packs/authoring/
 */
export function unguarded(props: Properties): Properties {
  const target = props["__getSpecialProxyTarget"];
  // One guard may stand before another.
  return typeof target === "object" && target !== null ? unguarded(target as Properties) : props;
}

const marks = new Set<unknown>([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // a boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // a number
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // a text, and anything of which the type is not known either
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // a list
  "030794c1-ac77-496b-92df-f27374a8bd58", // an asset
  "e48ece36-62e2-4504-bad9-02848725956a", // an archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // an object
]);

/**
 * The properties with {@link unknown} where a mark is, and with the plain text of secrets.
 *
 * @param onSecret - told of the path of each secret, such as `routes.0.key`
 */
export function unmarked(properties: Properties, onSecret?: (path: string) => void): Properties {
  return plain(properties, "", onSecret) as Properties;
}

/** Itself where it holds no mark, for most hold none. */
function plain(value: unknown, path: string, onSecret: ((path: string) => void) | undefined): unknown {
  if (typeof value === "string") {
    // Marks are all of one length.
    return value.length === 36 && marks.has(value) ? unknown : value;
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (value instanceof Secret) {
    onSecret?.(path);
    return plain(value.value, path, onSecret);
  }
  const inside = (key: string | number): string =>
    onSecret === undefined ? "" : path === "" ? String(key) : `${path}.${key}`;
  if (Array.isArray(value)) {
    const elements = value.map((element, index) => plain(element, inside(index), onSecret));
    return elements.some((element, index) => element !== value[index]) ? elements : value;
  }
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const before = (value as Properties)[key];
    const after = plain(before, inside(key), onSecret);
    if (after !== before) {
      copy ??= { ...value };
      copy[key] = after;
    }
  }
  return copy ?? value;
}
