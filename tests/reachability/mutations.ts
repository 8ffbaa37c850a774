import fc from "fast-check";

import { type Resource, unknown } from "../../reachability";
import { encrypted } from "../../reachability/resources";
import { placesIn, replaced } from "../helpers/places";

/** What may stand where something else should. */
const garbage = fc.oneof(
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
    [unknown],
    [null],
    [{}],
    unknown,
    encrypted,
    1.5,
    1e12,
    "x",
    "default",
    "projects//regions//",
    "300.1.1.1",
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
  fc.record({
    kind: fc.constantFrom("value" as const, "value of both" as const),
    at: fc.nat(),
    where: fc.nat(),
    to: garbage,
  }),
  fc.record({ kind: fc.constant("gone" as const), at: fc.nat() }),
  fc.record({ kind: fc.constant("twice" as const), at: fc.nat() }),
  fc.record({ kind: fc.constant("swapped" as const), at: fc.nat(), with: fc.nat() }),
);

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

/** The list with one thing wrong with it. */
export function mutated(resources: readonly Resource[], change: Mutation): readonly Resource[] {
  const at = change.at % resources.length;
  const victim = resources[at];
  if (victim === undefined) {
    return resources;
  }
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
    case "value":
    case "value of both": {
      const { inputs, outputs } = victim;
      const places = placesIn({ inputs, outputs }).filter(({ length }) => length > 1);
      const [side = "", ...place] = places[change.where % places.length] ?? [];
      const sides = change.kind === "value" ? [side] : ["inputs", "outputs"];
      const changed = sides.reduce<unknown>(
        (made, one) => replaced(made, [one, ...place], change.to),
        victim,
      );
      return place.length === 0 ? resources : resources.with(at, changed as Resource);
    }
  }
}
