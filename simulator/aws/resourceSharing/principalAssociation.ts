import { refused } from "./refusals";
import { checkArn, existingShare } from "./shares";
import { accountId } from "../arn";
import { regionProperty, withRegion } from "../common";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";

/**
 * An account that a share is for. It is outside of every organization, so that it gets an invitation, and the share must
 * allow external principals (https://docs.aws.amazon.com/ram/latest/APIReference/API_ResourceShare.html). The
 * documentation names no code for the account itself.
 *
 * API: https://docs.aws.amazon.com/ram/latest/APIReference/API_AssociateResourceShare.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ram/principalassociation/
 */
export const principalAssociation: ResourceType = {
  token: tokens.principalAssociation,
  properties: {
    ...regionProperty,
    principal: { type: "string", required: true, replace: true },
    resourceShareArn: { type: "string", required: true, replace: true },
  },
  computed: [],
  // Rough figures.
  durations: { create: 5, update: 0, delete: 10 },
  check(context) {
    withRegion(context);
    checkArn(context, "resourceShareArn");
    checkPrincipal(context);
  },
  create(context) {
    const operation = "AssociateResourceShare";
    const { inputs, world } = context;
    const share = existingShare(context, operation);
    const principal = asString(inputs.principal) ?? "";
    if (principal === accountId) {
      throw refused(
        operation,
        "InvalidParameterException",
        `Principal ID ${principal} is the owner of the resource share.`,
      );
    }
    if (share.inputs.allowExternalPrincipals !== true) {
      throw refused(
        operation,
        "OperationNotPermittedException",
        `The resource share does not allow external principals, and ${principal} is not in an organization with its owner.`,
      );
    }
    const id = `${share.id},${principal}`;
    if (world.get(tokens.principalAssociation, id)) {
      throw new Error(`RAM Principal Association (${id}) already exists`);
    }
    return { id, outputs: {} };
  },
};

function checkPrincipal({ inputs, fail }: CheckContext): void {
  const principal = asString(inputs.principal);
  if (principal === undefined || /^\d{12}$/.test(principal)) {
    return;
  }
  fail(
    "principal",
    principal.startsWith("arn:")
      ? `the principal ${principal} is not simulated: give the ID of an account; there are no organizations, roles and users`
      : `expected principal to be an AWS account ID of 12 digits or an ARN, got ${JSON.stringify(principal)}`,
  );
}
