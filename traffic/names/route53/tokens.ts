/** Type tokens of @pulumi/aws that make up a name. */
export const tokens = {
  zone: "aws:route53/zone:Zone",
  record: "aws:route53/record:Record",
  healthCheck: "aws:route53/healthCheck:HealthCheck",
  metricAlarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  loadBalancer: "aws:lb/loadBalancer:LoadBalancer",
} as const;
