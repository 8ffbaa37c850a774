import { monitorName } from "./nameRules";
import { operationsTokens } from "./tokens";
import { armType, type ArmCheck } from "../arm/armType";
import { asList, asObject, asString } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

const longestShortName = 12;

/**
 * Who hears of an alert. A webhook's address often holds a token, so webhooks are kept like credentials.
 *
 * https://learn.microsoft.com/rest/api/monitor/action-groups/create-or-update
 */
export const actionGroup: ResourceType = armType({
  token: operationsTokens.actionGroup,
  armType: "Microsoft.Insights/actionGroups",
  apiVersion: "2024-10-01-preview",
  nameProperty: "actionGroupName",
  nameRule: monitorName(":<>+/&%\\?"),
  inputs: {
    armRoleReceivers: "unsimulated array",
    automationRunbookReceivers: "unsimulated array",
    azureAppPushReceivers: "unsimulated array",
    azureFunctionReceivers: "unsimulated array",
    emailReceivers: [{ "emailAddress!": "string", "name!": "string", useCommonAlertSchema: "boolean" }],
    "enabled!": "boolean",
    eventHubReceivers: "unsimulated array",
    "groupShortName!": "string",
    identity: "unsimulated object",
    incidentReceivers: "unsimulated array",
    itsmReceivers: "unsimulated array",
    logicAppReceivers: "unsimulated array",
    smsReceivers: [{ "countryCode!": "string", "name!": "string", "phoneNumber!": "string" }],
    voiceReceivers: "unsimulated array",
    webhookReceivers: [
      {
        identifierUri: "unsimulated string",
        managedIdentity: "unsimulated string",
        "name!": "string",
        objectId: "unsimulated string",
        "serviceUri!": "string",
        tenantId: "unsimulated string",
        useAadAuth: "unsimulated boolean",
        useCommonAlertSchema: "boolean",
      },
    ],
  },
  defaults: { enabled: true },
  replaces: ["location"],
  regional: true,
  // The regional service is not simulated.
  locations: ["global"],
  computed: [],
  credentials: ["webhookReceivers"],
  enriches: { emailReceivers: ["status"], smsReceivers: ["status"] },
  durations: { create: 5, update: 5, delete: 5 },
  check(context) {
    checkShortName(context);
    checkReceivers(context);
  },
  create: ({ inputs }) => ({
    emailReceivers: enabled(inputs.emailReceivers),
    smsReceivers: enabled(inputs.smsReceivers),
  }),
  update: ({ inputs }) => ({
    emailReceivers: enabled(inputs.emailReceivers),
    smsReceivers: enabled(inputs.smsReceivers),
  }),
});

function checkShortName({ inputs, refuse }: ArmCheck): void {
  const name = asString(inputs.groupShortName);
  if (name !== undefined && (name.length === 0 || name.length > longestShortName)) {
    refuse(
      "groupShortName",
      "InvalidActionGroupShortName",
      `groupShortName '${name}' has ${name.length} characters; it must have 1 to ${longestShortName}.`,
    );
  }
}

function checkReceivers({ inputs, refuse }: ArmCheck): void {
  const names = ["emailReceivers", "smsReceivers", "webhookReceivers"].flatMap((kind) =>
    asList(inputs[kind]).flatMap((receiver) => asString(asObject(receiver).name) ?? []),
  );
  const again = names.find((name, i) => names.indexOf(name) < i);
  if (again !== undefined) {
    refuse(
      "emailReceivers",
      "BadRequest",
      `Names of receivers must be unique in an action group; '${again}' is used twice.`,
    );
  }
}

const enabled = (receivers: Parameters<typeof asList>[0]): ReturnType<typeof asList> =>
  asList(receivers).map((receiver) => ({ ...asObject(receiver), status: "Enabled" }));
