import type { Output } from "@pulumi/pulumi";

const [colSpan, rowSpan] = [8, 5];

/** The portal's numbers: https://learn.microsoft.com/azure/azure-portal/azure-portal-dashboards-structure */
const aggregations = { Total: 1, Average: 4 } as const;
const lineChart = 2;
const customTitle = 1;

const charts = [
  { title: "BGP sessions", metric: "BgpPeerStatus", by: "BgpPeerAddress", aggregation: "Average" },
  {
    title: "Bytes a second by tunnel",
    metric: "TunnelAverageBandwidth",
    by: "RemoteIP",
    aggregation: "Average",
  },
  { title: "Bytes into Azure", metric: "TunnelIngressBytes", by: "RemoteIP", aggregation: "Total" },
  { title: "Bytes out of Azure", metric: "TunnelEgressBytes", by: "RemoteIP", aggregation: "Total" },
  { title: "Routes learned", metric: "BgpRoutesLearned", by: "BgpPeerAddress", aggregation: "Total" },
  { title: "Routes advertised", metric: "BgpRoutesAdvertised", by: "BgpPeerAddress", aggregation: "Total" },
] as const;

/** The charts of a gateway in a dashboard of the portal. Its tunnels go by their peers' public or BGP addresses. */
export function dashboardParts(namespace: string, gatewayId: Output<string>) {
  return charts.map(({ title, metric, by, aggregation }, index) => ({
    position: { x: (index % 2) * colSpan, y: Math.floor(index / 2) * rowSpan, colSpan, rowSpan },
    metadata: {
      type: "Extension/HubsExtension/PartType/MonitorChartPart",
      inputs: [
        { name: "options", isOptional: true },
        { name: "sharedTimeRange", isOptional: true },
      ],
      settings: {
        content: {
          options: {
            chart: {
              title,
              titleKind: customTitle,
              metrics: [
                {
                  resourceMetadata: { id: gatewayId },
                  name: metric,
                  namespace,
                  aggregationType: aggregations[aggregation],
                  metricVisualization: { displayName: title },
                },
              ],
              grouping: { dimension: by },
              visualization: { chartType: lineChart },
            },
          },
        },
      },
    },
  }));
}
