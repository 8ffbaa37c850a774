import type { Kind } from "../compute/targets";
import { loadBalancingTokens as tokens } from "./tokens";

/** Everywhere that a URL map names backend services. */
const services = [
  "defaultService",
  "defaultRouteAction.weightedBackendServices[].backendService",
  "pathMatchers[].defaultService",
  "pathMatchers[].defaultRouteAction.weightedBackendServices[].backendService",
  "pathMatchers[].pathRules[].service",
  "pathMatchers[].pathRules[].routeAction.weightedBackendServices[].backendService",
  "pathMatchers[].routeRules[].service",
  "pathMatchers[].routeRules[].routeAction.weightedBackendServices[].backendService",
];

const toEach = (paths: readonly string[], kind: Kind): Record<string, readonly Kind[]> =>
  Object.fromEntries(paths.map((path) => [path, [kind]]));

/** Where the types of a load balancer name each other. */
export const loadBalancingReferences: Readonly<
  Record<string, Readonly<Record<string, Kind | readonly Kind[]>>>
> = {
  [tokens.networkEndpointGroup]: { network: "network", subnetwork: "subnetwork" },
  [tokens.backendService]: {
    "backends[].group": ["networkEndpointGroup"],
    healthChecks: ["healthCheck"],
    securityPolicy: "securityPolicy",
  },
  [tokens.regionBackendService]: {
    "backends[].group": ["networkEndpointGroup"],
    healthChecks: ["regionHealthCheck", "healthCheck"],
    network: "network",
  },
  [tokens.urlMap]: toEach(services, "backendService"),
  [tokens.regionUrlMap]: toEach(services, "regionBackendService"),
  [tokens.targetHttpProxy]: { urlMap: "urlMap" },
  [tokens.regionTargetHttpProxy]: { urlMap: "regionUrlMap" },
  [tokens.targetHttpsProxy]: { urlMap: "urlMap", "sslCertificates[]": "sslCertificate" },
  [tokens.regionTargetHttpsProxy]: {
    urlMap: "regionUrlMap",
    "sslCertificates[]": "regionSslCertificate",
  },
  [tokens.targetTcpProxy]: { backendService: "backendService" },
  [tokens.regionTargetTcpProxy]: { backendService: "regionBackendService" },
  [tokens.globalForwardingRule]: {
    target: ["targetHttpProxy", "targetHttpsProxy", "targetTcpProxy"],
    network: "network",
    subnetwork: "subnetwork",
    ipAddress: ["globalAddress", "address"],
  },
  [tokens.forwardingRule]: {
    target: ["regionTargetHttpProxy", "regionTargetHttpsProxy", "regionTargetTcpProxy"],
    backendService: "regionBackendService",
    network: "network",
    subnetwork: "subnetwork",
    ipAddress: ["address"],
  },
};
