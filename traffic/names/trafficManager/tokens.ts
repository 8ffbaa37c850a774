/** Type tokens of azure-native that make up a name. */
export const tokens = {
  endpoint: "azure-native:trafficmanager:Endpoint",
  privateRecordSet: "azure-native:privatedns:PrivateRecordSet",
  profile: "azure-native:trafficmanager:Profile",
  publicIPAddress: "azure-native:network:PublicIPAddress",
  recordSet: "azure-native:dns:RecordSet",
} as const;
