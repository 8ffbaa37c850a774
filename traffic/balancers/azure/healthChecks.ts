import type { Properties } from "../../../reachability/resources";
import type { HealthCheck } from "../../model";
import { flagIn, numberIn, textIn, textsIn } from "../fields";
import { statusesIn } from "../statuses";

/**
 * The probe of backend settings, or the one that a gateway makes by itself: every 30 seconds, for at most 30 seconds,
 * `GET /` for host 127.0.0.1, three failures. A target is unhealthy until it answers once, and healthy again once it
 * does.
 *
 * Source: https://learn.microsoft.com/azure/application-gateway/application-gateway-probe-overview
 */
export function healthCheckOf(settings: Properties, probe: Properties | undefined): HealthCheck {
  const protocol = checkProtocol(textIn(probe, "protocol") ?? textIn(settings, "protocol"));
  const isHttp = protocol !== "TCP";
  const port = numberIn(probe, "port");
  const host = hostOf(settings, probe);
  const body = textIn(probe, "match.body");
  const statuses = textsIn(probe, "match.statusCodes");
  return {
    protocol,
    ...(port !== undefined && { port }),
    ...(isHttp && { path: textIn(probe, "path") ?? "/" }),
    ...(isHttp && host !== undefined && { host }),
    intervalSeconds: numberIn(probe, "interval") ?? 30,
    timeoutSeconds: numberIn(probe, "timeout") ?? 30,
    unhealthyThreshold: numberIn(probe, "unhealthyThreshold") ?? 3,
    healthyThreshold: 1,
    initialThreshold: 1,
    statuses: isHttp ? statusesIn(statuses.length > 0 ? statuses.join(",") : "200-399") : [],
    ...(isHttp && body !== undefined && { body }),
  };
}

function hostOf(settings: Properties, probe: Properties | undefined): string | undefined {
  if (probe === undefined) {
    return textIn(settings, "hostName") ?? (takesBackendsName(settings) ? undefined : "127.0.0.1");
  }
  return flagIn(probe, "pickHostNameFromBackendHttpSettings") === true
    ? textIn(settings, "hostName")
    : textIn(probe, "host");
}

function takesBackendsName(settings: Properties): boolean {
  return flagIn(settings, "pickHostNameFromBackendAddress") === true;
}

function checkProtocol(protocol: string | undefined): HealthCheck["protocol"] {
  switch (protocol?.toLowerCase()) {
    case "tcp":
    case "tls":
      return "TCP";
    case "https":
      return "HTTPS";
    default:
      return "HTTP";
  }
}
