import { expect } from "chai";
import fc from "fast-check";

import { analyse, QuestionError, type Resource } from "../../reachability";
import { awsCases } from "./cases/aws";
import { azureCases } from "./cases/azure";
import type { CaseFlow } from "./cases/case";
import { gcpCases } from "./cases/gcp";
import { mutated, mutation } from "./mutations";

/** Asks all there is to ask, unless an end of a flow can't be found any more. */
function ask(resources: readonly Resource[], flows: readonly CaseFlow[]): void {
  const analysis = analyse(resources);
  for (const flow of flows) {
    try {
      analysis.trace(flow);
    } catch (error) {
      expect(error).to.be.instanceOf(QuestionError);
    }
  }
}

describe("reachability of malformed resources of", function () {
  this.timeout(120_000);

  for (const [cloud, cases] of Object.entries({
    AWS: awsCases,
    Azure: azureCases,
    "Google Cloud": gcpCases,
  })) {
    it(`${cloud} never fails, whatever is missing, dangling, unknown or of another kind`, () => {
      const changes = fc.array(mutation, { minLength: 1, maxLength: 6 });
      fc.assert(
        fc.property(fc.constantFrom(...cases), changes, ({ resources, flows }, wrong) => {
          ask(wrong.reduce<readonly Resource[]>(mutated, resources), flows);
        }),
        { numRuns: 600 },
      );
    });
  }

  it("Azure takes ranges that are no list for unknown", () => {
    const name = "a peering with a network of another stack leads out of the model";
    const { resources, flows } = azureCases.find((one) => one.name === name)!;
    const wrong = resources.map((resource) =>
      resource.type.endsWith(":VirtualNetworkPeering")
        ? {
            ...resource,
            outputs: {
              ...resource.outputs,
              remoteVirtualNetworkAddressSpace: { addressPrefixes: "10.1.0.0/16" },
            },
          }
        : resource,
    );
    ask(wrong, flows);
  });
});
