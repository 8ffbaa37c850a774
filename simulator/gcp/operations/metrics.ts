/** A metric of Cloud VPN or Cloud Router as Cloud Monitoring keeps it. */
export interface MetricDescriptor {
  readonly kind: "GAUGE" | "DELTA";
  readonly value: "INT64" | "DOUBLE" | "BOOL";
  readonly resource: MonitoredResource;
  readonly labels: readonly string[];
}

/** Source: https://cloud.google.com/monitoring/api/resources */
export const resourceLabels = {
  vpn_gateway: ["project_id", "gateway_id", "region"],
  vpn_tunnel: undefined,
  gce_router: ["project_id", "router_id", "region"],
  gce_network_region: undefined,
  nat_gateway: undefined,
} as const satisfies Record<string, readonly string[] | undefined>;

export type MonitoredResource = keyof typeof resourceLabels;

const metric = (
  kind: MetricDescriptor["kind"],
  value: MetricDescriptor["value"],
  resource: MonitoredResource,
  ...labels: readonly string[]
): MetricDescriptor => ({ kind, value, resource, labels });

const perTunnel = ["tunnel_name", "gateway_name"];

/**
 * Source: https://cloud.google.com/network-connectivity/docs/vpn/how-to/viewing-logs-metrics and
 * https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-vpn
 */
const vpn: Readonly<Record<string, MetricDescriptor>> = {
  "gateway/connections": metric(
    "GAUGE",
    "INT64",
    "vpn_gateway",
    "configured_for_sla",
    "gcp_service_health",
    "end_to_end_health",
  ),
  "network/dropped_received_packets_count": metric("DELTA", "INT64", "vpn_gateway", ...perTunnel),
  "network/dropped_sent_packets_count": metric("DELTA", "INT64", "vpn_gateway", ...perTunnel),
  "network/received_bytes_count": metric("DELTA", "INT64", "vpn_gateway", ...perTunnel),
  "network/received_packets_count": metric("DELTA", "INT64", "vpn_gateway", "status", "tunnel_name"),
  "network/sent_bytes_count": metric("DELTA", "INT64", "vpn_gateway", ...perTunnel),
  "network/sent_packets_count": metric("DELTA", "INT64", "vpn_gateway", "status", "tunnel_name"),
  tunnel_established: metric("GAUGE", "DOUBLE", "vpn_gateway", ...perTunnel),
  "vpn_tunnel/gateway_ip_version": metric("GAUGE", "BOOL", "vpn_tunnel", "gateway_ip_version"),
};

const learned = "dynamic_routes/learned_routes";

/**
 * Source: https://cloud.google.com/network-connectivity/docs/router/how-to/viewing-logs-metrics and
 * https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-router
 */
const router: Readonly<Record<string, MetricDescriptor>> = {
  best_received_routes_count: metric("GAUGE", "INT64", "gce_router"),
  "bfd/control/receive_intervals": metric("GAUGE", "INT64", "gce_router", "peer_ip"),
  "bfd/control/received_packets_count": metric("DELTA", "INT64", "gce_router", "peer_ip"),
  "bfd/control/rejected_packets_count": metric("DELTA", "INT64", "gce_router", "peer_ip"),
  "bfd/control/transmit_intervals": metric("GAUGE", "INT64", "gce_router", "peer_ip"),
  "bfd/control/transmitted_packets_count": metric("DELTA", "INT64", "gce_router", "peer_ip"),
  "bfd/session_flap_events_count": metric("DELTA", "INT64", "gce_router", "peer_ip", "event_type"),
  "bfd/session_up": metric("GAUGE", "INT64", "gce_router", "peer_ip"),
  "bgp/received_routes_count": metric("GAUGE", "INT64", "gce_router", "bgp_peer_name"),
  "bgp/sent_routes_count": metric("GAUGE", "INT64", "gce_router", "bgp_peer_name"),
  "bgp/session_up": metric("GAUGE", "INT64", "gce_router", "bgp_peer_name"),
  bgp_sessions_down_count: metric("GAUGE", "INT64", "gce_router"),
  bgp_sessions_up_count: metric("GAUGE", "INT64", "gce_router"),
  [`${learned}/any_dropped_unique_destinations`]: metric(
    "GAUGE",
    "BOOL",
    "gce_network_region",
    "routing_mode",
  ),
  [`${learned}/dropped_unique_destinations`]: metric("GAUGE", "INT64", "gce_network_region", "routing_mode"),
  [`${learned}/unique_destinations_limit`]: metric("GAUGE", "INT64", "gce_network_region", "routing_mode"),
  [`${learned}/used_unique_destinations`]: metric("GAUGE", "INT64", "gce_network_region", "routing_mode"),
  "nat/allocated_ports": metric("GAUGE", "INT64", "nat_gateway", "nat_ip"),
  "nat/closed_connections_count": metric("DELTA", "INT64", "nat_gateway", "ip_protocol"),
  "nat/dropped_received_packets_count": metric("DELTA", "INT64", "nat_gateway", "ip_protocol"),
  "nat/dropped_sent_packets_count": metric("DELTA", "INT64", "nat_gateway", "ip_protocol", "reason"),
  "nat/nat_allocation_failed": metric("GAUGE", "BOOL", "nat_gateway"),
  "nat/new_connections_count": metric("DELTA", "INT64", "nat_gateway", "ip_protocol"),
  "nat/open_connections": metric("GAUGE", "INT64", "nat_gateway", "ip_protocol"),
  "nat/port_usage": metric("GAUGE", "INT64", "nat_gateway", "ip_protocol"),
  "nat/received_bytes_count": metric("DELTA", "INT64", "nat_gateway", "ip_protocol"),
  "nat/received_packets_count": metric("DELTA", "INT64", "nat_gateway", "ip_protocol"),
  "nat/sent_bytes_count": metric("DELTA", "INT64", "nat_gateway", "ip_protocol"),
  "nat/sent_packets_count": metric("DELTA", "INT64", "nat_gateway", "ip_protocol"),
  router_up: metric("GAUGE", "INT64", "gce_router"),
  sent_routes_count: metric("GAUGE", "INT64", "gce_router"),
};

const services: Readonly<Record<string, Readonly<Record<string, MetricDescriptor>>>> = {
  "vpn.googleapis.com": vpn,
  "router.googleapis.com": router,
};

/** The descriptor; undefined where the metric is of a service that is not simulated, null where it does not exist. */
export function findMetric(type: string): MetricDescriptor | undefined | null {
  const [service = ""] = type.split("/", 1);
  const known = services[service];
  return known ? (known[type.slice(service.length + 1)] ?? null) : undefined;
}

/** PromQL's name for it: a colon behind the service and underscores elsewhere. */
export const promqlNames: readonly string[] = Object.entries(services).flatMap(([service, metrics]) =>
  Object.keys(metrics).map((name) => `${service.replace(/\W/g, "_")}:${name.replace(/\W/g, "_")}`),
);

/** The words in which the API refuses a metric that it does not have. */
export const unknownMetric = (type: string): string =>
  `Cannot find metric that matches type = "${type}". If a metric was created recently, it could take up to 10 minutes to become available.`;
