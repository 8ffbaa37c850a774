import type { Resource } from "../../../reachability/resources";
import type { HealthCheck } from "../../model";
import { blockAt, numberAt, numberIn, textIn } from "../fields";

/** By the block that a health check has, what it speaks. gRPC is probed as TCP: no answer of it is looked into here. */
const kinds = [
  { block: "httpHealthCheck", protocol: "HTTP", port: 80 },
  { block: "http2HealthCheck", protocol: "HTTPS", port: 443 },
  { block: "httpsHealthCheck", protocol: "HTTPS", port: 443 },
  { block: "tcpHealthCheck", protocol: "TCP", port: 80 },
  { block: "sslHealthCheck", protocol: "TCP", port: 443 },
  { block: "grpcHealthCheck", protocol: "TCP", port: undefined },
] as const;

/**
 * A health check: 200 is the only status that counts. Without any, all endpoints are taken for healthy, as a check that
 * needs no more than a connection.
 *
 * Source: https://cloud.google.com/load-balancing/docs/health-check-concepts
 */
export function healthCheckOf(check: Resource | undefined): HealthCheck {
  const times = {
    intervalSeconds: (check && numberAt(check, "checkIntervalSec")) ?? 5,
    timeoutSeconds: (check && numberAt(check, "timeoutSec")) ?? 5,
    healthyThreshold: (check && numberAt(check, "healthyThreshold")) ?? 2,
    unhealthyThreshold: (check && numberAt(check, "unhealthyThreshold")) ?? 2,
    initialThreshold: (check && numberAt(check, "healthyThreshold")) ?? 2,
  };
  const kind = check && kinds.find(({ block }) => blockAt(check, block) !== undefined);
  const block = check && kind && blockAt(check, kind.block);
  if (kind === undefined || block === undefined) {
    return { protocol: "TCP", statuses: [], ...times };
  }
  const isServing = textIn(block, "portSpecification") === "USE_SERVING_PORT";
  const port = isServing ? undefined : (numberIn(block, "port") ?? kind.port);
  const [host, body] = [textIn(block, "host"), textIn(block, "response")];
  const isHttp = kind.protocol !== "TCP";
  return {
    protocol: kind.protocol,
    ...(port !== undefined && { port }),
    ...(isHttp && { path: textIn(block, "requestPath") ?? "/" }),
    ...(isHttp && host !== undefined && { host }),
    ...(isHttp && body !== undefined && { body }),
    statuses: isHttp ? [{ first: 200, last: 200 }] : [],
    ...times,
  };
}
