import { expect } from "chai";

import { analyse } from "../../reachability";
import { awsCases } from "./cases/aws";
import { azureCases } from "./cases/azure";
import type { Case, CaseFlow } from "./cases/case";
import { gcpCases } from "./cases/gcp";

const catalogue: Readonly<Record<string, readonly Case[]>> = {
  AWS: awsCases,
  Azure: azureCases,
  "Google Cloud": gcpCases,
};

for (const [cloud, cases] of Object.entries(catalogue)) {
  describe(`reachability in ${cloud}`, () => {
    for (const { name, source, resources, flows } of cases) {
      describe(`${name} (${source})`, () => {
        const analysis = analyse(resources);
        for (const flow of flows) {
          it(titleOf(flow), () => {
            const trace = analysis.trace(flow);
            expect(trace.verdict, trace.reason).to.equal(flow.verdict);
            if (flow.because) {
              expect(trace.reason).to.match(flow.because);
            }
            if (flow.hops) {
              expect(trace.forward.map(({ places }) => places)).to.deep.include(flow.hops);
            }
          });
        }
      });
    }
  });
}

describe("the catalogue of reachability", () => {
  it("cites the provider's own page for each case", () => {
    const pages = Object.values(catalogue).flatMap((cases) => cases.map(({ source }) => source));
    for (const page of pages) {
      expect(page).to.match(
        /^https:\/\/(docs\.aws\.amazon\.com|aws\.amazon\.com|learn\.microsoft\.com|(docs\.)?cloud\.google\.com|www\.rfc-editor\.org)\//,
      );
    }
  });

  it("has no two cases of one name", () => {
    const names = Object.values(catalogue).flatMap((cases) => cases.map(({ name }) => name));
    expect(names).to.have.length(new Set(names).size);
  });
});

function titleOf({ from, to, protocol = "tcp", port, verdict }: CaseFlow): string {
  return `${from} to ${to}, ${protocol}${port === undefined ? "" : ` ${port}`}: ${verdict}`;
}
