import type { Output } from "@pulumi/pulumi";
import type { Cloud } from "../clouds";
import type { ComponentContext, Gateway } from "../gateway";
import type { JoinedTunnel } from "../join";
import { tunnelName } from "../outputs";
import type { LinkPlan } from "../plan";
import { given, type Sides } from "../sides";
import { AwsMonitor } from "./aws";
import { AzureMonitor } from "./azure";
import { GcpMonitor } from "./gcp";
import {
  byIpVersion,
  type CloudMonitor,
  type IdsByCloud,
  type LinkAlarms,
  type WatchedLink,
  type WatchingCloud,
} from "./monitor";
import type { MonitoringPlan } from "./plan";

/** What watches one gateway. */
export interface GatewayMonitor {
  readonly cloud: WatchingCloud;
  readonly monitor: CloudMonitor;
}

/** What watches a gateway in a cloud; undefined on premises. */
export function gatewayMonitor(
  monitoring: MonitoringPlan,
  sides: Sides,
  cloud: Cloud,
  { id }: Gateway,
  exclusive: boolean,
): GatewayMonitor | undefined {
  if (cloud === "onPremises" || id === undefined) {
    return undefined;
  }
  return { cloud, monitor: cloudMonitor(monitoring, sides, cloud, id, exclusive) };
}

function cloudMonitor(
  monitoring: MonitoringPlan,
  sides: Sides,
  cloud: WatchingCloud,
  id: Output<string>,
  exclusive: boolean,
): CloudMonitor {
  switch (cloud) {
    case "aws":
      return new AwsMonitor(given(sides, cloud), monitoring.aws);
    case "gcp":
      return new GcpMonitor(given(sides, cloud), monitoring.gcp);
    case "azure":
      return new AzureMonitor(given(sides, cloud), { id, exclusive }, monitoring);
  }
}

/** A link as the side at a position of its plan sees it. */
export function watchedLink(
  context: ComponentContext,
  plan: LinkPlan,
  tunnels: readonly JoinedTunnel[],
  position: 0 | 1,
): WatchedLink {
  const other = position === 0 ? 1 : 0;
  return {
    context,
    routing: plan.routing,
    ipv6: false,
    tunnels: tunnels.map((tunnel) => ({
      key: tunnel.plan.key,
      ipVersions: tunnel.plan.ipVersions,
      name: tunnelName(context.name, tunnel),
      own: tunnel.ends[position],
      peer: tunnel.ends[other],
      peerInsideAddress: tunnel.plan.ends[other].insideAddress,
    })),
  };
}

/** A link with what watches it on one of its sides. */
export interface LinkMonitor extends GatewayMonitor {
  readonly link: WatchedLink;
}

export const noAlarms: LinkAlarms = { tunnels: {}, link: {} };

/** The alarms of a link, of both its clouds. */
export function createAlarms(monitors: readonly LinkMonitor[]): LinkAlarms {
  const created = monitors.flatMap(({ cloud, monitor, link }) =>
    byIpVersion(link).map((part) => ({ cloud, ipv6: part.ipv6, alarms: monitor.createAlarms(part) })),
  );
  type Created = (typeof created)[0];
  const keys = monitors[0]?.link.tunnels.map(({ key }) => key) ?? [];
  const idsByCloud = (idOf: (each: Created) => Output<string> | undefined): IdsByCloud =>
    Object.fromEntries(
      created.flatMap((each) => {
        const id = idOf(each);
        return id === undefined ? [] : [[each.cloud, id]];
      }),
    );
  const ofLink = (ipv6: boolean) => idsByCloud((each) => (each.ipv6 === ipv6 ? each.alarms.link : undefined));
  return {
    tunnels: Object.fromEntries(keys.map((key) => [key, idsByCloud(({ alarms }) => alarms.tunnels[key])])),
    link: ofLink(false),
    ...(created.some(({ ipv6 }) => ipv6) && { ipv6Link: ofLink(true) }),
  };
}

/** All that is watched of a link whose gateways have their own logs and dashboards. */
export function watchLink(
  context: ComponentContext,
  sides: Sides,
  plan: LinkPlan,
  gateways: readonly [Gateway, Gateway],
  tunnels: readonly JoinedTunnel[],
): { readonly alarms: LinkAlarms; readonly dashboards: IdsByCloud } {
  const { monitoring } = context;
  if (monitoring === undefined) {
    return { alarms: noAlarms, dashboards: {} };
  }
  const exclusive = sides.azure?.virtualNetworkGateway === undefined;
  const monitors = ([0, 1] as const).flatMap((position): LinkMonitor[] => {
    const { cloud } = plan.sides[position];
    const monitor = gatewayMonitor(monitoring, sides, cloud, gateways[position], exclusive);
    return monitor === undefined ? [] : [{ ...monitor, link: watchedLink(context, plan, tunnels, position) }];
  });
  if (monitoring.logs) {
    monitors.forEach(({ monitor }) => monitor.keepLogs(context));
  }
  return {
    alarms: monitoring.alarms ? createAlarms(monitors) : noAlarms,
    dashboards: monitoring.dashboards
      ? Object.fromEntries(
          monitors.map(({ cloud, monitor, link }) => [cloud, monitor.createDashboard(context, [link])]),
        )
      : {},
  };
}
