import type { Problems } from "../../problems";
import type { Cloud } from "../clouds";
import type { MonitoringArgs } from "./args";

const parts: readonly (keyof MonitoringArgs)[] = ["logs", "alarms", "dashboards"];
const argumentNames: readonly (keyof MonitoringArgs)[] = [
  ...parts,
  "logRetentionDays",
  "aws",
  "gcp",
  "azure",
];

/** Whom each cloud tells, and how many at most. */
const targets = {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  aws: { names: ["topicArns"], list: "topicArns", most: 5 },
  // https://cloud.google.com/monitoring/quotas#alerting_limits
  gcp: { names: ["notificationChannels"], list: "notificationChannels", most: 16 },
  // https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#alerts
  azure: { names: ["actionGroupIds", "logAnalyticsWorkspaceId"], list: "actionGroupIds", most: 5 },
} as const;

/** Adds what is wrong with what is to be watched between sides in these clouds. */
export function checkMonitoring(
  problems: Problems,
  path: string,
  monitoring: boolean | MonitoringArgs | undefined,
  clouds: readonly Cloud[],
): void {
  if (monitoring === undefined || typeof monitoring === "boolean") {
    return;
  }
  if (typeof monitoring !== "object" || (monitoring as unknown) === null) {
    problems.add(path, "is neither true, false nor an object: give one of them");
    return;
  }
  problems.unknownKeys(monitoring, argumentNames, `${path}.`);
  for (const part of parts.filter((name) => !["boolean", "undefined"].includes(typeof monitoring[name]))) {
    problems.add(
      `${path}.${part}`,
      "must be plain: it decides which resources there are: give true or false",
    );
  }
  for (const [cloud, { names, list, most }] of Object.entries(targets)) {
    const given: Readonly<Record<string, unknown>> = { ...monitoring[cloud as keyof typeof targets] };
    problems.unknownKeys(given, names, `${path}.${cloud}.`);
    checkList(problems, `${path}.${cloud}.${list}`, given[list], most);
  }
  checkRetention(problems, `${path}.logRetentionDays`, monitoring, clouds);
}

function checkList(problems: Problems, path: string, list: unknown, most: number): void {
  if (list !== undefined && !Array.isArray(list)) {
    problems.add(path, "must be a plain array");
  } else if (Array.isArray(list) && list.length > most) {
    problems.add(path, `has ${list.length}: an alarm takes ${most} at most`);
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const awsRetentions: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

function checkRetention(
  problems: Problems,
  path: string,
  { logRetentionDays: days, azure }: MonitoringArgs,
  clouds: readonly Cloud[],
): void {
  if (days === undefined) {
    return;
  }
  if (clouds.includes("aws") && !awsRetentions.includes(days)) {
    problems.add(
      path,
      `${days} is no period that CloudWatch keeps logs for: use one of ${awsRetentions.join(", ")}`,
    );
  }
  const ownWorkspace = clouds.includes("azure") && azure?.logAnalyticsWorkspaceId === undefined;
  if (ownWorkspace && !(Number.isInteger(days) && days >= 30 && days <= 730)) {
    problems.add(
      path,
      `${days} is no period that a new Log Analytics workspace keeps logs for: use 30 to 730`,
    );
  }
}
