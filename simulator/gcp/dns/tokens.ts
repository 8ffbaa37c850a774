/** Type tokens of Cloud DNS. */
export const dnsTokens = {
  managedZone: "gcp:dns/managedZone:ManagedZone",
  recordSet: "gcp:dns/recordSet:RecordSet",
} as const;
