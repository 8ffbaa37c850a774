import { type LogCategories, logCategoriesOf } from "./diagnosticCategories";
import { monitorName } from "./nameRules";
import { requireResource } from "./targets";
import { operationsTokens } from "./tokens";
import { armType, type ArmCheck, type ArmOperation } from "../arm/armType";
import { ArmError, badRequest } from "../arm/error";
import { armTypeOf, lastName, sameId } from "../arm/ids";
import { asList, asObject, asString, type Props, UNKNOWN, type Value } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

const mostSettings = 5;

/**
 * Sends a resource's logs and metrics to a workspace.
 *
 * https://learn.microsoft.com/rest/api/monitor/diagnostic-settings/create-or-update
 */
export const diagnosticSetting: ResourceType = armType({
  token: operationsTokens.diagnosticSetting,
  armType: "Microsoft.Insights/diagnosticSettings",
  apiVersion: "2021-05-01-preview",
  nameProperty: "name",
  nameRule: monitorName("*<>%&:\\?+/"),
  scopeProperty: "resourceUri",
  inputs: {
    eventHubAuthorizationRuleId: "unsimulated string",
    eventHubName: "unsimulated string",
    logAnalyticsDestinationType: "string",
    logs: [
      {
        category: "string",
        categoryGroup: "string",
        "enabled!": "boolean",
        retentionPolicy: "unsimulated object",
      },
    ],
    marketplacePartnerId: "unsimulated string",
    metrics: [
      {
        category: "string",
        "enabled!": "boolean",
        retentionPolicy: "unsimulated object",
        timeGrain: "unsimulated string",
      },
    ],
    serviceBusRuleId: "unsimulated string",
    storageAccountId: "unsimulated string",
    workspaceId: "string",
  },
  regional: false,
  computed: [],
  durations: { create: 5, update: 5, delete: 5 },
  check(context) {
    checkDestination(context);
    checkSomethingEnabled(context);
    checkLogs(context);
    checkMetrics(context);
  },
  create(context) {
    requireEnds(context);
    requireRoom(context);
    requireFreeSink(context);
    return {};
  },
  update(context) {
    requireEnds(context);
    requireFreeSink(context);
    return {};
  },
});

function checkDestination({ inputs, refuse }: ArmCheck): void {
  if (inputs.workspaceId === undefined) {
    refuse(
      "workspaceId",
      "BadRequest",
      "At least one data sink needs to be specified; the simulator knows workspaces.",
    );
  }
  const type = asString(inputs.logAnalyticsDestinationType);
  if (type !== undefined && type !== "Dedicated" && type !== "AzureDiagnostics") {
    refuse(
      "logAnalyticsDestinationType",
      "BadRequest",
      `logAnalyticsDestinationType '${type}' is not one of Dedicated, AzureDiagnostics.`,
    );
  }
}

/** Source: https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings, "Sources" */
function checkSomethingEnabled({ inputs, refuse }: ArmCheck): void {
  const lists: readonly (Value | undefined)[] = [inputs.logs, inputs.metrics];
  const entries = lists.flatMap((list) => asList(list));
  const collects = entries.some((entry) => entry === UNKNOWN || asObject(entry).enabled !== false);
  if (!lists.includes(UNKNOWN) && !collects) {
    refuse("logs", "BadRequest", "At least one log or metric category needs to be enabled.");
  }
}

/** Source: the same page, "Category groups" */
function checkLogs({ inputs, refuse }: ArmCheck): void {
  const scope = asString(inputs.resourceUri);
  const known = scope === undefined ? undefined : logCategoriesOf(armTypeOf(scope));
  if (scope !== undefined && known === undefined) {
    refuse(
      "resourceUri",
      "ResourceTypeNotSupported",
      `The resource type '${armTypeOf(scope).toLowerCase()}' does not support diagnostic settings, or they are not simulated.`,
    );
  }
  const logs = asList(inputs.logs).map(asObject);
  logs.forEach((log, i) => checkLog(log, `logs[${i}]`, known, refuse));
  if (logs.some((log) => "category" in log) && logs.some((log) => "categoryGroup" in log)) {
    refuse(
      "logs",
      "BadRequest",
      "Where a diagnostic setting uses a category group, it cannot select individual categories.",
    );
  }
}

