import { ServiceError } from "./error";
import { isInRegionOf } from "./region";
import { operationsTokens as tokens } from "./tokens";
import { checkConflict, refuseUnsimulated, unsimulated } from "../checks";
import { regionProperty, withRegion } from "../common";
import { asList, asString, type Props } from "../../protocol/values";
import type { CheckContext, OperationContext, ResourceType, WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** SecretStringType, SecretVersionStagesType and SecretVersionStageType of the API. */
const longestValue = 65536;
const mostStages = 20;

/**
 * The value of a secret. A new value is a new version.
 *
 * API: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/secretsmanager/secretversion/
 */
export const secretVersion: ResourceType = {
  token: tokens.secretVersion,
  properties: {
    ...regionProperty,
    secretBinary: { type: "string", replace: true, secret: true },
    secretId: { type: "string", required: true, replace: true },
    secretString: { type: "string", replace: true, secret: true },
    versionStages: { type: "array" },
    ...unsimulated("string", ["secretStringWo"]),
    ...unsimulated("number", ["secretStringWoVersion"]),
  },
  computed: ["arn", "hasSecretStringWo", "secretArn", "versionId", "versionStages"],
  // Rough figures.
  durations: { create: 2, update: 2, delete: 2 },
  check(context) {
    withRegion(context);
    checkValue(context);
    checkStages(context);
    refuseUnsimulated(context, {
      secretStringWo:
        "write-only arguments are not kept in the state, from which the simulator would compare them; give secretString",
      secretStringWoVersion: "write-only arguments are not simulated; give secretString",
    });
  },
  create(context) {
    const { inputs, draws } = context;
    const owner = secretOf(context);
    if (!owner) {
      throw new ServiceError(
        "Secrets Manager",
        "PutSecretValue",
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret.",
      );
    }
    const versionId = draws.uuid("versionId");
    return {
      id: `${asString(inputs.secretId) ?? ""}|${versionId}`,
      outputs: { arn: owner.id, hasSecretStringWo: false, secretArn: owner.id, versionId },
    };
  },
  update: () => ({}),
  observe: (record, world) => ({ versionStages: record.inputs.versionStages ?? movedStages(record, world) }),
};

/** A secret is named by its ARN or its name. */
const secretOf = ({ world, inputs }: OperationContext): WorldRecord | undefined =>
  world
    .all(tokens.secret)
    .find((one) => isInRegionOf(inputs, one) && [one.id, one.inputs.name].includes(inputs.secretId ?? ""));

/** The newest version takes AWSCURRENT over from the one before, which takes AWSPREVIOUS. */
function movedStages(record: WorldRecord, world: WorldView): string[] {
  const versions = world
    .all(tokens.secretVersion)
    .filter(
      ({ inputs, outputs }) =>
        inputs.versionStages === undefined && outputs.secretArn === record.outputs.secretArn,
    );
  const label = ["AWSCURRENT", "AWSPREVIOUS"][versions.length - 1 - versions.indexOf(record)];
  return label === undefined ? [] : [label];
}

/** No message holds the value. */
function checkValue(context: CheckContext): void {
  const { inputs, fail } = context;
  const kinds = ["secretString", "secretBinary", "secretStringWo"];
  checkConflict(context, "secretString", kinds.slice(1));
  checkConflict(context, "secretBinary", kinds.slice(2));
  if (kinds.every((kind) => inputs[kind] === undefined)) {
    fail("secretString", "InvalidParameterException: You must provide either SecretString or SecretBinary.");
  }
  const { length } = asString(inputs.secretString) ?? "-";
  if (length < 1 || length > longestValue) {
    fail(
      "secretString",
      `expected length of secretString to be in the range (1 - ${longestValue}), got ${length} characters`,
    );
  }
  const binary = asString(inputs.secretBinary);
  if (binary !== undefined && !isBase64(binary)) {
    fail("secretBinary", "expected secretBinary to be base64 encoded");
  }
}

const isBase64 = (text: string): boolean =>
  text.length % 4 === 0 && text.length > 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);

function checkStages({ inputs, fail }: CheckContext): void {
  const stages: Props[string] | undefined = inputs.versionStages;
  const { length } = asList(stages);
  if (Array.isArray(stages) && (length < 1 || length > mostStages)) {
    fail("versionStages", `a version has 1 to ${mostStages} staging labels, not ${length}`);
  }
}
