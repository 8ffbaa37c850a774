import { DiagnosticSetting, MetricAlert } from "@pulumi/azure-native/monitor";
import { Workspace } from "@pulumi/azure-native/operationalinsights";
import { Dashboard } from "@pulumi/azure-native/portal";
import type { Input, Output } from "@pulumi/pulumi";
import type { AzureVpnSide } from "../azure/args";
import { placed } from "../azure/placed";
import { type ComponentContext, sideOptions } from "../gateway";
import { alertsOf, type AzureAlert } from "./azureAlerts";
import { dashboardParts } from "./azureDashboard";
import { byKey, bothEnds, type CloudAlarms, type CloudMonitor, type WatchedLink } from "./monitor";
import { azureName, titleOf } from "./names";
import type { MonitoringPlan } from "./plan";

/**
 * The same of both kinds of gateways; a virtual network gateway has those of point-to-site users too.
 * https://learn.microsoft.com/azure/azure-monitor/reference/supported-logs/microsoft-network-vpngateways-logs
 */
const logCategories = [
  "GatewayDiagnosticLog",
  "IKEDiagnosticLog",
  "RouteDiagnosticLog",
  "TunnelDiagnosticLog",
] as const;

/** A gateway in Azure. */
export interface WatchedAzureGateway {
  readonly id: Output<string>;
  /** Whether it has one link only. */
  readonly exclusive: boolean;
}

/** Azure Monitor. */
export class AzureMonitor implements CloudMonitor {
  constructor(
    private readonly side: AzureVpnSide,
    private readonly gateway: WatchedAzureGateway,
    private readonly plan: MonitoringPlan,
  ) {}

  keepLogs(context: ComponentContext): void {
    if (this.side.virtualNetworkGateway !== undefined) {
      return;
    }
    new DiagnosticSetting(
      `${context.name}-vpn-logs`,
      {
        resourceUri: this.gateway.id,
        workspaceId: this.plan.azure.logAnalyticsWorkspaceId ?? this.workspace(context),
        logs: logCategories.map((category) => ({ category, enabled: true })),
      },
      sideOptions(context.parent, this.side.provider),
    );
  }

  createAlarms(link: WatchedLink): CloudAlarms {
    const alerts = alertsOf(link.routing, link.tunnels.length, this.gateway.exclusive);
    const ofTunnels = alerts.perTunnel
      ? byKey(link.tunnels, (tunnel) =>
          this.alert(link, `${link.context.name}-tunnel-down-${tunnel.key}`, {
            description: `The BGP session of VPN tunnel ${tunnel.name} is down`,
            severity: 2,
            metricName: "BgpPeerStatus",
            tunnels: [tunnel],
            dimension: { name: "BgpPeerAddress", value: tunnel.peerInsideAddress },
          }),
        )
      : {};
    const [onlyTunnel] = Object.values(ofTunnels);
    return {
      tunnels: ofTunnels,
      link: alerts.link ? this.linkAlert(link) : link.tunnels.length === 1 ? onlyTunnel : undefined,
    };
  }

  createDashboard(context: ComponentContext): Output<string> {
    const name = `${azureName(context.name)}-dashboard`;
    const { tags, ...place } = placed(context, this.side);
    const kind = this.side.virtualHub === undefined ? "virtualnetworkgateways" : "vpngateways";
    const dashboard = new Dashboard(
      name,
      {
        ...place,
        // The portal shows this tag as the title.
        tags: { ...tags, "hidden-title": titleOf(`VPN ${context.name}`) },
        properties: {
          lenses: [{ order: 0, parts: dashboardParts(`microsoft.network/${kind}`, this.gateway.id) }],
        },
      },
      sideOptions(context.parent, this.side.provider),
    );
    return dashboard.id;
  }

  private linkAlert(link: WatchedLink): Output<string> {
    const { name } = link.context;
    if (link.routing === "bgp") {
      return this.alert(link, `${name}-link-down`, {
        description: `No BGP session of VPN link ${name} is up`,
        severity: 0,
        metricName: "BgpPeerStatus",
        tunnels: link.tunnels,
      });
    }
    const [first, ...more] = link.tunnels;
    return this.alert(link, `${name}-link-down`, {
      description: `Nothing arrived over VPN link ${name} for an hour`,
      severity: 2,
      metricName: "TunnelIngressBytes",
      tunnels: link.tunnels,
      ...(first !== undefined &&
        more.length === 0 && { dimension: { name: "RemoteIP", value: first.peer.outsideAddress } }),
    });
  }

  private alert(
    { context }: WatchedLink,
    name: string,
    { description, severity, metricName, tunnels, dimension }: AzureAlert,
  ): Output<string> {
    const { resourceGroupName, tags } = placed(context, this.side);
    const [timeAggregation, windowSize, evaluationFrequency] =
      metricName === "BgpPeerStatus" ? ["Average", "PT5M", "PT1M"] : ["Total", "PT1H", "PT15M"];
    const alert = new MetricAlert(
      name,
      {
        resourceGroupName,
        tags,
        location: "global",
        description,
        severity,
        enabled: true,
        scopes: [this.gateway.id],
        windowSize,
        evaluationFrequency,
        criteria: {
          odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
          allOf: [
            {
              criterionType: "StaticThresholdCriterion",
              name: "down",
              metricName,
              timeAggregation,
              operator: "LessThanOrEqual",
              threshold: 0,
              ...(dimension && {
                dimensions: [{ name: dimension.name, operator: "Include", values: [dimension.value] }],
              }),
            },
          ],
        },
        actions: (this.plan.azure.actionGroupIds ?? []).map((actionGroupId) => ({ actionGroupId })),
      },
      { ...sideOptions(context.parent, this.side.provider), dependsOn: bothEnds(tunnels) },
    );
    return alert.id;
  }

  private workspace(context: ComponentContext): Input<string> {
    const workspace = new Workspace(
      `${azureName(context.name)}-logs`,
      {
        ...placed(context, this.side),
        sku: { name: "PerGB2018" },
        retentionInDays: this.plan.logRetentionDays,
      },
      sideOptions(context.parent, this.side.provider),
    );
    return workspace.id;
  }
}
