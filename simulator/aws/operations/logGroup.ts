import { isKeyArn } from "./arns";
import { ServiceError } from "./error";
import { checkLength, idByName, named, noPrefix, withName } from "./names";
import { operationsTokens as tokens } from "./tokens";
import { arn } from "../arn";
import { checkOneOf, refuseUnsimulated, unsimulated } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { asString, type Props } from "../../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../../providers/resourceType";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html; 0 keeps events for ever. */
const retentions = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/**
 * A group of logs. Its `arn` does not end in `:*`, unlike the one that the API lists.
 *
 * API: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/loggroup/
 */
export const logGroup: ResourceType = {
  token: tokens.logGroup,
  properties: {
    ...regionProperty,
    ...tagProperties,
    deletionProtectionEnabled: { type: "boolean" },
    kmsKeyId: { type: "string" },
    logGroupClass: { type: "string", replace: true },
    name: { type: "string", replace: true },
    retentionInDays: { type: "number", default: 0 },
    skipDestroy: { type: "boolean", default: false },
    ...unsimulated("string", ["namePrefix"]),
  },
  computed: ["arn", "deletionProtectionEnabled", "logGroupClass", "namePrefix", "retentionInDays", "tagsAll"],
  // Rough figures.
  durations: { create: 2, update: 2, delete: 2 },
  check(context) {
    withRegion(context);
    withName(context);
    checkName(context);
    checkOneOf(context, "retentionInDays", retentions);
    checkOneOf(context, "logGroupClass", ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"]);
    const key = asString(context.inputs.kmsKeyId);
    if (key !== undefined && !isKeyArn(key)) {
      context.fail("kmsKeyId", `"kmsKeyId" (${key}) is an invalid ARN: expected the ARN of a KMS key`);
    }
    refuseUnsimulated(context, { ...noPrefix, skipDestroy: "nothing is left behind when it leaves a stack" });
  },
  create(context) {
    const { inputs } = context;
    const name = asString(inputs.name) ?? "";
    if (name.startsWith("aws/")) {
      throw refused(
        "CreateLogGroup",
        "InvalidParameterException",
        "Log groups starting with 'aws/' are reserved",
      );
    }
    if (named(context, tokens.logGroup, "name", name)) {
      throw refused(
        "CreateLogGroup",
        "ResourceAlreadyExistsException",
        "The specified log group already exists",
      );
    }
    return {
      id: idByName(context, tokens.logGroup, name),
      outputs: {
        arn: arn("logs", regionOf(inputs), `log-group:${name}`),
        namePrefix: "",
        ...settings(context),
      },
    };
  },
  update: settings,
  delete(_, { inputs }) {
    if (inputs.deletionProtectionEnabled === true) {
      throw refused("DeleteLogGroup", "ValidationException", "The log group has deletion protection enabled");
    }
  },
};

function settings({ inputs }: OperationContext): Props {
  const logGroupClass = inputs.logGroupClass ?? "STANDARD";
  return {
    deletionProtectionEnabled: inputs.deletionProtectionEnabled ?? false,
    logGroupClass,
    ...(logGroupClass === "DELIVERY" ? { retentionInDays: 2 } : {}),
    ...taggedOutputs(inputs),
  };
}

function checkName(context: CheckContext): void {
  checkLength(context, "name", 1, 512);
  const name = asString(context.inputs.name);
  if (name !== undefined && !/^[.\-_/#A-Za-z0-9]*$/.test(name)) {
    context.fail(
      "name",
      `"name" must consist of a-z, A-Z, 0-9, '_', '-', '/', '.' and '#' only: ${JSON.stringify(name)}`,
    );
  }
}

const refused = (operation: string, code: string, message: string): ServiceError =>
  new ServiceError("CloudWatch Logs", operation, code, message);
