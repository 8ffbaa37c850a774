import { expect } from "chai";
import fc from "fast-check";

import { type Analysis, analyse, type Outcome, type Resource } from "../../reachability";
import { mutated, mutation } from "./mutations";
import { threeClouds, threeHosts } from "./threeClouds";

/** The verdict between every two clouds, on a port that the networks open to their peers. */
function verdicts(analysis: Analysis): Map<string, Outcome> {
  const { endpoints } = analysis.estate.estate;
  const there = threeHosts.flatMap((name) => endpoints.find((one) => one.name === name) ?? []);
  return new Map(
    there.flatMap((from) =>
      there
        .filter((to) => to !== from)
        .map((to) => {
          const { verdict } = analysis.tracer.trace(from, to, { protocol: 6, port: 22 });
          return [`${from.name} to ${to.name}`, verdict] as const;
        }),
    ),
  );
}

describe("reachability of resources that are not as they should be", function () {
  this.timeout(120_000);

  let resources: readonly Resource[];
  let truth: Map<string, Outcome>;
  before(async () => {
    resources = await threeClouds();
    truth = verdicts(analyse(resources));
  });

  it("tells apart what is open and what is not, to begin with", () => {
    expect(truth.get("aws-subnet-private-0 to gcp-subnet-workload")).to.equal("reachable");
    expect(truth.get("azure-subnet-workload to gcp-subnet-workload")).to.equal("blocked");
    expect(truth).to.have.property("size", 6);
  });

  it("never fails, whatever is wrong with them", () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 8 }), (changes) => {
        verdicts(analyse(changes.reduce(mutated, resources)));
      }),
      { numRuns: 300 },
    );
  });

  it("finds no way between clouds of which one has no tunnels", () => {
    const types = /vpnConnection:|VPNTunnel|VirtualNetworkGatewayConnection/i;
    const severed = resources.filter(({ type }) => !types.test(type));
    fc.assert(
      fc.property(fc.array(mutation, { maxLength: 5 }), (changes) => {
        expect([...verdicts(analyse(changes.reduce(mutated, severed))).values()]).to.not.include("reachable");
      }),
      { numRuns: 100 },
    );
  });
});
