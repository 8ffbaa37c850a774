import type { Place } from "./paths";
import { tokens } from "../tokens";

/** A kind of resource that others refer to. */
interface Target {
  readonly token: string;
  readonly collection: string;
  readonly scope: "global" | "regional" | "zonal";
  /** What the API calls it where it refuses to delete it. */
  readonly noun: string;
}

const global = (token: string, collection: string, noun: string): Target => ({
  token,
  collection,
  scope: "global",
  noun,
});
const regional = (token: string, collection: string, noun: string): Target => ({
  ...global(token, collection, noun),
  scope: "regional",
});
const zonal = (token: string, collection: string, noun: string): Target => ({
  ...global(token, collection, noun),
  scope: "zonal",
});

export const targets = {
  network: global(tokens.network, "networks", "network"),
  subnetwork: regional(tokens.subnetwork, "subnetworks", "subnetwork"),
  router: regional(tokens.router, "routers", "router"),
  address: regional(tokens.address, "addresses", "address"),
  globalAddress: global(tokens.globalAddress, "addresses", "address"),
  haVpnGateway: regional(tokens.haVpnGateway, "vpnGateways", "vpn_gateway"),
  externalVpnGateway: global(tokens.externalVpnGateway, "externalVpnGateways", "external_vpn_gateway"),
  vpnTunnel: regional(tokens.vpnTunnel, "vpnTunnels", "vpn_tunnel"),
  networkEndpointGroup: zonal(tokens.networkEndpointGroup, "networkEndpointGroups", "network_endpoint_group"),
  healthCheck: global(tokens.healthCheck, "healthChecks", "health_check"),
  regionHealthCheck: regional(tokens.regionHealthCheck, "healthChecks", "health_check"),
  backendService: global(tokens.backendService, "backendServices", "backend_service"),
  regionBackendService: regional(tokens.regionBackendService, "backendServices", "backend_service"),
  urlMap: global(tokens.urlMap, "urlMaps", "url_map"),
  regionUrlMap: regional(tokens.regionUrlMap, "urlMaps", "url_map"),
  targetHttpProxy: global(tokens.targetHttpProxy, "targetHttpProxies", "target_http_proxy"),
  regionTargetHttpProxy: regional(tokens.regionTargetHttpProxy, "targetHttpProxies", "target_http_proxy"),
  targetHttpsProxy: global(tokens.targetHttpsProxy, "targetHttpsProxies", "target_https_proxy"),
  regionTargetHttpsProxy: regional(tokens.regionTargetHttpsProxy, "targetHttpsProxies", "target_https_proxy"),
  targetTcpProxy: global(tokens.targetTcpProxy, "targetTcpProxies", "target_tcp_proxy"),
  regionTargetTcpProxy: regional(tokens.regionTargetTcpProxy, "targetTcpProxies", "target_tcp_proxy"),
  sslCertificate: global(tokens.sslCertificate, "sslCertificates", "ssl_certificate"),
  regionSslCertificate: regional(tokens.regionSslCertificate, "sslCertificates", "ssl_certificate"),
  securityPolicy: global(tokens.securityPolicy, "securityPolicies", "security_policy"),
} as const satisfies Record<string, Target>;

export type Kind = keyof typeof targets;

/** The kind that a text names: the only one possible, or the one of the link's collection and scope. */
export function kindOf(text: string, kinds: Kind | readonly Kind[]): Kind | undefined {
  if (typeof kinds === "string") {
    return kinds;
  }
  const [, place = "", collection = ""] =
    /(global|regions|zones)\/(?:[^/]+\/)?(\w+)\/[^/]+$/.exec(text) ?? [];
  const scope = { global: "global", regions: "regional", zones: "zonal" }[place];
  return kinds.find((kind) => targets[kind].collection === collection && targets[kind].scope === scope);
}

/** The part of a place that a resource of the kind is named by. */
export const scopedPlace = (kind: Kind, { project, region, zone }: Required<Place>): Place =>
  ({ global: { project }, regional: { project, region }, zonal: { project, zone } })[targets[kind].scope];
