import { alphanumericName } from "./nameRules";
import { operationsTokens } from "./tokens";
import { armType, type ArmCheck, type ArmOperation } from "../arm/armType";
import { asNumber, asObject, asString, type Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/** What a workspace that says nothing gets. */
const defaultSku = "PerGB2018";

/** https://learn.microsoft.com/azure/templates/microsoft.operationalinsights/2023-09-01/workspaces */
export const workspace: ResourceType = armType({
  token: operationsTokens.workspace,
  armType: "Microsoft.OperationalInsights/workspaces",
  apiVersion: "2023-09-01",
  nameProperty: "workspaceName",
  nameRule: alphanumericName(4, 63, "alphanumeric"),
  inputs: {
    defaultDataCollectionRuleResourceId: "unsimulated string",
    features: {
      clusterResourceId: "unsimulated string",
      disableLocalAuth: "boolean",
      enableDataExport: "unsimulated boolean",
      enableLogAccessUsingOnlyResourcePermissions: "boolean",
      immediatePurgeDataOn30Days: "boolean",
    },
    forceCmkForQuery: "unsimulated boolean",
    identity: "unsimulated object",
    publicNetworkAccessForIngestion: "string",
    publicNetworkAccessForQuery: "string",
    retentionInDays: "number",
    sku: { capacityReservationLevel: "unsimulated number", "name!": "string" },
    workspaceCapping: { dailyQuotaGb: "number" },
  },
  replaces: ["location"],
  regional: true,
  computed: ["createdDate", "customerId", "etag", "modifiedDate", "provisioningState"],
  enriches: { sku: ["lastSkuUpdate"], workspaceCapping: ["dataIngestionStatus", "quotaNextResetTime"] },
  durations: { create: 30, update: 10, delete: 10 },
  check(context) {
    checkSku(context);
    checkRetention(context);
    checkAccess(context);
  },
  create: (context) => ({ ...shown(context, context.now), customerId: context.draws.uuid("customerId") }),
  update: (context, { outputs }) => ({
    ...shown(context, asString(outputs.createdDate) ?? ""),
    customerId: outputs.customerId ?? null,
  }),
});

/** Source: https://learn.microsoft.com/azure/azure-monitor/logs/cost-logs, the legacy pricing tiers */
function checkSku({ inputs, refuse }: ArmCheck): void {
  const name = asString(asObject(inputs.sku).name);
  if (name !== undefined && name !== defaultSku) {
    refuse(
      "sku.name",
      "InvalidParameter",
      `The pricing tier '${name}' is a legacy one that new workspaces cannot have, or is not simulated; use ${defaultSku}.`,
    );
  }
}

/** Source: https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure */
function checkRetention({ inputs, refuse }: ArmCheck): void {
  const days = asNumber(inputs.retentionInDays);
  if (days !== undefined && (!Number.isInteger(days) || days < 30 || days > 730)) {
    refuse(
      "retentionInDays",
      "InvalidParameter",
      `'RetentionInDays' property doesn't match the SKU limits: 30 to 730 days, got ${days}.`,
    );
  }
}

/** Source for the quota: https://learn.microsoft.com/azure/azure-monitor/logs/daily-cap */
function checkAccess({ inputs, refuse }: ArmCheck): void {
  for (const property of ["publicNetworkAccessForIngestion", "publicNetworkAccessForQuery"]) {
    const access = asString(inputs[property]);
    if (access !== undefined && access !== "Enabled" && access !== "Disabled") {
      refuse(property, "InvalidParameter", `${property} '${access}' is not one of Enabled, Disabled.`);
    }
  }
  const quota = asNumber(asObject(inputs.workspaceCapping).dailyQuotaGb);
  if (quota !== undefined && quota !== -1 && quota <= 0) {
    refuse(
      "workspaceCapping.dailyQuotaGb",
      "InvalidParameter",
      `dailyQuotaGb must be above 0, or -1 for no limit; got ${quota}.`,
    );
  }
}

/** What Azure shows beyond what was asked for. */
function shown({ inputs, now, draws }: ArmOperation, createdDate: string): Props {
  return {
    createdDate,
    etag: draws.uuid(`etag ${now}`),
    modifiedDate: now,
    provisioningState: "Succeeded",
    publicNetworkAccessForIngestion: inputs.publicNetworkAccessForIngestion ?? "Enabled",
    publicNetworkAccessForQuery: inputs.publicNetworkAccessForQuery ?? "Enabled",
    retentionInDays: inputs.retentionInDays ?? 30,
    sku: { name: defaultSku },
  };
}
