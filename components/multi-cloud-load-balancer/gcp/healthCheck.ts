import { HealthCheck, RegionHealthCheck } from "@pulumi/gcp/compute";
import type { HealthCheckPlan } from "../plan";
import type { Wiring } from "./wiring";

/** Makes the health check of all groups. */
export function createHealthCheck({
  name,
  plan,
  facts,
  region,
  opts,
}: Wiring): HealthCheck | RegionHealthCheck {
  const { intervalSeconds, timeoutSeconds, healthyThreshold, unhealthyThreshold } = plan.healthCheck;
  const args = {
    checkIntervalSec: intervalSeconds,
    timeoutSec: timeoutSeconds,
    healthyThreshold,
    unhealthyThreshold,
    ...protocolOf(plan.healthCheck),
  };
  return facts.regional
    ? new RegionHealthCheck(`${name}-health-check`, { ...args, region }, opts)
    : new HealthCheck(`${name}-health-check`, args, opts);
}

function protocolOf({ protocol, path: requestPath, host, port }: HealthCheckPlan) {
  const at =
    port === undefined
      ? { portSpecification: "USE_SERVING_PORT" }
      : { portSpecification: "USE_FIXED_PORT", port };
  const request = { ...at, requestPath, host };
  switch (protocol) {
    case "HTTP":
      return { httpHealthCheck: request };
    case "HTTPS":
      return { httpsHealthCheck: request };
    case "TCP":
      return { tcpHealthCheck: at };
  }
}
