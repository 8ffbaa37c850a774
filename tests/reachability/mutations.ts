import fc from "fast-check";

import { type Resource, unknown } from "../../reachability";
import { placesIn, replaced } from "../helpers/places";

/** What may stand where something else should. */
export const garbage = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    "",
    0,
    -1,
    Number.NaN,
    true,
    [],
    {},
    [[]],
    unknown,
    "::/0",
    "/24",
  ),
  fc.string(),
  fc.integer(),
  fc.ipV4(),
  fc.constantFrom("10.16.0.0/16", "10.16.0.0/33", "0.0.0.0/0", "::ffff:10.0.0.1", "169.254.21.1/30"),
  fc.array(fc.string(), { maxLength: 3 }),
);

/** One thing that is wrong with a list of resources. */
export const mutation = fc.oneof(
  fc.record({ kind: fc.constant("value" as const), at: fc.nat(), where: fc.nat(), to: garbage }),
  fc.record({ kind: fc.constant("gone" as const), at: fc.nat() }),
  fc.record({ kind: fc.constant("twice" as const), at: fc.nat() }),
  fc.record({ kind: fc.constant("swapped" as const), at: fc.nat(), with: fc.nat() }),
);

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

/** The list with one thing wrong with it. */
export function mutated(resources: readonly Resource[], change: Mutation): readonly Resource[] {
  const at = change.at % resources.length;
  const victim = resources[at]!;
  switch (change.kind) {
    case "gone":
      return resources.filter((_, index) => index !== at);
    case "twice":
      return [...resources, victim];
    case "swapped": {
      const other = resources[change.with % resources.length]!;
      return resources.map((one, index) =>
        index === at ? { ...victim, id: other.id, outputs: other.outputs } : one,
      );
    }
    case "value": {
      const { inputs, outputs } = victim;
      const places = placesIn({ inputs, outputs }).filter(({ length }) => length > 1);
      const place = places[change.where % places.length];
      return place === undefined
        ? resources
        : resources.with(at, replaced(victim, place, change.to) as Resource);
    }
  }
}
