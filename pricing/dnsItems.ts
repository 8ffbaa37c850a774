import type { EstimateItem } from "./estimate";

type Inputs = Readonly<Record<string, unknown>>;

/** https://aws.amazon.com/route53/pricing/: HTTPS, a search for text, an interval of 10 s and latency cost extra each. */
export function awsHealthCheck({ type, requestInterval, measureLatency }: Inputs): EstimateItem[] {
  const kind = typeof type === "string" ? type : "HTTP";
  if (["CALCULATED", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL"].includes(kind)) {
    return [{ item: "aws.derivedHealthCheck", count: 1 }];
  }
  const features = [
    kind.startsWith("HTTPS"),
    kind.endsWith("_STR_MATCH"),
    requestInterval === 10,
    measureLatency === true,
  ].filter(Boolean).length;
  return [
    { item: "aws.healthCheck", count: 1 },
    { item: "aws.healthCheckFeature", count: features },
  ];
}

/** https://azure.microsoft.com/pricing/details/traffic-manager/: each endpoint's health checks, fast ones more. */
export function azureTrafficManagerProfile({ endpoints, monitorConfig }: Inputs): EstimateItem[] {
  const fast = recordOf(monitorConfig)["intervalInSeconds"] === 10;
  const listed = Array.isArray(endpoints) ? (endpoints as unknown[]) : [];
  return listed.flatMap((endpoint) => azureTrafficManagerEndpoint(recordOf(endpoint), fast));
}

/** Of an endpoint with a resource of its own, only its profile knows whether its health checks are fast. */
export function azureTrafficManagerEndpoint({ type, endpointType }: Inputs, fast = false): EstimateItem[] {
  const kind = [endpointType, type].find((text) => typeof text === "string");
  const item = /external/i.test(kind ?? "")
    ? ("azure.trafficManagerExternalEndpoint" as const)
    : ("azure.trafficManagerEndpoint" as const);
  return [
    { item, count: 1 },
    { item: `${item}Fast`, count: fast ? 1 : 0 },
  ];
}

function recordOf(value: unknown): Inputs {
  return typeof value === "object" && value !== null ? (value as Inputs) : {};
}
