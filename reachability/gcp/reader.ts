import type { EstateBuilder } from "../model";
import { labelOf, type Reference, type Resource, type Stack } from "../resources";
import type { Pointers } from "./pointers";
import type { RouteTables } from "./routeTables";
import type { Vpcs } from "./vpcs";

/** What every part of the reader works with. */
export interface Reader {
  readonly stack: Stack;
  readonly estate: EstateBuilder;
  readonly pointers: Pointers;
  readonly vpcs: Vpcs;
  readonly tables: RouteTables;
}

/** The resource that is pointed to; where it isn't there, a note says so. */
export function foundOr(
  reader: { readonly estate: EstateBuilder },
  reference: Reference,
  from: Resource,
  what: string,
): Resource | undefined {
  if (reference.state === "found") {
    return reference.resource;
  }
  reader.estate.note(from.urn, `${labelOf(from)}: ${what} ${reasonOf(reference)}`);
  return undefined;
}

/** Why nothing is found where a property points. */
export function reasonOf(reference: Reference): string {
  switch (reference.state) {
    case "outside":
      return `${reference.id} is in none of these stacks`;
    case "absent":
      return "is not given";
    default:
      return "is known only after the update";
  }
}
