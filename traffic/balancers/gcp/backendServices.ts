import { follow, labelOf, type Properties, type Resource } from "../../../reachability/resources";
import type { Balancing, Pool, Stickiness } from "../../model";
import { blocksAt, numberAt, numberIn, textAt, textIn } from "../fields";
import { endpointsIn } from "./endpoints";
import { healthCheckOf } from "./healthChecks";
import type { GcpReader } from "./reader";
import { sourcesOf } from "./sources";
import { tokens } from "./tokens";

/** A backend service as the load balancer of these forwarding rules uses it. */
export function poolOf(
  reader: GcpReader,
  service: Resource,
  forwardings: readonly Resource[],
  notes: string[],
): Pool {
  const backends = blocksAt(service, "backends");
  const prefers = backends.some((backend) => textIn(backend, "preference") === "PREFERRED");
  const check = reader.at(service, "healthChecks", [tokens.healthCheck, tokens.regionHealthCheck]);
  const targets = backends.flatMap((backend) => {
    const group = reader.of(follow(backend, "group"), service, "backends", [tokens.networkEndpointGroup]);
    if (group === undefined) {
      notes.push(`a backend of ${labelOf(service)} is no endpoint group of these stacks, or can't be told`);
      return [];
    }
    return endpointsIn(reader, group, {
      capacity: (endpoints) => capacityOf(backend, endpoints),
      priority: prefers && textIn(backend, "preference") !== "PREFERRED" ? 1 : 0,
      ...sourcesOf(reader, forwardings, group),
    });
  });
  const protocol = textAt(service, "protocol") ?? "HTTP";
  const stickiness = stickinessOf(service);
  return {
    id: service.urn,
    urn: service.urn,
    name: labelOf(service),
    protocol:
      protocol.startsWith("HTTPS") || protocol === "HTTP2"
        ? "HTTPS"
        : protocol.startsWith("HTTP")
          ? "HTTP"
          : "TCP",
    balancing: balancingOf(textAt(service, "localityLbPolicy")),
    targets,
    healthCheck: healthCheckOf(check),
    ...(stickiness && { stickiness }),
    drainingSeconds: numberAt(service, "connectionDrainingTimeoutSec") ?? 0,
    slowStartSeconds: 0,
    failoverShare: prefers ? failoverShare(reader, service) : 0,
  };
}

/**
 * What a backend can take, by which requests are spread among backends; a scaler of 0 drains it.
 *
 * Source: https://cloud.google.com/load-balancing/docs/backend-service#capacity_scaler
 */
function capacityOf(backend: Properties, endpoints: number): number {
  const scaler = numberOf(backend, "capacityScaler") ?? 1;
  const each = numberOf(backend, "maxRatePerEndpoint") ?? numberOf(backend, "maxConnectionsPerEndpoint");
  const whole = numberOf(backend, "maxRate") ?? numberOf(backend, "maxConnections");
  return scaler * (whole ?? (each ?? 1) * endpoints);
}

function numberOf(from: Properties, name: string): number | undefined {
  const value = from[name];
  return typeof value === "number" ? value : numberIn(from, name);
}

/**
 * Preferred backends lose their traffic once fewer of them are healthy than the threshold, by default 70 percent.
 *
 * Source: https://cloud.google.com/load-balancing/docs/service-lb-policy
 */
function failoverShare(reader: GcpReader, service: Resource): number {
  const written = textAt(service, "serviceLbPolicy")?.split("/").at(-1);
  const policies = reader.all(tokens.serviceLbPolicies);
  const policy =
    policies.find((one) => written !== undefined && textAt(one, "name") === written) ??
    reader.common.stack.dependencies(service, "serviceLbPolicy").find((one) => policies.includes(one));
  return ((policy && numberAt(policy, "failoverConfig.failoverHealthThreshold")) ?? 70) / 100;
}

/** https://cloud.google.com/load-balancing/docs/backend-service#locality-lb-policy */
function balancingOf(policy: string | undefined): Balancing {
  switch (policy) {
    case "LEAST_REQUEST":
      return "least requests";
    case "RANDOM":
      return "random";
    case "RING_HASH":
    case "MAGLEV":
    case "ORIGINAL_DESTINATION":
      return "flow hash";
    default:
      return "round robin";
  }
}

/** https://cloud.google.com/load-balancing/docs/backend-service#session_affinity */
function stickinessOf(service: Resource): Stickiness | undefined {
  const seconds = numberAt(service, "affinityCookieTtlSec") ?? 0;
  switch (textAt(service, "sessionAffinity")) {
    case "GENERATED_COOKIE":
      return {
        by: "cookie",
        cookie: service.type === tokens.backendService ? "GCLB" : "GCILB",
        ...(seconds > 0 && { seconds }),
      };
    case "HTTP_COOKIE":
    case "STRONG_COOKIE_AFFINITY":
      return {
        by: "cookie",
        cookie:
          textAt(service, "consistentHash.httpCookie.name") ??
          textAt(service, "strongSessionAffinityCookie.name") ??
          "GCLB",
      };
    case "CLIENT_IP":
    case "CLIENT_IP_PORT_PROTO":
    case "CLIENT_IP_PROTO":
      return { by: "source address" };
    default:
      return undefined;
  }
}
