import { lastName, parentOf, sameId } from "../arm/ids";
import { findById } from "../arm/references";
import { tokens } from "../tokens";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** Every hub has these two, each with a label of its own. */
const builtIn = ["defaultRouteTable", "noneRouteTable"];

export const isBuiltIn = (tableId: string): boolean =>
  builtIn.some((name) => sameId(name, lastName(tableId)));

/** The hub of a table that exists: one that every hub has, or one of the user's own. */
export function hubOfTable(world: WorldView, tableId: string): WorldRecord | undefined {
  const exists = isBuiltIn(tableId) || findById(world, tokens.hubRouteTable, tableId) !== undefined;
  return exists ? findById(world, tokens.virtualHub, parentOf(tableId)) : undefined;
}
