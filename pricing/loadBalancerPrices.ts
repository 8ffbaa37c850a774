import { infracost, type Price } from "./price";

const aws = {
  region: "us-east-1",
  asOf: "2024-07-01",
  source: infracost("aws/testdata/lb_test/lb_test.golden"),
} as const;

const azure = {
  region: "eastus",
  asOf: "2026-03-31",
  source: infracost("azure/testdata/application_gateway_test/application_gateway_test.golden"),
} as const;

/** Balancers, by the hour and by what they carry. */
export const loadBalancerPrices = {
  "aws.applicationLoadBalancer": { ...aws, what: "AWS Application Load Balancer", hourly: 0.0225 },
  "aws.networkLoadBalancer": { ...aws, what: "AWS Network Load Balancer", hourly: 0.0225 },
  "azure.applicationGateway.Standard_v2": { ...azure, what: "Azure Application Gateway v2", hourly: 0.2 },
  "azure.applicationGateway.WAF_v2": {
    ...azure,
    what: "Azure Application Gateway v2 with WAF",
    hourly: 0.36,
  },
  "azure.capacityUnit.Standard_v2": {
    ...azure,
    what: "Azure Application Gateway v2 capacity unit, held ready",
    hourly: 0.008,
  },
  "azure.capacityUnit.WAF_v2": {
    ...azure,
    what: "Azure Application Gateway v2 capacity unit with WAF, held ready",
    hourly: 0.0144,
  },
  "gcp.loadBalancerData": {
    what: "Google Cloud load balancer data",
    perGb: 0.008,
    perGbOf: "into a Google Cloud load balancer",
    region: "us-central1",
    asOf: "2024-07-01",
    source: infracost("google/testdata/compute_forwarding_rule_test/compute_forwarding_rule_test.golden"),
  },
} as const satisfies Record<string, Price>;

/** What is billed by use, or without a dated price. */
export const unpricedLoadBalancing = {
  "aws.loadBalancerCapacity": {
    what: "AWS load balancer capacity units",
    why: "billed by connections, data and rules: see https://aws.amazon.com/elasticloadbalancing/pricing/",
  },
  "azure.applicationGateway": {
    what: "Azure Application Gateway of another kind",
    why: "see https://azure.microsoft.com/pricing/details/application-gateway/",
  },
  "gcp.forwardingRule": {
    what: "Google Cloud forwarding rule",
    why: "the first five of a project and region share one price, no dated one found: see https://cloud.google.com/load-balancing/pricing",
  },
} as const satisfies Record<string, { what: string; why: string }>;