function checkLog(
  log: Props,
  path: string,
  known: LogCategories | undefined,
  refuse: ArmCheck["refuse"],
): void {
  if (!("category" in log) && !("categoryGroup" in log)) {
    refuse(path, "BadRequest", "A log needs a category or a categoryGroup.");
  }
  const [category, group] = [asString(log.category), asString(log.categoryGroup)];
  if (known && category !== undefined && !known.categories.includes(category)) {
    refuse(
      `${path}.category`,
      "BadRequest",
      `Category '${category}' is not supported. Supported are ${known.categories.join(", ")}.`,
    );
  }
  if (known && group !== undefined && !(group in known.groups)) {
    refuse(
      `${path}.categoryGroup`,
      "BadRequest",
      `Category group '${group}' is not supported. Supported are ${Object.keys(known.groups).join(", ")}.`,
    );
  }
}

/** Source: the same page, "Metric category isn't supported" */
function checkMetrics({ inputs, refuse }: ArmCheck): void {
  asList(inputs.metrics).forEach((metric, i) => {
    const { category } = asObject(metric);
    if (metric !== UNKNOWN && category !== UNKNOWN && category !== "AllMetrics") {
      refuse(
        `metrics[${i}].category`,
        "BadRequest",
        `Metric category '${asString(category) ?? ""}' is not supported; the one category is AllMetrics.`,
      );
    }
  });
}

/** Source: the same page, "Destinations" */
function requireEnds({ world, inputs }: ArmOperation): void {
  requireResource(world, asString(inputs.resourceUri) ?? "");
  requireResource(world, asString(inputs.workspaceId) ?? "", operationsTokens.workspace);
}

/** The other settings of the same resource. */
const siblings = ({ world, inputs, id }: ArmOperation): readonly { id: string; inputs: Props }[] =>
  world
    .all(operationsTokens.diagnosticSetting)
    .filter(
      (other) => other.id !== id && sameId(asString(other.inputs.resourceUri), asString(inputs.resourceUri)),
    );

/** Source: the same page, "Destinations" */
function requireRoom(context: ArmOperation): void {
  if (siblings(context).length >= mostSettings) {
    throw badRequest(
      "BadRequest",
      `A resource can have up to ${mostSettings} diagnostic settings, and ${asString(context.inputs.resourceUri) ?? ""} has them.`,
    );
  }
}

/** Source: https://github.com/hashicorp/terraform-provider-azurerm/issues/21161 */
function requireFreeSink(context: ArmOperation): void {
  const { inputs } = context;
  const sink = asString(inputs.workspaceId);
  const wanted = collected(inputs);
  for (const other of siblings(context)) {
    const taken = collected(other.inputs).find((category) => wanted.includes(category));
    if (taken !== undefined && sameId(asString(other.inputs.workspaceId), sink)) {
      throw new ArmError(
        409,
        "Conflict",
        `Data sink '${sink ?? ""}' is already used in diagnostic setting '${lastName(other.id)}' for category '${taken}'. ` +
          "Data sinks can't be reused in different settings on the same category for the same resource.",
      );
    }
  }
}

/** The categories that a setting sends, groups spelt out. */
function collected({ resourceUri, logs, metrics }: Props): string[] {
  const groups = logCategoriesOf(armTypeOf(asString(resourceUri) ?? ""))?.groups ?? {};
  return [...asList(logs), ...asList(metrics)]
    .map(asObject)
    .filter(({ enabled }) => enabled === true)
    .flatMap(({ category, categoryGroup }) => [
      ...(typeof category === "string" ? [category] : []),
      ...(typeof categoryGroup === "string" ? (groups[categoryGroup] ?? []) : []),
    ]);
}
