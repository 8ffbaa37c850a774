import { resourceNotFound } from "../arm/error";
import { findById } from "../arm/references";
import { tokens } from "../tokens";
import type { WorldView } from "../../providers/resourceType";

/** Refuses the id of a resource that does not exist; without a token any type will do. */
export function requireResource(world: WorldView, id: string, token?: string): void {
  const candidates: readonly string[] = token === undefined ? Object.values(tokens) : [token];
  if (!candidates.some((candidate) => findById(world, candidate, id))) {
    throw resourceNotFound(id);
  }
}
