import { expect } from "chai";
import fc from "fast-check";

import { Analysis } from "../../../reachability/analysis";
import { readGcp } from "../../../reachability/gcp";
import { EstateBuilder } from "../../../reachability/model";
import { encrypted, type Resource, Stack, unknown } from "../../../reachability/resources";
import { gcpCases } from "../cases/gcp";

const estates = gcpCases.map(({ resources }) => ({ resources: [...resources] }));

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(unknown, encrypted, null, undefined, "", "10.0.0.0/33", "300.1.1.1", -1, 1e12, true),
  fc.constantFrom([], {}, [unknown], [null], [{}], { bgp: "x" }, "projects//regions//", "::1", "default"),
);

/** One property somewhere in a resource, and what to put there. */
interface Mutation {
  readonly resource: number;
  readonly property: number;
  readonly depth: number;
  readonly value: unknown;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  resource: fc.nat(60),
  property: fc.nat(20),
  depth: fc.nat(3),
  value: junk,
});

function mutated(resources: readonly Resource[], mutations: readonly Mutation[]): Resource[] {
  const copies = [...resources];
  for (const { resource, property, depth, value } of mutations) {
    const index = resource % copies.length;
    const one = copies[index];
    if (one !== undefined) {
      const inputs = replaced(one.inputs, property, depth, value) as Resource["inputs"];
      copies[index] = { ...one, inputs, outputs: replaced(one.outputs, property, depth, value) as never };
    }
  }
  return copies;
}

function replaced(from: unknown, property: number, depth: number, value: unknown): unknown {
  if (typeof from !== "object" || from === null) {
    return value;
  }
  const keys = Object.keys(from);
  const key = keys[property % Math.max(1, keys.length)];
  if (key === undefined) {
    return from;
  }
  const inner = (from as Record<string, unknown>)[key];
  const next = depth === 0 ? value : replaced(inner, property, depth - 1, value);
  return Array.isArray(from)
    ? from.map((one: unknown, index) => (String(index) === key ? next : one))
    : { ...from, [key]: next };
}

describe("bad input from Google Cloud", () => {
  it("never makes the reader throw", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...estates),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        ({ resources }, mutations) => {
          const estate = new EstateBuilder();
          readGcp(new Stack(mutated(resources, mutations)), estate);
          expect(new Analysis(estate)).to.be.instanceOf(Analysis);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("never tells a key", () => {
    for (const { resources } of estates) {
      const estate = new EstateBuilder();
      readGcp(new Stack(resources), estate);
      const texts = JSON.stringify([estate.notes, estate.tunnelEnds, estate.sessions]);
      expect(texts).not.to.match(/a key that both ends know|another key/);
    }
  });

  it("doubled resources leave it in doubt, and never make it throw", () => {
    for (const { resources } of estates) {
      const doubled = resources.flatMap((one) => [one, { ...one, urn: `${one.urn}-again` }]);
      const estate = new EstateBuilder();
      readGcp(new Stack(doubled), estate);
      expect(new Analysis(estate).estate.estate.networks).to.be.an("array");
    }
  });
});
