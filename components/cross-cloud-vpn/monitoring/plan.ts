import type { AwsNotification, AzureNotification, GcpNotification, MonitoringArgs } from "./args";

/** What is watched, defaults filled in. */
export interface MonitoringPlan {
  readonly logs: boolean;
  readonly alarms: boolean;
  readonly dashboards: boolean;
  readonly logRetentionDays: number;
  readonly aws: AwsNotification;
  readonly gcp: GcpNotification;
  readonly azure: AzureNotification;
}

/** The plan of a component's `monitoring` in a stack; undefined where nothing is watched. */
export function planMonitoring(
  monitoring: boolean | MonitoringArgs | undefined,
  stack: string,
): MonitoringPlan | undefined {
  const given = monitoring ?? isProduction(stack);
  if (given === false) {
    return undefined;
  }
  const args = given === true ? {} : given;
  return {
    logs: args.logs ?? true,
    alarms: args.alarms ?? true,
    dashboards: args.dashboards ?? true,
    logRetentionDays: args.logRetentionDays ?? defaultRetentionDays,
    aws: args.aws ?? {},
    gcp: args.gcp ?? {},
    azure: args.azure ?? {},
  };
}

/** What a workspace keeps without surcharge: https://learn.microsoft.com/azure/azure-monitor/logs/cost-logs */
export const defaultRetentionDays = 30;

/** Whether a stack's name says that it is in production: `prod` and `shop-prod-eu` do, `nonprod` and `pre-prod` don't. */
export function isProduction(stack: string): boolean {
  return /(?:^|(?<!(?:^|[-_.])(?:non|not|pre))[-_.])prod(?:uction)?(?:[-_.]|$)/i.test(stack);
}
