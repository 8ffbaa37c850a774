/** What a type of resource can log. */
export interface LogCategories {
  readonly categories: readonly string[];
  /** Category groups, with the categories that are in each. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

const withAllLogs = (...categories: readonly string[]): LogCategories => ({
  categories,
  groups: { allLogs: categories },
});

/**
 * Log categories by type of resource, in lower case.
 *
 * Sources: https://learn.microsoft.com/azure/azure-monitor/reference/supported-logs/microsoft-network-applicationgateways-logs,
 * https://learn.microsoft.com/azure/azure-monitor/reference/supported-logs/microsoft-network-trafficmanagerprofiles-logs,
 * https://learn.microsoft.com/azure/azure-monitor/reference/supported-logs/microsoft-network-virtualnetworkgateways-logs,
 * https://learn.microsoft.com/azure/azure-monitor/reference/supported-logs/microsoft-network-vpngateways-logs
 */
const byType: Readonly<Record<string, LogCategories>> = {
  "microsoft.network/applicationgateways": withAllLogs(
    "ApplicationGatewayAccessLog",
    "ApplicationGatewayFirewallLog",
    "ApplicationGatewayPerformanceLog",
  ),
  "microsoft.network/trafficmanagerprofiles": withAllLogs("ProbeHealthStatusEvents"),
  "microsoft.network/virtualnetworkgateways": withAllLogs(
    "GatewayDiagnosticLog",
    "IKEDiagnosticLog",
    "P2SDiagnosticLog",
    "RouteDiagnosticLog",
    "TunnelDiagnosticLog",
  ),
  "microsoft.network/vpngateways": withAllLogs(
    "GatewayDiagnosticLog",
    "IKEDiagnosticLog",
    "RouteDiagnosticLog",
    "TunnelDiagnosticLog",
  ),
};

export const logCategoriesOf = (armType: string): LogCategories | undefined => byType[armType.toLowerCase()];
