import { refused } from "./refusals";
import { checkArn, existingShare } from "./shares";
import { regionProperty, withRegion } from "../common";
import { inRegion } from "../references";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/**
 * A resource of a share. Only transit gateways can be shared here
 * (https://docs.aws.amazon.com/ram/latest/userguide/shareable.html lists what can be in AWS); the share is in the Region
 * of the resource.
 *
 * API: https://docs.aws.amazon.com/ram/latest/APIReference/API_AssociateResourceShare.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ram/resourceassociation/
 */
export const resourceAssociation: ResourceType = {
  token: tokens.resourceAssociation,
  properties: {
    ...regionProperty,
    resourceArn: { type: "string", required: true, replace: true },
    resourceShareArn: { type: "string", required: true, replace: true },
  },
  computed: [],
  // Rough figures.
  durations: { create: 10, update: 0, delete: 10 },
  check(context) {
    withRegion(context);
    checkArn(context, "resourceShareArn");
    checkArn(context, "resourceArn");
    const resource = asString(context.inputs.resourceArn);
    if (resource?.startsWith("arn:") && !/^arn:[^:]+:ec2:[^:]*:[^:]*:transit-gateway\//.test(resource)) {
      context.fail(
        "resourceArn",
        `sharing ${resource} is not simulated: only transit gateways can be shared`,
      );
    }
  },
  create(context) {
    const operation = "AssociateResourceShare";
    const { inputs, world } = context;
    const share = existingShare(context, operation);
    const resourceArn = asString(inputs.resourceArn) ?? "";
    const gateway = inRegion(context, tokens.transitGateway).find(
      ({ outputs }) => outputs.arn === resourceArn,
    );
    if (!gateway) {
      throw refused(operation, "UnknownResourceException", `Resource ${resourceArn} could not be found.`);
    }
    const id = `${share.id},${resourceArn}`;
    if (world.get(tokens.resourceAssociation, id)) {
      throw new Error(`RAM Resource Association (${id}) already exists`);
    }
    return { id, outputs: {} };
  },
};
