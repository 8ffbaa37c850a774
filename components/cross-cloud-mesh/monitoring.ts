import type { ComponentContext, Gateway } from "../cross-cloud-vpn/gateway";
import type { JoinedTunnel } from "../cross-cloud-vpn/join";
import type { LinkAlarms } from "../cross-cloud-vpn/monitoring/monitor";
import {
  createAlarms,
  gatewayMonitor,
  type LinkMonitor,
  noAlarms,
  watchedLink,
} from "../cross-cloud-vpn/monitoring/watch";
import type { ByNetwork } from "./args";
import type { NetworkPlan, PlannedLink } from "./plan";

/** A link whose tunnels are there. */
export interface JoinedLink {
  readonly link: PlannedLink;
  readonly context: ComponentContext;
  readonly tunnels: readonly JoinedTunnel[];
}

interface NetworkGateway {
  readonly network: NetworkPlan;
  readonly gateway: Gateway;
}

/** What watches a mesh: alarms for every link, and a dashboard and logs for every network. */
export function watchMesh(
  context: ComponentContext,
  gateways: readonly NetworkGateway[],
  links: readonly JoinedLink[],
): { readonly alarms: Readonly<Record<string, LinkAlarms>>; readonly dashboards: ByNetwork<string> } {
  const { monitoring } = context;
  if (monitoring === undefined) {
    return { alarms: {}, dashboards: {} };
  }
  const monitors = gateways.flatMap(({ network, gateway }) => {
    const monitor = gatewayMonitor(monitoring, network.sides, network.cloud, gateway, false);
    return monitor === undefined ? [] : [{ network, ...monitor }];
  });
  const contextOf = (network: NetworkPlan) => ({ ...context, name: `${context.name}-${network.name}` });
  const watched = links.map(({ link, context, tunnels }) => ({
    name: link.name,
    monitors: ([0, 1] as const).flatMap((position): (LinkMonitor & { network: NetworkPlan })[] => {
      const monitor = monitors.find(({ network }) => network === link.networks[position]);
      return monitor === undefined
        ? []
        : [{ ...monitor, link: watchedLink(context, link.plan, tunnels, position) }];
    }),
  }));
  if (monitoring.logs) {
    monitors.forEach(({ network, monitor }) => monitor.keepLogs(contextOf(network)));
  }
  return {
    alarms: Object.fromEntries(
      watched.map(({ name, monitors }) => [name, monitoring.alarms ? createAlarms(monitors) : noAlarms]),
    ),
    dashboards: Object.fromEntries(
      (monitoring.dashboards ? monitors : []).map(({ network, monitor }) => {
        const own = watched.flatMap(({ monitors }) => monitors.filter((each) => each.network === network));
        return [
          network.name,
          monitor.createDashboard(
            contextOf(network),
            own.map(({ link }) => link),
          ),
        ];
      }),
    ),
  };
}
