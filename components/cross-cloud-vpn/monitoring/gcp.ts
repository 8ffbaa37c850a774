import { AlertPolicy, Dashboard, type AlertPolicyArgs } from "@pulumi/gcp/monitoring";
import { jsonStringify, type Output } from "@pulumi/pulumi";
import type { GcpVpnSide } from "../gcp/args";
import { type ComponentContext, sideOptions } from "../gateway";
import type { GcpNotification } from "./args";
import { dashboardJson } from "./gcpDashboard";
import { sessionFilter, tunnelFilter } from "./gcpFilters";
import {
  bothEnds,
  byKey,
  type CloudAlarms,
  type CloudMonitor,
  watchedKind,
  type WatchedLink,
  watchSuffix,
} from "./monitor";
import { titleOf } from "./names";

/**
 * Cloud Monitoring. It charges for conditions, so one looks at all tunnels of a link and opens an incident for each that
 * is down. What stops reporting is down.
 * https://cloud.google.com/monitoring/alerts/cost-control
 * https://cloud.google.com/network-connectivity/docs/vpn/how-to/viewing-logs-metrics
 */
const below = {
  comparison: "COMPARISON_LT",
  thresholdValue: 1,
  duration: "120s",
  evaluationMissingData: "EVALUATION_MISSING_DATA_ACTIVE",
} as const;
const eachBest = { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MAX" } as const;
const bestOfAll = { ...eachBest, crossSeriesReducer: "REDUCE_MAX" } as const;

/** An incident whose time series is gone for good ends after this. */
const autoClose = "1800s";

export class GcpMonitor implements CloudMonitor {
  constructor(
    private readonly side: GcpVpnSide,
    private readonly notification: GcpNotification,
  ) {}

  /** Google Cloud keeps them by itself. */
  keepLogs(): void {
    return;
  }

  createAlarms(link: WatchedLink): CloudAlarms {
    const { name } = link.context;
    const suffix = watchSuffix(link);
    const condition = (displayName: string, filter: Output<string>, aggregation: typeof eachBest) => ({
      displayName,
      conditionThreshold: { ...below, filter, aggregations: [aggregation] },
    });
    const each = this.policy(link, `${name}-tunnel-down${suffix}`, {
      severity: "WARNING",
      displayName: titleOf(`VPN link ${name}: ${link.ipv6 ? "an IPv6" : "a"} tunnel is down`),
      combiner: "OR",
      conditions: [
        condition("IPsec tunnel is down", tunnelFilter("tunnel_established", link), eachBest),
        condition("BGP session is down", sessionFilter("session_up", link), eachBest),
      ],
    });
    return {
      tunnels: byKey(link.tunnels, () => each),
      link:
        link.tunnels.length === 1
          ? each
          : this.policy(link, `${name}-link-down${suffix}`, {
              severity: "CRITICAL",
              displayName: titleOf(`VPN link ${name}: no ${watchedKind(link)}tunnel is up`),
              combiner: "OR",
              // A session goes down with its tunnel, and without one the tunnel carries nothing.
              conditions: [
                condition("All BGP sessions are down", sessionFilter("session_up", link), bestOfAll),
              ],
            }),
    };
  }

  createDashboard(context: ComponentContext, links: readonly WatchedLink[]): Output<string> {
    const dashboard = new Dashboard(
      `${context.name}-dashboard`,
      { dashboardJson: jsonStringify(dashboardJson(titleOf(`VPN ${context.name}`), links)) },
      sideOptions(context.parent, this.side.provider),
    );
    return dashboard.id;
  }

  private policy(
    { context: { parent, tags }, tunnels }: WatchedLink,
    name: string,
    args: AlertPolicyArgs,
  ): Output<string> {
    const policy = new AlertPolicy(
      name,
      {
        ...args,
        alertStrategy: { autoClose },
        notificationChannels: [...(this.notification.notificationChannels ?? [])],
        ...(tags && { userLabels: tags }),
      },
      { ...sideOptions(parent, this.side.provider), dependsOn: bothEnds(tunnels) },
    );
    return policy.id;
  }
}
