import { expect } from "chai";

import { failoverHealthChecks } from "../../../policies/rules/failoverHealthChecks";
import { type Properties, type Resource, unknown } from "../../../reachability/resources";
import { findings, planned } from "../planned";

const check = (resources: readonly Resource[], options = {}) =>
  findings(failoverHealthChecks, resources, options);

const record = (properties: Properties) =>
  planned("aws:route53/record:Record", "api", {
    type: "A",
    ttl: 60,
    records: ["203.0.113.7"],
    setIdentifier: "one",
    ...properties,
  });
const role = (type: unknown) => ({ failoverRoutingPolicies: [{ type }] });
const alias = (evaluateTargetHealth: unknown) => ({
  ttl: undefined,
  records: undefined,
  aliases: [{ name: "lb.example.com", zoneId: "Z1", evaluateTargetHealth }],
});
const profile = (properties: Properties = {}, type = "azure-native:trafficmanager:Profile") =>
  planned(type, "front", {
    dnsConfig: { relativeName: "front", ttl: 30 },
    monitorConfig: { protocol: "HTTPS", port: 443, path: "/" },
    ...properties,
  });
const recordSet = (routingPolicy: unknown, properties: Properties = {}) =>
  planned("gcp:dns/recordSet:RecordSet", "api", { type: "A", ttl: 30, routingPolicy, ...properties });
const external = { primary: { externalEndpoints: ["203.0.113.7"] }, backupGeos: [] };
const internal = { primary: { internalLoadBalancers: [{ ipAddress: "10.0.0.2" }] }, backupGeos: [] };

describe("the rule failover-health-checks", () => {
  for (const [what, resources, says] of [
    [
      "a primary without check",
      [record(role("PRIMARY"))],
      /^failover record api has no healthCheckId, so.*Set healthCheckId/,
    ],
    ["an empty check", [record({ ...role("PRIMARY"), healthCheckId: "" })], /no healthCheckId/],
    [
      "a weighted record without check",
      [record({ weightedRoutingPolicies: [{ weight: 90 }] })],
      /^weighted record api/,
    ],
    [
      "a latency record without check",
      [record({ latencyRoutingPolicies: [{ region: "eu-west-1" }] })],
      /^latency record api/,
    ],
    [
      "a multivalue record without check",
      [record({ multivalueAnswerRoutingPolicy: true })],
      /^multivalue record api/,
    ],
    [
      "an alias that looks at nothing",
      [record({ ...role("PRIMARY"), ...alias(false) })],
      /does not evaluate.*Set evaluateTargetHealth to true/,
    ],
    [
      "a long TTL",
      [record({ ...role("SECONDARY"), ttl: 300 })],
      /^failover record api has a ttl of 300 seconds.*Set it to 60 or less/,
    ],
    [
      "a long TTL of Traffic Manager",
      [profile({ dnsConfig: { ttl: 300 } })],
      /^Traffic Manager profile front has a dnsConfig\.ttl of 300/,
    ],
    [
      "the same by its older name",
      [profile({ dnsConfig: { ttl: 300 } }, "azure-native:network/v20220401:Profile")],
      /ttl of 300/,
    ],
    [
      "a profile without monitoring",
      [profile({ monitorConfig: undefined })],
      /^Traffic Manager profile front has no monitorConfig/,
    ],
    [
      "external endpoints without check",
      [recordSet({ primaryBackup: external })],
      /external endpoints \(203\.0\.113\.7\).*healthCheck/,
    ],
    [
      "weighted external endpoints without check",
      [recordSet({ wrrs: [{ weight: 1, healthCheckedTargets: external.primary }] })],
      /external endpoints/,
    ],
    [
      "a long TTL of Cloud DNS",
      [recordSet({ primaryBackup: internal }, { ttl: 3600 })],
      /^record set api has a ttl of 3600/,
    ],
  ] as const) {
    it(`refuses ${what}`, () => {
      const [found, ...more] = check(resources);
      expect(more).to.be.empty;
      expect(found?.message).to.match(says);
      expect(found).not.to.have.property("undecided");
    });
  }

  for (const [what, resources] of [
    ["a primary with a check", [record({ ...role("PRIMARY"), healthCheckId: "check" })]],
    ["one whose check is made with it", [record({ ...role("PRIMARY"), healthCheckId: unknown })]],
    ["a secondary without", [record(role("SECONDARY"))]],
    ["an alias that looks at its target", [record({ ...role("PRIMARY"), ...alias(true) })]],
    ["a simple record", [record({ ttl: 3600 })]],
    [
      "what the provider leaves empty",
      [record({ ttl: 3600, weightedRoutingPolicies: [], multivalueAnswerRoutingPolicy: false })],
    ],
    ["a profile", [profile(), profile({ dnsConfig: { relativeName: "front" } })]],
    ["external endpoints with a check", [recordSet({ primaryBackup: external, healthCheck: "check" })]],
    ["internal load balancers", [recordSet({ primaryBackup: internal })]],
    [
      "weights without checks",
      [recordSet({ wrrs: [{ weight: 1, rrdatas: ["203.0.113.7"] }] }, { ttl: 300 })],
    ],
  ] as const) {
    it(`accepts ${what}`, () => expect(check(resources)).to.be.empty);
  }

  for (const [what, resources] of [
    ["a record's role", [record(role(unknown))]],
    ["whether an alias looks at its target", [record({ ...role("PRIMARY"), ...alias(unknown) })]],
    ["a TTL", [record({ ...role("SECONDARY"), ttl: unknown })]],
    ["a profile's TTL", [profile({ dnsConfig: { ttl: unknown } })]],
  ] as const) {
    it(`can't tell while ${what} isn't known`, () => {
      const [found, ...more] = check(resources);
      expect(more).to.be.empty;
      expect(found).to.have.property("undecided", true);
    });
  }

  it("takes another longest TTL", () => {
    expect(check([record({ ...role("SECONDARY"), ttl: 300 })], { maxTtlSeconds: 300 })).to.be.empty;
    expect(check([record({ ...role("SECONDARY"), ttl: 60 })], { maxTtlSeconds: 30 })).to.have.length(1);
  });
});
