import { failoverHealthChecks } from "../../../policies/rules/failoverHealthChecks";
import { unknown } from "../../../reachability/resources";
import type { ResourceArgs, RuleProgram } from "./program";

const record = (name: string, type: string, props: ResourceArgs["props"]): ResourceArgs => ({
  type: "aws:route53/record:Record",
  name,
  props: {
    failoverRoutingPolicies: [{ type }],
    name: "api.example.com",
    setIdentifier: name,
    type: "A",
    zoneId: "Z1",
    ...props,
  },
});
const secondary = record("gcp", "SECONDARY", { records: ["203.0.113.7"], ttl: 60 });
const check: ResourceArgs = { type: "aws:route53/healthCheck:HealthCheck", name: "check", props: {} };

export const program: RuleProgram = {
  rule: failoverHealthChecks,
  violating: [record("aws", "PRIMARY", { records: ["198.51.100.7"], ttl: 300 }), secondary],
  clean: [
    check,
    {
      ...record("aws", "PRIMARY", { healthCheckId: unknown, records: ["198.51.100.7"], ttl: 60 }),
      from: { healthCheckId: "check" },
    },
    secondary,
  ],
  says: /failover record aws has no healthCheckId, so that Route 53 always takes it for healthy/,
};
