import { infracost, type Price } from "./price";

const aws = { region: "all", asOf: "2024-07-01" } as const;
const azure = { region: "global", asOf: "2024-07-01" } as const;
const healthChecks = infracost("aws/testdata/route53_health_check_test/route53_health_check_test.golden");
const external = infracost(
  "azure/testdata/traffic_manager_external_endpoint_test/traffic_manager_external_endpoint_test.golden",
);
const nested = infracost(
  "azure/testdata/traffic_manager_nested_endpoint_test/traffic_manager_nested_endpoint_test.golden",
);

/** Zones and health checks, by the month. */
export const dnsPrices = {
  "aws.hostedZone": {
    ...aws,
    what: "Route 53 hosted zone",
    monthly: 0.5,
    source: infracost("aws/testdata/route53_zone_test/route53_zone_test.golden"),
  },
  // Of an endpoint in AWS it is less.
  "aws.healthCheck": {
    ...aws,
    what: "Route 53 health check of an endpoint outside AWS",
    monthly: 0.75,
    source: healthChecks,
  },
  "aws.healthCheckFeature": {
    ...aws,
    what: "Route 53 health check, optional feature",
    monthly: 2,
    source: healthChecks,
  },
  "azure.dnsZone": {
    what: "Azure DNS zone",
    monthly: 0.5,
    region: "westus",
    asOf: "2024-07-01",
    source: infracost("azure/testdata/dns_zone_test/dns_zone_test.golden"),
  },
  "azure.trafficManagerExternalEndpoint": {
    ...azure,
    what: "Traffic Manager health checks of an external endpoint",
    monthly: 0.54,
    source: external,
  },
  "azure.trafficManagerExternalEndpointFast": {
    ...azure,
    what: "Traffic Manager fast health checks of an external endpoint, on top",
    monthly: 2,
    source: external,
  },
  "azure.trafficManagerEndpoint": {
    ...azure,
    what: "Traffic Manager health checks of an endpoint in Azure",
    monthly: 0.36,
    source: nested,
  },
  "azure.trafficManagerEndpointFast": {
    ...azure,
    what: "Traffic Manager fast health checks of an endpoint in Azure, on top",
    monthly: 1,
    source: nested,
  },
  "gcp.managedZone": {
    what: "Cloud DNS managed zone",
    monthly: 0.2,
    region: "all",
    asOf: "2024-07-01",
    source: infracost("google/testdata/dns_managed_zone_test/dns_managed_zone_test.golden"),
  },
} as const satisfies Record<string, Price>;

/** What is billed by use, or without a dated price. */
export const unpricedDns = {
  "aws.dnsQueries": {
    what: "Route 53 queries",
    why: "billed by the million, by routing policy; aliases to AWS load balancers are free: see https://aws.amazon.com/route53/pricing/",
  },
  "aws.derivedHealthCheck": {
    what: "Route 53 health check of an alarm or of other health checks",
    why: "no dated price found: see https://aws.amazon.com/route53/pricing/",
  },
  "aws.networkProbe": {
    what: "Network Synthetic Monitor probe",
    why: "billed by subnet and hour, no dated price found: see https://aws.amazon.com/cloudwatch/pricing/",
  },
  "azure.dnsQueries": {
    what: "Azure DNS and Traffic Manager queries",
    why: "billed by the million: see https://azure.microsoft.com/pricing/details/dns/ and https://azure.microsoft.com/pricing/details/traffic-manager/",
  },
  "gcp.dnsQueries": {
    what: "Cloud DNS queries and health checks",
    why: "billed by the million, and by the probe: see https://cloud.google.com/dns/pricing",
  },
} as const satisfies Record<string, { what: string; why: string }>;
