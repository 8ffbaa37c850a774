import { expect } from "chai";
import fc from "fast-check";

import { analyse, type Resource } from "../../reachability";
import { healthOf, Names, readBalancers, truthTable } from "../../traffic";
import { mutated, mutation } from "../reachability/mutations";
import { awsAndAzure } from "./estates/awsAndAzure";
import { awsAndGoogle, googleBalancer, proxyRange } from "./estates/awsAndGoogle";
import { alb } from "./estates/awsBalancers";
import { applicationGateway } from "./estates/azureBalancers";
import * as dns from "./estates/dns";

const profile = dns.profile("shop", "Weighted");
const bySubnets = dns.profile("near", "Subnet");
const estates: Readonly<Record<string, readonly Resource[]>> = {
  "a balancer in AWS": [...awsAndAzure(), ...alb()],
  "a gateway in Azure": [...awsAndAzure(), ...applicationGateway("front")],
  "a regional balancer in Google Cloud": [
    ...awsAndGoogle({ allowed: [proxyRange] }),
    ...googleBalancer("regional-internal"),
  ],
  "a global balancer in Google Cloud": [
    ...awsAndGoogle({ allowed: [proxyRange] }),
    ...googleBalancer("global-external"),
  ],
  "names at Route 53": [
    dns.zone,
    dns.healthCheck("blue", { type: "TCP", ipAddress: "203.0.113.1", port: 80 }),
    dns.record("blue", {
      records: ["203.0.113.1"],
      weightedRoutingPolicies: [{ weight: 9 }],
      healthCheckId: "blue",
    }),
    dns.record("green", { records: ["203.0.113.2"], weightedRoutingPolicies: [{ weight: 1 }] }),
  ],
  "names at Traffic Manager": [
    profile,
    dns.endpoint("blue", profile, { target: "203.0.113.1", weight: 9 }),
    dns.endpoint("green", profile, { target: "203.0.113.2", weight: 1 }),
    dns.azureRecord("api", { recordType: "A", targetResource: { id: profile.id } }),
  ].map((one) => one as Resource),
  "names at Traffic Manager by subnets": [
    bySubnets,
    dns.endpoint("near", bySubnets, {
      target: "203.0.113.1",
      subnets: [{ first: "198.51.100.0", last: "198.51.100.255" }],
    }),
    dns.endpoint("far", bySubnets, { target: "203.0.113.2" }),
    dns.azureRecord("api", { recordType: "A", targetResource: { id: bySubnets.id } }),
  ].map((one) => one as Resource),
  "names at Cloud DNS": [
    dns.managedZone,
    dns.check,
    dns.recordSet({
      wrrs: [
        { weight: 9, healthCheckedTargets: { externalEndpoints: ["203.0.113.1"] } },
        { weight: 1, rrdatas: ["203.0.113.2"] },
      ],
    }),
  ],
};

/** Asks all there is to ask. */
function ask(resources: readonly Resource[]): number {
  const analysis = analyse(resources);
  const balancers = readBalancers(resources, analysis);
  balancers.forEach((balancer) => healthOf(balancer, analysis));
  const names = new Names(resources).all;
  names.forEach((name) => {
    truthTable(name);
    name.answer({ healthy: () => true, client: { address: "198.51.100.7" } });
  });
  return balancers.length + names.length;
}

describe("traffic of malformed resources", function () {
  this.timeout(120_000);

  for (const [what, resources] of Object.entries(estates)) {
    it(`never fails for ${what}, whatever is missing, dangling, unknown or of another kind`, () => {
      expect(ask(resources)).to.be.at.least(1);
      const changes = fc.array(mutation, { minLength: 1, maxLength: 6 });
      fc.assert(
        fc.property(changes, (wrong) => {
          ask(wrong.reduce<readonly Resource[]>(mutated, resources));
        }),
        { numRuns: 200 },
      );
    });
  }
});
