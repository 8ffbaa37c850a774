import { checkConditions, conditionsShape } from "./conditions";
import { durationBetween } from "./duration";
import { ApiError } from "./error";
import { projectOf, projectType } from "./projectType";
import { operationsTokens as tokens } from "./tokens";
import { userLabelsShape } from "./userLabels";
import { asList, asObject, asStrings, type Props } from "../../protocol/values";
import type { OperationContext, ResourceType } from "../../providers/resourceType";
import { flag, list, object, oneOf, type Shape, textWhich, text, unsimulated } from "../../providers/shapes";

const minute = 60;
const day = 24 * 60 * minute;

const atMost = (most: number): Shape =>
  textWhich((value, path) =>
    value.length <= most
      ? undefined
      : `${path} is limited to ${most} Unicode characters, got ${value.length}`,
  );

const channelName = textWhich((name, path) =>
  /^projects\/[^/]+\/notificationChannels\/\d+$/.test(name)
    ? undefined
    : `Field alert_policy.${path} had an invalid value of "${name}": write projects/[PROJECT_ID]/notificationChannels/[CHANNEL_ID], which is a channel's name and id`,
);

/**
 * What Cloud Monitoring watches, and whom it tells. A metric of Cloud VPN or Cloud Router must exist, with the labels
 * that the policy names.
 *
 * API: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/monitoring/alertpolicy/
 */
export const alertPolicy: ResourceType = projectType({
  token: tokens.alertPolicy,
  fields: {
    alertStrategy: object({
      // The documentation of the field: half an hour at the least, seven days at the most.
      autoClose: durationBetween(30 * minute, 7 * day),
      notificationChannelStrategies: list(
        object({
          notificationChannelNames: list(channelName),
          renotifyInterval: durationBetween(30 * minute, day),
        }),
      ),
      notificationPrompts: list(oneOf("OPENED", "CLOSED")),
      notificationRateLimit: unsimulated("object", "it is for policies on logs only"),
    }),
    "combiner!": oneOf("AND", "OR", "AND_WITH_MATCHING_RESOURCE"),
    "conditions!": conditionsShape,
    "displayName!": atMost(512),
    documentation: object({
      content: atMost(8192),
      links: list(object({ displayName: text, url: text }), 3),
      mimeType: oneOf("text/markdown"),
      subject: atMost(255),
    }),
    enabled: flag,
    notificationChannels: list(channelName, 16),
    severity: oneOf("CRITICAL", "ERROR", "WARNING"),
    userLabels: userLabelsShape,
  },
  mutable: [
    "alertStrategy",
    "combiner",
    "conditions",
    "displayName",
    "documentation",
    "enabled",
    "notificationChannels",
    "severity",
    "userLabels",
  ],
  defaults: { enabled: true },
  computed: ["creationRecords", "name"],
  check: checkConditions,
  create(context) {
    requireChannels(context, "creating AlertPolicy");
    const { inputs, draws, now } = context;
    const id = `projects/${projectOf(inputs)}/alertPolicies/${draws.below("id", 1e15) + 1e15}`;
    return {
      id,
      outputs: {
        ...namedConditions(context, id),
        creationRecords: [{ mutateTime: now, mutatedBy: "" }],
        name: id,
      },
    };
  },
  update(context, { id }) {
    requireChannels(context, `updating AlertPolicy "${id}"`);
    return namedConditions(context, id);
  },
});

const namedConditions = ({ inputs, draws }: OperationContext, id: string): Props => ({
  conditions: asList(inputs.conditions).map((condition, i) => ({
    ...asObject(condition),
    name: `${id}/conditions/${draws.below(`condition ${i}`, 1e15) + 1e15}`,
  })),
});

/** @throws {ApiError} where a channel does not exist in the policy's project; those of others are not known here. */
function requireChannels({ inputs, world }: OperationContext, doing: string): void {
  const own = `projects/${projectOf(inputs)}/`;
  const strategies = asList(asObject(inputs.alertStrategy).notificationChannelStrategies);
  const channels = [
    ...asStrings(inputs.notificationChannels),
    ...strategies.flatMap((one) => asStrings(asObject(one).notificationChannelNames)),
  ];
  const missing = channels.find(
    (name) => name.startsWith(own) && !world.get(tokens.notificationChannel, name),
  );
  if (missing !== undefined) {
    throw new ApiError(doing, 404, "NOT_FOUND", `NotificationChannel "${missing}" not found.`);
  }
}
