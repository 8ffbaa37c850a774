/** Type tokens of @pulumi/gcp that make up a name. */
export const tokens = {
  managedZone: "gcp:dns/managedZone:ManagedZone",
  recordSet: "gcp:dns/recordSet:RecordSet",
  healthCheck: "gcp:compute/healthCheck:HealthCheck",
} as const;
