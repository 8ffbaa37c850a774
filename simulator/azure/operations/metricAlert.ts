import { checkCriteria, criteriaFields } from "./metricCriteria";
import { monitorName } from "./nameRules";
import { requireResource } from "./targets";
import { operationsTokens } from "./tokens";
import { armType, type ArmCheck, type ArmOperation } from "../arm/armType";
import { asList, asNumber, asObject, asString, asStrings, type Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/** Minutes of each duration that a rule can name. */
const windows: Readonly<Record<string, number>> = {
  PT1M: 1,
  PT5M: 5,
  PT15M: 15,
  PT30M: 30,
  PT1H: 60,
  PT6H: 360,
  PT12H: 720,
  P1D: 1440,
};
const frequencies = ["PT1M", "PT5M", "PT15M", "PT30M", "PT1H"];

const mostActions = 5;

/**
 * An alert rule on metrics of one resource.
 *
 * https://learn.microsoft.com/rest/api/monitor/metric-alerts/create-or-update
 */
export const metricAlert: ResourceType = armType({
  token: operationsTokens.metricAlert,
  armType: "Microsoft.Insights/metricAlerts",
  apiVersion: "2018-03-01",
  nameProperty: "ruleName",
  nameRule: monitorName("*#&+:<>?@%{}\\/"),
  inputs: {
    actions: [{ "actionGroupId!": "string", webHookProperties: "map" }],
    autoMitigate: "boolean",
    "criteria!": criteriaFields,
    description: "string",
    "enabled!": "boolean",
    "evaluationFrequency!": "string",
    "scopes!": ["string"],
    "severity!": "number",
    targetResourceRegion: "string",
    targetResourceType: "string",
    "windowSize!": "string",
  },
  regional: true,
  locations: ["global"],
  computed: ["isMigrated", "lastUpdatedTime"],
  durations: { create: 5, update: 5, delete: 5 },
  check(context) {
    checkSeverity(context);
    checkTimes(context);
    checkScopes(context);
    checkCriteria(context);
    checkActions(context);
  },
  create: written,
  update: written,
});

function checkSeverity({ inputs, refuse }: ArmCheck): void {
  const severity = asNumber(inputs.severity);
  if (severity !== undefined && ![0, 1, 2, 3, 4].includes(severity)) {
    refuse("severity", "BadRequest", `severity must be 0 (critical) to 4 (verbose), got ${severity}.`);
  }
}

/** Source: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-metric-alert-rule */
function checkTimes({ inputs, refuse }: ArmCheck): void {
  const frequency = asString(inputs.evaluationFrequency);
  if (frequency !== undefined && !frequencies.includes(frequency)) {
    refuse(
      "evaluationFrequency",
      "BadRequest",
      `evaluationFrequency '${frequency}' is not one of ${frequencies.join(", ")}.`,
    );
  }
  const window = asString(inputs.windowSize);
  if (window !== undefined && !(window in windows)) {
    refuse(
      "windowSize",
      "BadRequest",
      `windowSize '${window}' is not one of ${Object.keys(windows).join(", ")}.`,
    );
  }
  const [every, over] = [windows[frequency ?? ""], windows[window ?? ""]];
  if (every !== undefined && over !== undefined && every > over) {
    refuse(
      "windowSize",
      "BadRequest",
      `windowSize ${window ?? ""} must not be shorter than evaluationFrequency ${frequency ?? ""}.`,
    );
  }
}

/**
 * Source: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-types, "Monitor the same condition on multiple
 * resources", whose list of types has no gateways
 */
function checkScopes({ inputs, refuse }: ArmCheck): void {
  if (Array.isArray(inputs.scopes) && inputs.scopes.length !== 1) {
    refuse(
      "scopes",
      "BadRequest",
      `An alert on metrics of gateways has one scope, got ${inputs.scopes.length}; make one alert for each gateway.`,
    );
  }
}

/** Source: https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#alerts */
function checkActions({ inputs, refuse }: ArmCheck): void {
  const actions = asList(inputs.actions);
  if (actions.length > mostActions) {
    refuse(
      "actions",
      "BadRequest",
      `An alert has up to ${mostActions} action groups, got ${actions.length}.`,
    );
  }
}

function written({ inputs, world, now }: ArmOperation): Props {
  for (const scope of asStrings(inputs.scopes)) {
    requireResource(world, scope);
  }
  for (const { actionGroupId } of asList(inputs.actions).map(asObject)) {
    requireResource(world, asString(actionGroupId) ?? "", operationsTokens.actionGroup);
  }
  return { autoMitigate: inputs.autoMitigate ?? true, isMigrated: false, lastUpdatedTime: now };
}
