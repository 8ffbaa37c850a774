import type { Input } from "@pulumi/pulumi";
import type { Routing } from "../topology";
import type { WatchedTunnel } from "./monitor";

/** Which alerts there are for a link. */
export interface AzureAlertPlan {
  readonly perTunnel: boolean;
  /** Whether the link has one beside those of its tunnels. */
  readonly link: boolean;
}

/** One alert: it goes off when the metric is 0, of all the gateway or of what the dimension says. */
export interface AzureAlert {
  readonly description: string;
  readonly severity: number;
  readonly metricName: "BgpPeerStatus" | "TunnelIngressBytes";
  readonly tunnels: readonly WatchedTunnel[];
  readonly dimension?: { readonly name: string; readonly value: Input<string> };
}

/**
 * With BGP each tunnel's session is watched by the peer's address, over both instances of the gateway: one that has no
 * session to this peer by design may report 0, and only when the average is 0 has neither instance one.
 *
 * With static routes there are only bytes to look at, and a cloud may send none into a tunnel that is up: one alert for
 * the link.
 *
 * An alert's criteria cannot say "none of these peers", only "this peer" or "no peer of the gateway"; so several tunnels
 * have an alert of the link only where the gateway has no other link.
 * https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-network-virtualnetworkgateways-metrics
 * https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-types
 */
export function alertsOf(routing: Routing, tunnels: number, exclusive: boolean): AzureAlertPlan {
  return routing === "bgp"
    ? { perTunnel: true, link: tunnels > 1 && exclusive }
    : { perTunnel: false, link: tunnels === 1 || exclusive };
}
