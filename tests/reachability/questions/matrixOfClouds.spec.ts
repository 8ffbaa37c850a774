import { expect } from "chai";
import fc from "fast-check";

import { type Analysis, analyse } from "../../../reachability";
import { noFailures } from "../../../reachability/solve";
import type { Traffic } from "../../../reachability/trace";
import { awsCases } from "../cases/aws";
import { azureCases } from "../cases/azure";
import { gcpCases } from "../cases/gcp";
import { Choices } from "../naive/arbitrary/choices";
import { topology } from "../naive/arbitrary/topology";
import { matrixVerdicts, tracedVerdicts } from "./pairVerdicts";

const traffic: readonly Traffic[] = [
  { protocol: 6, port: 443 },
  { protocol: 6, port: 22 },
  { protocol: 6, port: 8080 },
  { protocol: 17, port: 53 },
  { protocol: 1, port: 0 },
];

describe("a matrix of resources of AWS, Azure and Google Cloud", () => {
  it("says of every pair what a trace of it says", () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const analysis = analyse(topology(new Choices(gen)).resources);
        const [end] = analysis.estate.estate.tunnelEnds;
        const lost = end && analysis.without({ ...noFailures, parts: new Set([end.id]) });
        for (const one of lost ? [analysis, lost] : [analysis]) {
          traffic.forEach((each) => expectSame(one, each));
        }
      }),
      { numRuns: 40 },
    );
  }).timeout(60_000);

  it("says so of everything in the catalogue", () => {
    for (const { name, resources } of [...awsCases, ...azureCases, ...gcpCases]) {
      const analysis = analyse(resources);
      traffic.forEach((each) => expectSame(analysis, each, name));
    }
  }).timeout(60_000);
});

function expectSame(analysis: Analysis, about: Traffic, where = ""): void {
  for (const between of ["instances", "subnets"] as const) {
    const found = matrixVerdicts(analysis, between, about);
    expect(found, where).to.deep.equal(tracedVerdicts(analysis, between, about));
  }
}
