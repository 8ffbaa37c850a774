import { ApiError } from "./error";
import { projectOf, projectType } from "./projectType";
import { operationsTokens as tokens } from "./tokens";
import { userLabelsShape } from "./userLabels";
import { asObject, asString, asStrings, hasUnknown } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";
import { flag, map, object, oneOf, text, textWhich, unsimulated } from "../../providers/shapes";

/** Sensitive ones have a property of their own; the same key must not be in both. */
const sensitive: Readonly<Record<string, string>> = {
  authToken: "auth_token",
  password: "password",
  serviceKey: "service_key",
};

/**
 * The labels that each type of channel needs.
 *
 * Source: https://cloud.google.com/monitoring/alerts/using-channels-api#api-create-channel and
 * https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.notificationChannelDescriptors/list
 */
const required: Readonly<Record<string, readonly string[]>> = {
  email: ["email_address"],
  pagerduty: ["service_key"],
  pubsub: ["topic"],
  slack: ["channel_name", "auth_token"],
  sms: ["number"],
  webhook_basicauth: ["url", "username", "password"],
  webhook_tokenauth: ["url"],
};

const writeOnly = unsimulated("string", "write-only arguments are not simulated; give it without Wo");
const atMost = (most: number): ReturnType<typeof textWhich> =>
  textWhich((value, path) =>
    value.length <= most
      ? undefined
      : `${path} is limited to ${most} Unicode characters, got ${value.length}`,
  );

/**
 * Where alerts are sent to. Nothing is sent here.
 *
 * API: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.notificationChannels
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/monitoring/notificationchannel/
 */
export const notificationChannel: ResourceType = projectType({
  token: tokens.notificationChannel,
  fields: {
    description: atMost(1024),
    displayName: atMost(512),
    enabled: flag,
    forceDelete: flag,
    labels: map,
    sensitiveLabels: object({
      authToken: text,
      authTokenWo: writeOnly,
      authTokenWoVersion: writeOnly,
      password: text,
      passwordWo: writeOnly,
      passwordWoVersion: writeOnly,
      serviceKey: text,
      serviceKeyWo: writeOnly,
      serviceKeyWoVersion: writeOnly,
    }),
    "type!": oneOf(...Object.keys(required)),
    userLabels: userLabelsShape,
  },
  mutable: [
    "description",
    "displayName",
    "enabled",
    "forceDelete",
    "labels",
    "sensitiveLabels",
    "type",
    "userLabels",
  ],
  defaults: { enabled: true, forceDelete: false },
  computed: ["name", "verificationStatus"],
  credentials: ["sensitiveLabels", "labels"],
  check: checkLabels,
  create({ inputs, draws }) {
    const id = `projects/${projectOf(inputs)}/notificationChannels/${draws.below("id", 1e15) + 1e15}`;
    return { id, outputs: { name: id, verificationStatus: "" } };
  },
  delete({ world }, { id, inputs }) {
    const policy = world
      .all(tokens.alertPolicy)
      .find((one) => asStrings(one.inputs.notificationChannels).includes(id));
    if (policy && inputs.forceDelete !== true) {
      throw new ApiError(
        "deleting NotificationChannel",
        400,
        "FAILED_PRECONDITION",
        `Cannot delete notification channel "${id}": it is in use by the alerting policy ${policy.id}; set forceDelete`,
      );
    }
  },
});

/** No message holds the value of a label. */
function checkLabels({ inputs, fail }: CheckContext): void {
  const type = asString(inputs.type);
  const labels = asObject(inputs.labels);
  const secrets = asObject(inputs.sensitiveLabels);
  if (type === undefined || hasUnknownWhole(inputs.labels) || hasUnknownWhole(inputs.sensitiveLabels)) {
    return;
  }
  const hidden = Object.keys(secrets).map((name) => sensitive[name] ?? name);
  const twice = hidden.find((key) => labels[key] !== undefined);
  if (twice !== undefined) {
    fail("labels", `"${twice}" is in labels and in sensitiveLabels; give it in one of them`);
  }
  const given = [...Object.keys(labels), ...hidden];
  for (const key of (required[type] ?? []).filter((one) => !given.includes(one))) {
    fail(
      "labels",
      `Field notification_channel.labels had an invalid value: a channel of type ${type} needs the label "${key}"`,
    );
  }
  const address = asString(labels.email_address);
  if (type === "email" && address !== undefined && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address)) {
    fail("labels", "Field notification_channel.labels['email_address'] is no e-mail address");
  }
}

/** True where not even the keys are known. */
const hasUnknownWhole = (value: CheckContext["inputs"][string] | undefined): boolean =>
  hasUnknown(value) && Object.keys(asObject(value)).length === 0;
