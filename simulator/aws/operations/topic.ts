import { checkJson } from "./json";
import { noPrefix, withName } from "./names";
import { operationsTokens as tokens } from "./tokens";
import { accountId, arn } from "../arn";
import { checkOneOf, refuseUnsimulated, unsimulated } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { asString, hasUnknown } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";

const feedbackEndpoints = ["application", "firehose", "http", "lambda", "sqs"];
const feedbackRoles = feedbackEndpoints.flatMap((one) => [
  `${one}FailureFeedbackRoleArn`,
  `${one}SuccessFeedbackRoleArn`,
]);
const feedbackRates = feedbackEndpoints.map((one) => `${one}SuccessFeedbackSampleRate`);
const noDelivery = "nothing is delivered, so nothing reports on deliveries";

/**
 * A topic of the Simple Notification Service. A request with an existing topic's name answers with that topic.
 *
 * API: https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/sns/topic/
 */
export const topic: ResourceType = {
  token: tokens.topic,
  properties: {
    ...regionProperty,
    ...tagProperties,
    contentBasedDeduplication: { type: "boolean", default: false },
    deliveryPolicy: { type: "string" },
    displayName: { type: "string" },
    fifoTopic: { type: "boolean", replace: true, default: false },
    kmsMasterKeyId: { type: "string" },
    name: { type: "string", replace: true },
    policy: { type: "string" },
    signatureVersion: { type: "number" },
    tracingConfig: { type: "string" },
    ...unsimulated("string", ["archivePolicy", "fifoThroughputScope", "namePrefix", ...feedbackRoles]),
    ...unsimulated("number", feedbackRates),
  },
  computed: [
    "arn",
    "beginningArchiveTime",
    "fifoThroughputScope",
    "namePrefix",
    "owner",
    "policy",
    "signatureVersion",
    "tagsAll",
    "tracingConfig",
  ],
  // Rough figures.
  durations: { create: 2, update: 2, delete: 2 },
  check(context) {
    withRegion(context);
    withName(context, context.inputs.fifoTopic === true ? ".fifo" : "");
    checkName(context);
    checkOneOf(context, "signatureVersion", [1, 2]);
    checkOneOf(context, "tracingConfig", ["Active", "PassThrough"]);
    checkJson(context, "policy");
    checkJson(context, "deliveryPolicy");
    if (context.inputs.contentBasedDeduplication === true && context.inputs.fifoTopic === false) {
      context.fail(
        "contentBasedDeduplication",
        "content-based deduplication can only be set for FIFO topics; set fifoTopic",
      );
    }
    refuseUnsimulated(context, {
      ...noPrefix,
      archivePolicy: "nothing is published, so nothing is archived",
      fifoThroughputScope: "nothing is published",
      ...Object.fromEntries([...feedbackRoles, ...feedbackRates].map((name) => [name, noDelivery])),
    });
  },
  create({ inputs, world }) {
    const id = arn("sns", regionOf(inputs), asString(inputs.name) ?? "");
    return {
      id,
      ...(world.get(tokens.topic, id) ? { existing: true } : {}),
      outputs: {
        arn: id,
        beginningArchiveTime: "",
        fifoThroughputScope: "",
        namePrefix: "",
        owner: accountId,
        policy: inputs.policy ?? ownersPolicy(id),
        signatureVersion: inputs.signatureVersion ?? 1,
        tracingConfig: inputs.tracingConfig ?? "PassThrough",
        ...taggedOutputs(inputs),
      },
    };
  },
  update: ({ inputs }) => taggedOutputs(inputs),
};

/** https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html, `Name` */
function checkName(context: CheckContext): void {
  const { inputs } = context;
  const name = asString(inputs.name);
  if (name === undefined || hasUnknown(inputs.fifoTopic)) {
    return;
  }
  const isFifo = inputs.fifoTopic === true;
  const body = isFifo ? name.replace(/\.fifo$/, "") : name;
  const isValid = /^[a-zA-Z0-9_-]+$/.test(body) && name.length <= 256 && (!isFifo || body !== name);
  if (!isValid) {
    context.fail(
      "name",
      `invalid name: ${name}: a topic's name has 1 to 256 letters, digits, '_' and '-'${isFifo ? " and ends in .fifo" : ""}`,
    );
  }
}

/** By default only the owner can publish or subscribe. */
const ownersPolicy = (topicArn: string): string =>
  JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ["SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:Publish", "SNS:Subscribe"],
        Resource: topicArn,
        Condition: { StringEquals: { "AWS:SourceOwner": accountId } },
      },
    ],
  });
