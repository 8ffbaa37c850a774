import {
  RegionTargetHttpProxy,
  RegionTargetHttpsProxy,
  RegionTargetTcpProxy,
  RegionUrlMap,
  TargetHttpProxy,
  TargetHttpsProxy,
  TargetTCPProxy,
  URLMap,
} from "@pulumi/gcp/compute";
import { type Input, type Output, output } from "@pulumi/pulumi";
import type { GcpCertificate } from "./args";
import type { WeightedService } from "./services";
import type { Wiring } from "./wiring";

/** What forwarding rules send to. */
export interface Proxies {
  readonly main: Output<string>;
  /** What answers plain HTTP with a redirect to HTTPS. */
  readonly redirect: Output<string> | undefined;
}

/** Makes the proxies of the listeners, with their URL maps where they speak HTTP. */
export function createProxies(wiring: Wiring, services: readonly WeightedService[]): Proxies {
  const { plan } = wiring;
  if (plan.listener.protocol === "TCP") {
    return { main: tcpProxy(wiring, services), redirect: undefined };
  }
  const urlMap = createUrlMap(wiring, "url-map", routesTo(services));
  return {
    main:
      plan.listener.protocol === "HTTPS"
        ? httpsProxy(wiring, urlMap)
        : httpProxy(wiring, "http-proxy", urlMap),
    redirect: plan.listener.redirectHttp
      ? httpProxy(wiring, "redirect-http-proxy", createUrlMap(wiring, "redirect-url-map", toHttps))
      : undefined,
  };
}

const toHttps = {
  defaultUrlRedirect: {
    httpsRedirect: true,
    stripQuery: false,
    redirectResponseCode: "MOVED_PERMANENTLY_DEFAULT",
  },
};

/** A map has either a default service or weighted ones: https://cloud.google.com/load-balancing/docs/url-map-concepts */
function routesTo(services: readonly WeightedService[]) {
  const [only] = services;
  if (services.length === 1 && only !== undefined) {
    return { defaultService: only.id };
  }
  const weightedBackendServices = services.map(({ id, weight = 0 }) => ({ backendService: id, weight }));
  return { defaultRouteAction: { weightedBackendServices } };
}

function createUrlMap(
  { name, facts, region, opts }: Wiring,
  role: string,
  args: typeof toHttps | ReturnType<typeof routesTo>,
): Output<string> {
  return facts.regional
    ? new RegionUrlMap(`${name}-${role}`, { ...args, region }, opts).id
    : new URLMap(`${name}-${role}`, args, opts).id;
}

function httpProxy(
  { name, facts, region, opts }: Wiring,
  role: string,
  urlMap: Output<string>,
): Output<string> {
  return facts.regional
    ? new RegionTargetHttpProxy(`${name}-${role}`, { urlMap, region }, opts).id
    : new TargetHttpProxy(`${name}-${role}`, { urlMap }, opts).id;
}

function httpsProxy(wiring: Wiring, urlMap: Output<string>): Output<string> {
  const { name, args, facts, frontEnd, region, opts } = wiring;
  const { sslPolicy } = frontEnd;
  const proxy = {
    urlMap,
    ...certificates(args.listener.certificate?.gcp ?? {}),
    ...(sslPolicy !== undefined && { sslPolicy }),
  };
  return facts.regional
    ? new RegionTargetHttpsProxy(`${name}-https-proxy`, { ...proxy, region }, opts).id
    : new TargetHttpsProxy(`${name}-https-proxy`, { ...proxy, ...certificateMap(args) }, opts).id;
}

function certificates({ certificates, sslCertificates }: GcpCertificate) {
  return {
    ...(certificates !== undefined && { certificateManagerCertificates: [...certificates] }),
    ...(sslCertificates !== undefined && { sslCertificates: [...sslCertificates] }),
  };
}

function certificateMap({ listener }: Wiring["args"]): { certificateMap?: Output<string> } {
  const map: Input<string> | undefined = listener.certificate?.gcp?.certificateMap;
  return map === undefined ? {} : { certificateMap: output(map).apply(withService) };
}

/** A map's id has no service in front of it, but the proxy wants one. */
function withService(id: string): string {
  return id.startsWith("//") ? id : `//certificatemanager.googleapis.com/${id}`;
}

function tcpProxy(
  { name, facts, region, opts }: Wiring,
  [service]: readonly WeightedService[],
): Output<string> {
  const args = { ...(service !== undefined && { backendService: service.id }) };
  return facts.regional
    ? new RegionTargetTcpProxy(`${name}-tcp-proxy`, { ...args, region }, opts).id
    : new TargetTCPProxy(`${name}-tcp-proxy`, args, opts).id;
}
