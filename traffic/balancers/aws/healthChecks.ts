import { read, type Resource } from "../../../reachability/resources";
import type { HealthCheck } from "../../model";
import { numberAt, textAt } from "../fields";
import { statusesIn } from "../statuses";

/**
 * The health check of a target group. A new target needs one success; one that failed needs `healthyThreshold` in a row.
 *
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 */
export function healthCheckOf(group: Resource): HealthCheck {
  const isNetwork = isNetworkProtocol(textAt(group, "protocol"));
  const isWritten = read(group, "healthCheck").state === "known";
  const protocol = checkProtocol(
    textAt(group, "healthCheck.protocol") ?? (isNetwork && !isWritten ? "TCP" : "HTTP"),
  );
  const isHttp = protocol !== "TCP";
  const port = numberAt(group, "healthCheck.port");
  return {
    protocol,
    ...(port !== undefined && { port }),
    ...(isHttp && { path: textAt(group, "healthCheck.path") ?? "/" }),
    intervalSeconds: numberAt(group, "healthCheck.interval") ?? 30,
    timeoutSeconds: numberAt(group, "healthCheck.timeout") ?? defaultTimeout(isNetwork, protocol),
    healthyThreshold: numberAt(group, "healthCheck.healthyThreshold") ?? 3,
    unhealthyThreshold: numberAt(group, "healthCheck.unhealthyThreshold") ?? 3,
    initialThreshold: 1,
    statuses: isHttp
      ? statusesIn(textAt(group, "healthCheck.matcher") ?? (isNetwork ? "200-399" : "200"))
      : [],
  };
}

/** Whether a target group of this protocol is one of a Network Load Balancer. */
export function isNetworkProtocol(protocol: string | undefined): boolean {
  return protocol !== undefined && !protocol.startsWith("HTTP");
}

function checkProtocol(protocol: string): HealthCheck["protocol"] {
  return protocol === "HTTP" || protocol === "HTTPS" ? protocol : "TCP";
}

function defaultTimeout(isNetwork: boolean, protocol: HealthCheck["protocol"]): number {
  return isNetwork ? (protocol === "HTTP" ? 6 : 10) : 5;
}
