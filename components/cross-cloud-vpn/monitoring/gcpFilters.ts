import { all, type Output } from "@pulumi/pulumi";
import type { MetricNames } from "../gateway";
import type { WatchedLink } from "./monitor";

/**
 * A metric of Cloud VPN, of a link's tunnels.
 * https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-vpn
 */
export function tunnelFilter(metric: string, link: WatchedLink): Output<string> {
  return all(namesOf(link).map(({ tunnel }) => tunnel)).apply((tunnels) =>
    filter("vpn_gateway", `vpn.googleapis.com/${metric}`, "tunnel_name", tunnels),
  );
}

/**
 * A metric of Cloud Router, of the BGP sessions over a link's tunnels.
 * https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-router
 */
export function sessionFilter(metric: string, link: WatchedLink): Output<string> {
  return all(namesOf(link).flatMap(({ bgpPeers }) => bgpPeers)).apply((peers) =>
    filter("gce_router", `router.googleapis.com/bgp/${metric}`, "bgp_peer_name", peers),
  );
}

function filter(resource: string, metric: string, label: string, values: readonly string[]): string {
  const quoted = values.map((value) => `"${value}"`).join(",");
  return `resource.type="${resource}" AND metric.type="${metric}" AND metric.labels.${label}=one_of(${quoted})`;
}

function namesOf({ tunnels }: WatchedLink): MetricNames[] {
  return tunnels.map(({ key, own: { metricNames } }) => {
    if (metricNames === undefined) {
      throw new Error(`tunnel ${key} has no names in Google Cloud`);
    }
    return metricNames;
  });
}
