import type { WatchedTunnel } from "./monitor";

/** Of the grid: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const columns = 24;
const height = 8;

/** A CloudWatch dashboard's body: every tunnel's state and bytes. */
export function dashboardBody(tunnels: readonly WatchedTunnel[]) {
  const [first] = tunnels;
  const chart = (metricName: string, title: string, stat: string) => ({
    title,
    view: "timeSeries",
    region: first?.own.region,
    stat,
    period: 300,
    metrics: tunnels.map(({ name, own }) => [
      ...["AWS/VPN", metricName, "VpnId", own.id, "TunnelIpAddress", own.outsideAddress],
      { label: name },
    ]),
  });
  const state = {
    ...chart("TunnelState", "Tunnels: 1 is up", "Minimum"),
    yAxis: { left: { min: 0, max: 1 } },
  };
  return {
    widgets: [
      { type: "metric", x: 0, y: 0, width: columns, height, properties: state },
      ...[
        chart("TunnelDataIn", "Bytes into AWS, in 5 minutes", "Sum"),
        chart("TunnelDataOut", "Bytes out of AWS, in 5 minutes", "Sum"),
      ].map((properties, index) => ({
        type: "metric",
        x: (index * columns) / 2,
        y: height,
        width: columns / 2,
        height,
        properties,
      })),
    ],
  };
}
