import type { PricedResource } from "../../../pricing";
import type { Cloud } from "../clouds";
import { isTwin } from "../ipVersions";
import type { LinkPlan } from "../plan";
import type { Sides } from "../sides";
import { alertsOf } from "./azureAlerts";
import type { MonitoringPlan } from "./plan";

/** What is made once for a gateway and costs money: dashboards, and where Azure's logs are kept. */
export function gatewayMonitoringResources(
  { logs, dashboards }: MonitoringPlan,
  { azure }: Sides,
  cloud: Cloud,
): PricedResource[] {
  switch (cloud) {
    case "aws":
      return dashboards ? [resource("aws:cloudwatch/dashboard:Dashboard")] : [];
    case "azure":
      // A workspace of the user's own is paid by the same GB.
      return logs && azure?.virtualNetworkGateway === undefined
        ? [resource("azure-native:operationalinsights:Workspace")]
        : [];
    case "gcp":
    case "onPremises":
      return [];
  }
}

/** What is made for one end of a link and costs money: its alarms, and AWS's logs. */
export function alarmResources(
  { logs, alarms }: MonitoringPlan,
  { azure }: Sides,
  cloud: Cloud,
  { tunnels, routing }: LinkPlan,
  ownGateway: boolean,
): PricedResource[] {
  const twins = tunnels.filter(isTwin).length;
  const counts = [tunnels.length - twins, ...(twins > 0 ? [twins] : [])];
  switch (cloud) {
    case "aws":
      return [
        ...(logs ? [resource("aws:cloudwatch/logGroup:LogGroup")] : []),
        ...(alarms ? counts.flatMap(awsAlarms) : []),
      ];
    case "gcp": {
      const policies = counts.map((count) => Math.min(count, 2)).reduce((sum, count) => sum + count, 0);
      return several(alarms ? policies : 0, resource("gcp:monitoring/alertPolicy:AlertPolicy"));
    }
    case "azure": {
      const own = ownGateway && azure?.virtualNetworkGateway === undefined;
      const alerts = alertsOf(routing, tunnels.length, own);
      const count = (alerts.perTunnel ? tunnels.length : 0) + (alerts.link ? 1 : 0);
      return several(alarms ? count : 0, resource("azure-native:monitor:MetricAlert"));
    }
    case "onPremises":
      return [];
  }
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
