/** What Azure Monitor knows of a metric. */
export interface Metric {
  readonly aggregations: readonly Aggregation[];
  readonly dimensions: readonly string[];
  /** The periods over which it can be aggregated, ISO 8601. */
  readonly grains: readonly string[];
}

type Aggregation = "Average" | "Count" | "Maximum" | "Minimum" | "Total";

const fromFiveMinutes = ["PT5M", "PT15M", "PT30M", "PT1H", "PT6H", "PT12H", "P1D"] as const;

const metric =
  (dimensions: readonly string[], grains: readonly string[] = fromFiveMinutes) =>
  (...aggregations: readonly Aggregation[]): Metric => ({ aggregations, dimensions, grains });

const ofGateway = metric(["Instance"]);
const ofPeer = metric(["BgpPeerAddress", "Instance"]);
const ofTunnel = metric(["ConnectionName", "RemoteIP", "Instance"]);
const ofNat = metric(["NatRule", "ConnectionName", "RemoteIP", "Instance"]);
const ofUsers = (...dimensions: readonly string[]): ReturnType<typeof metric> =>
  metric(dimensions, ["PT1M", ...fromFiveMinutes]);

/** https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-network-vpngateways-metrics */
const siteToSite: Readonly<Record<string, Metric>> = {
  AverageBandwidth: ofGateway("Average"),
  BgpPeerStatus: ofPeer("Average"),
  BgpRoutesAdvertised: ofPeer("Total"),
  BgpRoutesLearned: ofPeer("Total"),
  InboundFlowsCount: ofGateway("Maximum", "Minimum"),
  MmsaCount: ofTunnel("Total"),
  OutboundFlowsCount: ofGateway("Maximum", "Minimum"),
  QmsaCount: ofTunnel("Total"),
  TunnelAverageBandwidth: ofTunnel("Average"),
  TunnelEgressBytes: ofTunnel("Total"),
  TunnelEgressPacketDropCount: ofTunnel("Total"),
  TunnelEgressPacketDropTSMismatch: ofTunnel("Total"),
  TunnelEgressPackets: ofTunnel("Total"),
  TunnelIngressBytes: ofTunnel("Total"),
  TunnelIngressPacketDropCount: ofTunnel("Total"),
  TunnelIngressPacketDropTSMismatch: ofTunnel("Total"),
  TunnelIngressPackets: ofTunnel("Total"),
  TunnelNatAllocations: ofNat("Total"),
  TunnelNatFlowCount: metric(["NatRule", "FlowType", "ConnectionName", "RemoteIP", "Instance"])("Total"),
  TunnelNatPacketDrop: metric(["NatRule", "DropType", "ConnectionName", "RemoteIP", "Instance"])("Total"),
  TunnelNatedBytes: ofNat("Total"),
  TunnelNatedPackets: ofNat("Total"),
  TunnelPeakPackets: ofTunnel("Maximum"),
  TunnelReverseNatedBytes: ofNat("Total"),
  TunnelReverseNatedPackets: ofNat("Total"),
  TunnelTotalFlowCount: ofTunnel("Total"),
  VnetAddressPrefixCount: ofGateway("Total"),
};

/**
 * Metrics by type of resource, in lower case. Those of ExpressRoute gateways are left out, which the simulator has
 * none of. Of the aggregations there are those that the reference lists, although Azure may accept more.
 *
 * Source, beside the one above:
 * https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-network-virtualnetworkgateways-metrics
 */
const byType: Readonly<Record<string, Readonly<Record<string, Metric>>>> = {
  "microsoft.network/vpngateways": siteToSite,
  "microsoft.network/virtualnetworkgateways": {
    ...siteToSite,
    P2SBandwidth: ofUsers("Instance")("Average"),
    P2SConnectionCount: ofUsers("Protocol", "Instance")("Total"),
    UserVpnRouteCount: metric(["RouteType", "Instance"])("Total"),
  },
};

export const metricsOf = (armType: string): ReadonlyMap<string, Metric> | undefined => {
  const metrics = byType[armType.toLowerCase()];
  return (
    metrics && new Map(Object.entries(metrics).map(([name, value]) => [name.toLowerCase(), value] as const))
  );
};
