import { expect } from "chai";
import fc from "fast-check";

import { analyse, QuestionError, readStackFile } from "../../reachability";
import { placesIn, replaced } from "./places";

const garbage: readonly unknown[] = [
  ...[null, "", 0, -1, true, [], {}, [[]]],
  ...["::/0", "10.0.0.0/33", "0.0.0.0/0", "169.254.21.1/30", "10.0.0.0/16", "[secret]"],
];

/** A file with something else in some of its places, or cut short. */
const damage = fc.oneof(
  fc.record({ cutAt: fc.nat() }),
  fc.array(fc.record({ where: fc.nat(), by: fc.constantFrom(...garbage) }), { minLength: 1, maxLength: 6 }),
);

type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(file: string, by: Damage): string {
  if ("cutAt" in by) {
    return file.slice(0, by.cutAt % file.length);
  }
  const whole: unknown = JSON.parse(file);
  const places = placesIn(whole);
  const changed = by.reduce(
    (made, { where, by: other }) => replaced(made, places[where % places.length]!, other),
    whole,
  );
  return JSON.stringify(changed);
}

/**
 * Holds the analysis to it that, whatever is wrong with one of two stacks that don't reach each other, it says so in an
 * error that names the file, or answers; and never that they do.
 */
export function neverJoins(one: string, other: string, [from, to]: readonly [string, string]): void {
  fc.assert(
    fc.property(damage, fc.boolean(), (by, isFirst) => {
      const files = isFirst ? [damaged(one, by), other] : [one, damaged(other, by)];
      let verdict: string;
      try {
        const resources = files.flatMap((file, index) => readStackFile(file, `stack ${index}`));
        ({ verdict } = analyse(resources).trace({ from, to, protocol: "icmp" }));
      } catch (error) {
        expect(isNamed(error), String(error)).to.equal(true);
        return;
      }
      expect(verdict).not.to.equal("reachable");
    }),
    { numRuns: 60 },
  );
}

/** Whether an error tells which file is wrong, or which end of the flow is no longer there. */
function isNamed(error: unknown): boolean {
  return error instanceof QuestionError || (error instanceof Error && /^stack [01] /.test(error.message));
}
