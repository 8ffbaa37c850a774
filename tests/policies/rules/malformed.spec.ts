import { readdirSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import fc from "fast-check";

import { rules } from "../../../policies/rules";
// Loaded before the first test's clock runs.
import "../../../policies/rules/route-back/oneWay";
import "../../../reachability";
import { type Properties, type Resource, unknown } from "../../../reachability/resources";
import { findings } from "../planned";
import type { ResourceArgs, RuleProgram } from "../programs/program";
import { placesIn, replaced } from "../../helpers/places";

const folder = join(__dirname, "../programs");
const programs = readdirSync(folder)
  .filter((file) => file !== "program.ts")
  .flatMap((file) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the list of rules is that of the folder
    const exported = require(join(folder, file)) as Readonly<Record<string, unknown>>;
    return Object.values(exported).filter(
      (one): one is RuleProgram => typeof one === "object" && one !== null && "violating" in one,
    );
  });

/** What no program means to write, and what a preview doesn't know. */
const junk = fc.constantFrom<unknown>(
  unknown,
  null,
  undefined,
  "",
  "0.0.0.0/0",
  "10.0.0.0/33",
  "::ffff:10.0.0.1/128",
  "x".repeat(200),
  -1,
  true,
  [],
  [unknown],
  [null, 7, "10.0.0.0/8"],
  {},
  { id: unknown },
  [{}],
);

function resourcesOf(args: readonly ResourceArgs[]): Resource[] {
  const urnOf = ({ type, name }: ResourceArgs): string => `urn:pulumi:prod::shop::${type}::${name}`;
  return args.map((one) => ({
    urn: urnOf(one),
    type: one.type,
    inputs: {},
    outputs: one.props,
    propertyDependencies: Object.fromEntries(
      Object.entries(one.from ?? {}).map(([property, names]) => [
        property,
        args.filter(({ name }) => [names].flat().includes(name)).map(urnOf),
      ]),
    ),
  }));
}

describe("every rule, given what no program means to write", () => {
  for (const rule of rules) {
    const own = programs.filter((program) => program.rule.name === rule.name);
    const [{ options } = {}] = own;
    const stacks = own.flatMap(({ violating, clean }) => [violating, clean]);

    it(`${rule.name} says something or nothing, and names a resource`, () => {
      const changed = fc.constantFrom(...stacks).chain((stack) =>
        fc.nat({ max: stack.length - 1 }).chain((index) => {
          const places = placesIn(stack[index]!.props);
          const change = fc.record({ place: fc.nat({ max: Math.max(0, places.length - 1) }), by: junk });
          return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
            const props = changes.reduce<unknown>(
              (made, { place, by }) => (places[place] ? replaced(made, places[place], by) : made),
              stack[index]!.props,
            );
            return stack.map((one, at) => (at === index ? { ...one, props: props as Properties } : one));
          });
        }),
      );
      fc.assert(
        fc.property(changed, (stack) => {
          const urns = resourcesOf(stack).map(({ urn }) => urn);
          for (const { urn, message } of findings(rule, resourcesOf(stack), options)) {
            expect(urns).to.include(urn);
            expect(message).not.to.match(/undefined|\[object|Symbol\(/);
          }
        }),
        { numRuns: 200 },
      );
    });
  }
});
