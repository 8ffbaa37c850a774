import { labelOf, type Resource } from "../../../../reachability/resources";
import type { Linker } from "../joins";
import type { Kind, Place } from "./claim";

/**
 * The place of a range in the networks that a property names. While that can't be told, it may be in any, and is taken
 * to be joined with all.
 *
 * @param networks - what the property names; undefined where nothing tells
 */
export function placeWithin(
  linker: Linker,
  resource: Resource,
  path: string,
  kind: Kind,
  networks: readonly string[] | undefined,
): Place {
  if (networks === undefined) {
    const why = `${path} of ${labelOf(resource)} is known only after the update`;
    linker.joins.leadsAnywhere(resource.urn, why);
  }
  const named = networks ?? [];
  return { kind, networks: named, nodes: named.length > 0 ? named : [resource.urn] };
}

/** The place of a range that belongs to its own resource. */
export function placeOf({ urn }: Resource, kind: Kind): Place {
  return { kind, networks: [urn], nodes: [urn] };
}
