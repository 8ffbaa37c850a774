import type { PricedResource } from "../../../pricing";
import type { LinkPlan } from "../plan";
import type { Sides } from "../sides";
import { alertsOf } from "./azureAlerts";
import type { MonitoringPlan } from "./plan";

/** What is made to watch a link and costs money. */
export function monitoringResources(
  { logs, alarms, dashboards }: MonitoringPlan,
  sides: Sides,
  { sides: ends, tunnels, routing }: LinkPlan,
): PricedResource[] {
  return ends.flatMap(({ cloud }) => {
    switch (cloud) {
      case "aws":
        return [
          ...(logs ? [resource("aws:cloudwatch/logGroup:LogGroup")] : []),
          ...(dashboards ? [resource("aws:cloudwatch/dashboard:Dashboard")] : []),
          ...(alarms ? awsAlarms(tunnels.length) : []),
        ];
      case "gcp": {
        const policies = alarms ? Math.min(tunnels.length, 2) : 0;
        return several(policies, resource("gcp:monitoring/alertPolicy:AlertPolicy"));
      }
      case "azure": {
        const existing = sides.azure?.virtualNetworkGateway !== undefined;
        const alerts = alertsOf(routing, tunnels.length, !existing);
        const count = (alerts.perTunnel ? tunnels.length : 0) + (alerts.link ? 1 : 0);
        return [
          // A workspace of the user's own is paid by the same GB.
          ...(logs && !existing ? [resource("azure-native:operationalinsights:Workspace")] : []),
          ...several(alarms ? count : 0, resource("azure-native:monitor:MetricAlert")),
        ];
      }
      case "onPremises":
        return [];
    }
  });
}

/** One for every tunnel, and one over all connections of two tunnels each. */
function awsAlarms(tunnels: number): PricedResource[] {
  const type = "aws:cloudwatch/metricAlarm:MetricAlarm";
  const metricQueries = Array.from({ length: tunnels / 2 }, () => ({ metric: {} }));
  return [...several(tunnels, resource(type)), resource(type, { metricQueries })];
}

function several(count: number, each: PricedResource): PricedResource[] {
  return Array.from({ length: count }, () => each);
}

function resource(type: string, inputs: PricedResource["inputs"] = {}): PricedResource {
  return { urn: type, type, inputs };
}
