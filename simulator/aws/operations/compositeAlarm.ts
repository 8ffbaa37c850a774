import { existsAction } from "./actions";
import { checkActions } from "./arns";
import { alarmExists, alarmName, parseRule, requireUnwatchedAlarm } from "./compositeRule";
import { ServiceError } from "./error";
import { checkLength, idByName } from "./names";
import { operationsTokens as tokens } from "./tokens";
import { arn } from "../arn";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { asObject, asString, type Props } from "../../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../../providers/resourceType";
import { number, object, text } from "../../providers/shapes";

const actionProperties = ["alarmActions", "insufficientDataActions", "okActions"];
const suppressor = object({ "alarm!": text, "extensionPeriod!": number, "waitPeriod!": number });

/**
 * An alarm on the states of other alarms.
 *
 * API: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/compositealarm/
 */
export const compositeAlarm: ResourceType = {
  token: tokens.compositeAlarm,
  properties: {
    ...regionProperty,
    ...tagProperties,
    actionsEnabled: { type: "boolean", replace: true, default: true },
    actionsSuppressor: { type: "object" },
    alarmActions: { type: "array" },
    alarmDescription: { type: "string", replace: true },
    alarmName: { type: "string", required: true, replace: true },
    alarmRule: { type: "string", required: true },
    insufficientDataActions: { type: "array" },
    okActions: { type: "array" },
  },
  computed: ["arn", "tagsAll"],
  // Rough figures.
  durations: { create: 2, update: 2, delete: 2 },
  deleteBeforeReplace: true,
  check(context) {
    withRegion(context);
    checkLength(context, "alarmName", 1, 255);
    checkLength(context, "alarmDescription", 0, 1024);
    checkLength(context, "alarmRule", 1, 10240);
    checkActions(context, actionProperties);
    checkRule(context);
    const { actionsSuppressor } = context.inputs;
    if (actionsSuppressor !== undefined) {
      suppressor.check(actionsSuppressor, "actionsSuppressor", context.fail);
    }
  },
  create(context) {
    const { inputs } = context;
    const name = asString(inputs.alarmName) ?? "";
    if (alarmExists(context, name)) {
      throw refused(
        `An alarm ${name} exists already: CloudWatch would overwrite it, and two resources would have one alarm`,
      );
    }
    return {
      id: idByName(context, tokens.compositeAlarm, name),
      outputs: { arn: arn("cloudwatch", regionOf(inputs), `alarm:${name}`), ...settings(context) },
    };
  },
  update: settings,
  delete: (context, { inputs }) => requireUnwatchedAlarm(context, asString(inputs.alarmName) ?? ""),
};

function checkRule({ inputs, fail }: CheckContext): void {
  const text = asString(inputs.alarmRule);
  const rule = text === undefined ? undefined : parseRule(text);
  if (typeof rule === "string") {
    fail("alarmRule", `ValidationError: AlarmRule has a syntax error: ${rule}`);
  }
}

function settings(context: OperationContext): Props {
  const { inputs } = context;
  for (const property of actionProperties) {
    existsAction(context, "PutCompositeAlarm", inputs[property]);
  }
  const rule = parseRule(asString(inputs.alarmRule) ?? "");
  const { alarm } = asObject(inputs.actionsSuppressor);
  const named = [
    ...(typeof rule === "string" ? [] : rule.children),
    ...(typeof alarm === "string" ? [alarm] : []),
  ];
  const missing = named.map(alarmName).filter((name) => !alarmExists(context, name));
  if (missing.length > 0) {
    throw refused(
      `Could not save the composite alarm as alarms [${missing.join(", ")}] in the alarm rule do not exist`,
    );
  }
  return taggedOutputs(inputs);
}

const refused = (message: string): ServiceError =>
  new ServiceError("CloudWatch", "PutCompositeAlarm", "ValidationError", message);
