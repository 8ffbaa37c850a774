import { sameId } from "./ids";
import type { Value } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** A record by its id, whatever the case in which the program wrote it. */
export function findById(world: WorldView, token: string, id: string | undefined): WorldRecord | undefined {
  const exact = world.get(token, id);
  if (exact || id === undefined) {
    return exact;
  }
  return world.get(token, world.all(token).find((record) => sameId(record.id, id))?.id);
}

/** True where a value names a resource or anything inside it by its id. */
export function refersTo(value: Value | undefined, id: string): boolean {
  if (typeof value === "string") {
    const [text, wanted] = [value.toLowerCase(), id.toLowerCase()];
    return text === wanted || text.startsWith(`${wanted}/`);
  }
  if (Array.isArray(value)) {
    return value.some((item) => refersTo(item, id));
  }
  return (
    typeof value === "object" && value !== null && Object.values(value).some((item) => refersTo(item, id))
  );
}

/** Records of the given types whose inputs name the resource or anything inside it. */
export const dependents = (world: WorldView, tokens: readonly string[], id: string): WorldRecord[] =>
  tokens
    .flatMap((token) => world.all(token))
    .filter((record) => record.id !== id && refersTo(record.inputs, id));
