/** What watches links and keeps their keys. The SDK of 3.28 has Azure Monitor under `monitor`, not `insights`. */
export const operationsTokens = {
  workspace: "azure-native:operationalinsights:Workspace",
  diagnosticSetting: "azure-native:monitor:DiagnosticSetting",
  actionGroup: "azure-native:monitor:ActionGroup",
  metricAlert: "azure-native:monitor:MetricAlert",
  dashboard: "azure-native:portal:Dashboard",
  vault: "azure-native:keyvault:Vault",
  secret: "azure-native:keyvault:Secret",
} as const;
