import type { Resource } from "../../../reachability";
import * as amazon from "../../reachability/cases/aws/resources";
import { a, customer, gateway, google, propagated, shop } from "../../reachability/cases/aws/vpnEstate";
import { link, other, subnet } from "../../reachability/cases/gcp/resources";
import { nameOf } from "../../../reachability/resources";

type Inputs = Readonly<Record<string, unknown>>;

export type Reach = "global-external" | "regional-external" | "regional-internal" | "cross-region-internal";

export const googleRanges = ["35.191.0.0/16", "130.211.0.0/22"];
export const proxyRange = "10.64.9.0/26";
export const awsAddress = "10.0.1.10";
export const googleAddress = "10.64.1.5";

/** What of the two clouds is otherwise. */
export interface TwoClouds {
  /** What the instance in AWS lets in. */
  readonly allowed: readonly string[];
  /** What the Cloud Router advertises beside its subnets. */
  readonly advertised?: readonly string[];
}

/** A VPC and a VPC network with a web server each, joined by BGP. */
export function awsAndGoogle({ allowed, advertised = [] }: TwoClouds): Resource[] {
  const group = amazon.securityGroup(
    "web",
    shop,
    allowed.map((range) => amazon.tcp(80, range)),
  );
  const connection = amazon.vpnConnection("to-google", gateway, customer, 10);
  const peer = {
    advertiseMode: "CUSTOM",
    advertisedGroups: ["ALL_SUBNETS"],
    advertisedIpRanges: advertised.map((range) => ({ range })),
  };
  return [
    ...[shop, a, gateway, customer, connection, group, ...propagated],
    amazon.instance("aws-web", a, awsAddress, [group]),
    ...google([connection], { peer }),
  ];
}

const network = google([]).find(({ type }) => type.endsWith(":Network"))!;
const region = "europe-west1";

/** What of a load balancer is otherwise. */
export interface Balancer {
  readonly isTcp?: boolean;
  readonly service?: Inputs;
  /** By endpoint group, what its backend has. */
  readonly backends?: Readonly<Record<string, Inputs>>;
  readonly map?: Inputs;
}

/** A load balancer with an endpoint in AWS, and one in Google Cloud. */
export function googleBalancer(reach: Reach, options: Balancer = {}): Resource[] {
  const isGlobal = reach === "global-external" || reach === "cross-region-internal";
  const isTcp = options.isTcp === true;
  const scheme = reach.endsWith("internal") ? "INTERNAL_MANAGED" : "EXTERNAL_MANAGED";
  const token = (global: string, regional: string): string => `gcp:compute/${isGlobal ? global : regional}`;
  const place = isGlobal ? {} : { region };
  const group = (name: string, networkEndpointType: string): Resource =>
    other("gcp:compute/networkEndpointGroup:NetworkEndpointGroup", name, {
      network: link(network),
      networkEndpointType,
      zone: `${region}-b`,
    });
  const endpoint = (name: string, of: Resource, ipAddress: string): Resource =>
    other("gcp:compute/networkEndpoint:NetworkEndpoint", name, {
      networkEndpointGroup: nameOf(of.urn),
      zone: `${region}-b`,
      ipAddress,
      port: 80,
    });
  const outside = group("outside", "NON_GCP_PRIVATE_IP_PORT");
  const inside = group("inside", "GCE_VM_IP_PORT");
  const check = other(token("healthCheck:HealthCheck", "regionHealthCheck:RegionHealthCheck"), "check", {
    ...place,
    checkIntervalSec: 10,
    timeoutSec: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 2,
    ...(isTcp
      ? { tcpHealthCheck: { portSpecification: "USE_SERVING_PORT" } }
      : { httpHealthCheck: { portSpecification: "USE_SERVING_PORT", requestPath: "/index.html" } }),
  });
  const service = other(
    token("backendService:BackendService", "regionBackendService:RegionBackendService"),
    "web",
    {
      ...place,
      protocol: isTcp ? "TCP" : "HTTP",
      loadBalancingScheme: scheme,
      healthChecks: link(check),
      backends: [outside, inside].map((one) => ({
        group: link(one),
        balancingMode: isTcp ? "CONNECTION" : "RATE",
        ...(isTcp ? { maxConnectionsPerEndpoint: 100 } : { maxRatePerEndpoint: 100 }),
        capacityScaler: 1,
        ...options.backends?.[nameOf(one.urn)],
      })),
      ...options.service,
    },
  );
  const map = other(token("uRLMap:URLMap", "regionUrlMap:RegionUrlMap"), "map", {
    ...place,
    defaultService: link(service),
    ...options.map,
  });
  const proxy = isTcp
    ? other(token("targetTCPProxy:TargetTCPProxy", "regionTargetTcpProxy:RegionTargetTcpProxy"), "proxy", {
        ...place,
        backendService: link(service),
      })
    : other(
        token("targetHttpProxy:TargetHttpProxy", "regionTargetHttpProxy:RegionTargetHttpProxy"),
        "proxy",
        {
          ...place,
          urlMap: link(map),
        },
      );
  const forwarding = other(
    token("globalForwardingRule:GlobalForwardingRule", "forwardingRule:ForwardingRule"),
    "front",
    {
      ...place,
      loadBalancingScheme: scheme,
      target: link(proxy),
      portRange: "80",
      ipAddress: reach.endsWith("internal") ? "10.64.1.99" : "203.0.113.80",
      network: link(network),
    },
  );
  const proxies = subnet("proxies", network, proxyRange, {
    purpose: reach === "cross-region-internal" ? "GLOBAL_MANAGED_PROXY" : "REGIONAL_MANAGED_PROXY",
    role: "ACTIVE",
  });
  return [
    ...[outside, inside, check, service, ...(isTcp ? [] : [map]), proxy, forwarding, proxies],
    endpoint("aws-endpoint", outside, awsAddress),
    endpoint("google-endpoint", inside, googleAddress),
  ];
}
