import type { EndpointView } from "./endpoints";
import type { Props } from "../../protocol/values";

/**
 * What Traffic Manager says of an endpoint before the first answers to its probes, which the simulator does not send.
 *
 * Source: https://learn.microsoft.com/azure/traffic-manager/traffic-manager-monitoring#endpoint-monitor-status
 */
export function endpointMonitorStatus(profile: Props, { inputs }: EndpointView): string {
  if (inputs.endpointStatus === "Disabled") {
    return "Disabled";
  }
  if (profile.profileStatus === "Disabled") {
    return "Inactive";
  }
  return inputs.alwaysServe === "Enabled" ? "Unmonitored" : "CheckingEndpoint";
}

export function profileMonitorStatus(profile: Props, endpoints: readonly EndpointView[]): string {
  if (profile.profileStatus === "Disabled") {
    return "Disabled";
  }
  return endpoints.some(({ inputs }) => inputs.endpointStatus !== "Disabled")
    ? "CheckingEndpoints"
    : "Inactive";
}
