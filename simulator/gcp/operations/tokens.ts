/** Type tokens of what watches over links and keeps their keys. */
export const operationsTokens = {
  alertPolicy: "gcp:monitoring/alertPolicy:AlertPolicy",
  dashboard: "gcp:monitoring/dashboard:Dashboard",
  notificationChannel: "gcp:monitoring/notificationChannel:NotificationChannel",
  secret: "gcp:secretmanager/secret:Secret",
  secretVersion: "gcp:secretmanager/secretVersion:SecretVersion",
} as const;
