import type { MultiCloudLoadBalancerArgs } from "../args";
import type { FrontEndLimits } from "../frontEnd";
import type { Protocol } from "../plan";

const roundRobin = "an Application Gateway divides requests evenly";
const elsewhere = 'take frontEnd.aws or frontEnd.gcp with kind "alb"';

/** What an Application Gateway can do. Its health check speaks the protocol of its requests, so that it depends on it. */
export function azureLimits(args: MultiCloudLoadBalancerArgs): FrontEndLimits | undefined {
  if ((args.frontEnd.azure?.kind as string | undefined) !== "application-gateway") {
    return undefined;
  }
  const tcp = args.listener.protocol === "TCP";
  const protocol: Protocol = args.backend?.protocol ?? (tcp ? "TCP" : "HTTP");
  return {
    label: "an Application Gateway of Azure",
    source: "https://learn.microsoft.com/azure/application-gateway/features",
    listenerProtocols: ["HTTP", "HTTPS", "TCP"],
    otherProtocols: "none",
    backendProtocols: { HTTP: ["HTTP", "HTTPS"], HTTPS: ["HTTP", "HTTPS"], TCP: ["TCP"] },
    redirectHttp: true,
    crossZone: [true],
    // https://learn.microsoft.com/azure/application-gateway/configuration-http-settings#cookie-based-affinity
    ...(!tcp && { stickiness: {} }),
    // https://learn.microsoft.com/azure/application-gateway/tcp-tls-proxy-overview#limitations
    ...(!tcp && { drainingSeconds: { minimum: 1, maximum: 3600 } }),
    healthCheck: {
      source: "https://learn.microsoft.com/azure/application-gateway/application-gateway-probe-overview",
      protocols: [protocol],
      intervalSeconds: { minimum: 1, maximum: 86400 },
      timeoutSeconds: { minimum: 1, maximum: 86400 },
      timeout: "up-to-interval",
      healthyThreshold: { minimum: 1, maximum: 1 },
      unhealthyThreshold: { minimum: 1, maximum: 20 },
      ...(!tcp && { statusCodes: { minimum: 100, maximum: 599 } }),
      host: !tcp,
      port: true,
    },
    instead: {
      weight: `${roundRobin}: ${elsewhere}, or weights in DNS by DnsFailover`,
      locality: `${roundRobin}: take frontEnd.gcp with a global or cross-region reach, or an order of pools in DNS by DnsFailover`,
      spillOverPercent: `${roundRobin}: take frontEnd.gcp with a global or cross-region reach`,
      stickiness: "with TCP it keeps no client at a target: take HTTP or HTTPS, which have a cookie",
      stickinessSeconds: "leave it out: its cookie lasts as long as the browser is open",
      slowStartSeconds: 'leave it out, or take frontEnd.aws.kind "alb", which has one',
      drainingSeconds: "leave it out: with TCP it is always 30",
      crossZone: "leave it out: requests always go to the targets of all zones",
    },
  };
}
