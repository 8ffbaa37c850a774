import { expect } from "chai";
import fc from "fast-check";

import { Analysis } from "../../../reachability/analysis";
import { readGcp } from "../../../reachability/gcp";
import { QuestionError } from "../../../reachability/questions/flow";
import { EstateBuilder } from "../../../reachability/model";
import { encrypted, type Resource, Stack, unknown } from "../../../reachability/resources";
import type { CaseFlow } from "../cases/case";
import { gcpCases } from "../cases/gcp";

const estates = gcpCases.map(({ resources, flows }) => ({ resources: [...resources], flows }));

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

  it("a value that is not known yet never turns a verdict around", () => {
    const turned = [...unknowns()].flatMap(({ resources, flow, what }) => {
      const verdict = verdictOf(resources, flow);
      return [flow.verdict, "undecided", undefined].includes(verdict)
        ? []
        : [`${what}: ${flow.verdict} becomes ${verdict ?? ""}`];
    });
    expect(turned).to.deep.equal([]);
  });
});

/** What both sides are taken to agree on while it is not known, and names, by which resources are found. */
const assumed = /^(name|router|interface|vpnTunnel|bgp\.asn|peerAsn|ikeVersion|cipherSuite|sharedSecret)/;

/** Every so many of all places where a value could be unknown. */
const stride = 23;

function* unknowns(): Iterable<{ resources: Resource[]; flow: CaseFlow; what: string }> {
  let count = 0;
  for (const { resources, flows } of estates) {
    for (const [index, one] of resources.entries()) {
      for (const path of pathsOf(one.inputs).filter((each) => !assumed.test(each.join(".")))) {
        for (const flow of flows) {
          if (count++ % stride === 0) {
            const inputs = hidden(one.inputs, path) as Resource["inputs"];
            const changed = { ...one, inputs, outputs: hidden(one.outputs, path) as Resource["outputs"] };
            yield { resources: resources.with(index, changed), flow, what: `${one.urn} ${path.join(".")}` };
          }
        }
      }
    }
  }
}

function pathsOf(value: unknown): string[][] {
  return typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [
        [key],
        ...pathsOf(inner).map((path) => [key, ...path]),
      ]);
}

function hidden(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) {
    return unknown;
  }
  if (typeof value !== "object" || value === null || !(key in value)) {
    return value;
  }
  const inner = hidden((value as Record<string, unknown>)[key], rest);
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...value, [key]: inner };
}

/** Undefined where the question means nothing any more, as the address that it asks for is not known. */
function verdictOf(resources: readonly Resource[], flow: CaseFlow): string | undefined {
  const estate = new EstateBuilder();
  readGcp(new Stack(resources), estate);
  const analysis = new Analysis(estate);
  try {
    return analysis.trace(flow).verdict;
  } catch (error) {
    if (error instanceof QuestionError) {
      return undefined;
    }
    throw error;
  }
}
