import { Dashboard, MetricAlarm, type MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import { jsonStringify, type Output } from "@pulumi/pulumi";
import type { AwsVpnSide } from "../aws/args";
import { awsTagged } from "../aws/target";
import { type ComponentContext, sideOptions } from "../gateway";
import type { AwsNotification } from "./args";
import { dashboardBody } from "./awsDashboard";
import {
  bothEnds,
  byKey,
  type CloudAlarms,
  type CloudMonitor,
  type WatchedLink,
  watchedKind,
  type WatchedTunnel,
  watchSuffix,
} from "./monitor";
import { nameInAccount } from "../names";

/**
 * CloudWatch. `TunnelState` is 1 while a tunnel is up, with BGP while its session is established, and 0 else. Its
 * metrics come every five minutes; where they stop coming, the worst is taken to be true.
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html
 */
const period = 300;
const down = {
  comparisonOperator: "LessThanThreshold",
  threshold: 1,
  evaluationPeriods: 1,
  treatMissingData: "breaching",
} as const;

export class AwsMonitor implements CloudMonitor {
  constructor(
    private readonly side: AwsVpnSide,
    private readonly notification: AwsNotification,
  ) {}

  /** They are the tunnels' own: see `createLogGroup`. */
  keepLogs(): void {
    return;
  }

  createAlarms(link: WatchedLink): CloudAlarms {
    return {
      tunnels: byKey(link.tunnels, (tunnel) => this.tunnelAlarm(link, tunnel)),
      link: this.linkAlarm(link),
    };
  }

  createDashboard(context: ComponentContext, links: readonly WatchedLink[]): Output<string> {
    const { region } = this.side;
    const dashboard = new Dashboard(
      `${context.name}-dashboard`,
      {
        dashboardName: nameInAccount(context.name),
        region,
        dashboardBody: jsonStringify(dashboardBody(links.flatMap(({ tunnels }) => tunnels))),
      },
      sideOptions(context.parent, this.side.provider),
    );
    return dashboard.dashboardArn;
  }

  private tunnelAlarm(link: WatchedLink, tunnel: WatchedTunnel): Output<string> {
    return this.alarm(link, `${link.context.name}-tunnel-down-${tunnel.key}`, [tunnel], {
      alarmDescription: `VPN tunnel ${tunnel.name} is down`,
      namespace: "AWS/VPN",
      metricName: "TunnelState",
      dimensions: { ...connectionOf(tunnel), TunnelIpAddress: tunnel.own.outsideAddress },
      statistic: "Maximum",
      period,
    });
  }

  /** The best of all connections, each of which counts as its best tunnel. */
  private linkAlarm(link: WatchedLink): Output<string> {
    const connections = link.tunnels.filter((_, index) => index % 2 === 0);
    return this.alarm(link, `${link.context.name}-link-down${watchSuffix(link)}`, link.tunnels, {
      alarmDescription: `No ${watchedKind(link)}tunnel of VPN link ${link.context.name} is up`,
      metricQueries: [
        { id: "best", expression: "MAX(METRICS())", label: "tunnels up", returnData: true },
        ...connections.map((tunnel, index) => ({
          id: `connection${index}`,
          metric: {
            namespace: "AWS/VPN",
            metricName: "TunnelState",
            dimensions: connectionOf(tunnel),
            stat: "Maximum",
            period,
          },
        })),
      ],
    });
  }

  private alarm(
    { context: { parent, tags } }: WatchedLink,
    name: string,
    tunnels: readonly WatchedTunnel[],
    args: MetricAlarmArgs,
  ): Output<string> {
    const actions = [...(this.notification.topicArns ?? [])];
    const alarm = new MetricAlarm(
      name,
      {
        ...args,
        ...down,
        ...(actions.length > 0 && { alarmActions: actions, okActions: actions }),
        ...awsTagged(name, this.side, tags),
      },
      { ...sideOptions(parent, this.side.provider), dependsOn: bothEnds(tunnels) },
    );
    return alarm.arn;
  }
}

function connectionOf({ key, own }: WatchedTunnel): { VpnId: Output<string> } {
  if (own.id === undefined) {
    throw new Error(`tunnel ${key} has no VPN connection`);
  }
  return { VpnId: own.id };
}
