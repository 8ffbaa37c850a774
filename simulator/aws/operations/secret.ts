import { ServiceError } from "./error";
import { checkJson } from "./json";
import { checkLength, named, noPrefix, withName } from "./names";
import { operationsTokens as tokens } from "./tokens";
import { arn } from "../arn";
import { refuseUnsimulated, unsimulated } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { asNumber, asString, type Props } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";

const secondsPerDay = 86400;
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/**
 * A secret of Secrets Manager, whose value is a version of its own. Deleted, it blocks its name until the recovery
 * window ends; with `recoveryWindowInDays: 0` it is gone at once.
 *
 * API: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html and API_DeleteSecret.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/secretsmanager/secret/
 */
export const secret: ResourceType = {
  token: tokens.secret,
  properties: {
    ...regionProperty,
    ...tagProperties,
    description: { type: "string" },
    forceOverwriteReplicaSecret: { type: "boolean", default: false },
    kmsKeyId: { type: "string" },
    name: { type: "string", replace: true },
    policy: { type: "string" },
    recoveryWindowInDays: { type: "number", default: 30 },
    ...unsimulated("string", ["namePrefix", "type"]),
    ...unsimulated("array", ["replicas"]),
  },
  computed: ["arn", "namePrefix", "policy", "replicas", "tagsAll"],
  // Rough figures.
  durations: { create: 2, update: 2, delete: 2 },
  check(context) {
    withRegion(context);
    withName(context);
    checkName(context);
    checkLength(context, "description", 0, 2048);
    checkJson(context, "policy");
    checkRecoveryWindow(context);
    refuseUnsimulated(context, {
      ...noPrefix,
      replicas: "secrets stay in their Region",
      type: "there are no partners whose secrets are managed",
    });
  },
  create(context) {
    const { inputs, draws, world } = context;
    const name = asString(inputs.name) ?? "";
    if (named(context, tokens.secret, "name", name)) {
      throw new ServiceError(
        "Secrets Manager",
        "CreateSecret",
        "ResourceExistsException",
        `The operation failed because the secret ${name} already exists.`,
      );
    }
    if (world.isReserved(tokens.secret, placed(inputs))) {
      throw new ServiceError(
        "Secrets Manager",
        "CreateSecret",
        "InvalidRequestException",
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    }
    const id = arn("secretsmanager", regionOf(inputs), `secret:${name}-${draws.text("arn", 6, letters)}`);
    return { id, outputs: { arn: id, namePrefix: "", policy: "", replicas: [], ...taggedOutputs(inputs) } };
  },
  update: ({ inputs }) => taggedOutputs(inputs),
  leaves({ inputs }) {
    const days = asNumber(inputs.recoveryWindowInDays) ?? 0;
    return days === 0 ? undefined : { name: placed(inputs), seconds: days * secondsPerDay };
  },
};

const placed = (inputs: Props): string => `${regionOf(inputs)}/${asString(inputs.name) ?? ""}`;

function checkName(context: CheckContext): void {
  checkLength(context, "name", 1, 512);
  const name = asString(context.inputs.name);
  if (name !== undefined && !/^[\w/+=.@-]*$/.test(name)) {
    context.fail(
      "name",
      `"name" must consist of letters, digits and the characters /_+=.@- only: ${JSON.stringify(name)}`,
    );
  }
}

function checkRecoveryWindow(context: CheckContext): void {
  const days = asNumber(context.inputs.recoveryWindowInDays);
  if (days !== undefined && days !== 0 && !(Number.isInteger(days) && days >= 7 && days <= 30)) {
    context.fail(
      "recoveryWindowInDays",
      `expected recoveryWindowInDays to be 0 or in the range (7 - 30), got ${days}`,
    );
  }
}
