import { read, labelOf, type Resource } from "../../../reachability/resources";
import type { Balancer, Listener } from "../../model";
import { numberAt, textAt } from "../fields";
import type { Reader } from "../reader";
import { poolOf } from "./backendServices";
import { GcpReader } from "./reader";
import { reachOf } from "./sources";
import { backendServices, httpProxies, layer4Proxies, tokens, urlMaps } from "./tokens";
import { routesOf } from "./urlMaps";

/** Application Load Balancers and proxy Network Load Balancers. A passthrough one takes no endpoints of other clouds, so it is not read. */
export function readGcpBalancers(common: Reader): readonly Balancer[] {
  const reader = new GcpReader(common);
  const fronts = reader
    .all(tokens.globalForwardingRule, tokens.forwardingRule)
    .flatMap((forwarding) => frontOf(reader, forwarding) ?? []);
  return joined(fronts).map((together) => balancerOf(reader, together));
}

/** A forwarding rule, and what it leads to. */
interface Front {
  readonly forwarding: Resource;
  readonly proxy: Resource;
  readonly isHttp: boolean;
  /** The URL map, or the backend service of a proxy without one. */
  readonly target: Resource;
  /** What tells its address from others. */
  readonly address: string | undefined;
}

function frontOf(reader: GcpReader, forwarding: Resource): Front | undefined {
  const proxy = reader.at(forwarding, "target", [...httpProxies, ...layer4Proxies]);
  if (proxy === undefined) {
    return undefined;
  }
  const isHttp = httpProxies.some((type) => type === proxy.type);
  const target = isHttp
    ? reader.at(proxy, "urlMap", urlMaps)
    : reader.at(proxy, "backendService", backendServices);
  return target && { forwarding, proxy, isHttp, target, address: addressOf(reader, forwarding) };
}

function addressOf(reader: GcpReader, forwarding: Resource): string | undefined {
  const resource = reader.at(forwarding, "ipAddress", [tokens.address, tokens.globalAddress]);
  const value = read(forwarding, "ipAddress");
  const written = value.state === "known" && typeof value.value === "string" ? value.value : undefined;
  return (resource && (textAt(resource, "address") ?? resource.urn)) ?? written;
}

/** Forwarding rules of one address, or that lead to the same, are one load balancer. */
function joined(fronts: readonly Front[]): readonly (readonly Front[])[] {
  const groups: Front[][] = [];
  for (const front of fronts) {
    const related = groups.filter((group) =>
      group.some(
        ({ address, target }) =>
          target === front.target || (address !== undefined && address === front.address),
      ),
    );
    const rest = groups.filter((group) => !related.includes(group));
    groups.splice(0, groups.length, ...rest, [...related.flat(), front]);
  }
  return groups;
}

function balancerOf(reader: GcpReader, fronts: readonly Front[]): Balancer {
  const notes: string[] = [];
  const forwardings = fronts.map(({ forwarding }) => forwarding);
  const read = fronts.map((front) => ({ front, ...listenerOf(reader, front, notes) }));
  const services = [...new Set(read.flatMap(({ services }) => services))];
  const main = read.find(({ services }) => services.length > 0)?.front ?? fronts[0];
  const reach = reachOf(main?.forwarding ?? (forwardings[0] as Resource));
  const status = reach === "global external" ? 502 : 503;
  return {
    urn: main?.target.urn ?? "",
    name: main === undefined ? "" : labelOf(main.target),
    cloud: "gcp",
    kind: `${capital(reach)} ${main?.isHttp === false ? "proxy Network" : "Application"} Load Balancer`,
    isInternal: reach.endsWith("internal"),
    frontEnds: [...new Set(fronts.flatMap(({ address }) => address ?? []))],
    listeners: distinct(read.map(({ listener }) => listener)),
    pools: services.map((service) => poolOf(reader, service, forwardings, notes)),
    // https://cloud.google.com/load-balancing/docs/https/https-logging-monitoring#statusdetail_http_failure_messages
    whenNoneHealthy: status,
    unreachableStatus: { refused: status, silent: status },
    notes,
  };
}

function listenerOf(
  reader: GcpReader,
  { forwarding, proxy, isHttp, target }: Front,
  notes: string[],
): { readonly listener: Listener; readonly services: readonly Resource[] } {
  const common = {
    urn: forwarding.urn,
    name: labelOf(forwarding),
    port: Number(textAt(forwarding, "portRange")?.split("-")[0] ?? numberAt(forwarding, "ports.0") ?? 80),
  };
  if (!isHttp) {
    const otherwise = { kind: "forward", pools: [{ pool: target.urn, weight: 1 }] } as const;
    const protocol = proxy.type === tokens.targetSslProxy ? "TLS" : "TCP";
    return { listener: { ...common, protocol, rules: [], otherwise }, services: [target] };
  }
  const { services, ...routes } = routesOf(reader, target, notes);
  const protocol = /https/i.test(proxy.type) ? "HTTPS" : "HTTP";
  return { listener: { ...common, protocol, ...routes }, services };
}

/** A cross-region load balancer listens at one port in several regions. */
function distinct(listeners: readonly Listener[]): readonly Listener[] {
  return listeners.filter((one, index) => listeners.findIndex(({ port }) => port === one.port) === index);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
