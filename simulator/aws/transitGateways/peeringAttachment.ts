import { isAccepted, recordsOfAttachment } from "./attachments";
import { checkAttachmentQuota, checkPeeringQuotas } from "./quotas";
import { existingTransitGateway, gone } from "./references";
import { accountId, arn } from "../arn";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { findRegion, unknownRegion } from "../regions";
import { tokens } from "../tokens";
import { checkInputs, object, oneOf } from "../../providers/shapes";
import { asObject, asString } from "../../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../../providers/resourceType";

/**
 * A request to peer a transit gateway with one in another Region; nothing goes over it before it is accepted there.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayPeeringAttachment.html
 * Rules: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2transitgateway/peeringattachment/
 */
export const peeringAttachment: ResourceType = {
  token: tokens.transitGatewayPeeringAttachment,
  properties: {
    ...regionProperty,
    ...tagProperties,
    options: { type: "object", replace: true },
    peerAccountId: { type: "string", replace: true },
    peerRegion: { type: "string", required: true, replace: true },
    peerTransitGatewayId: { type: "string", required: true, replace: true },
    transitGatewayId: { type: "string", required: true, replace: true },
  },
  computed: ["arn", "peerAccountId", "state", "tagsAll"],
  // Rough figures.
  durations: { create: 60, update: 2, delete: 90 },
  check(context) {
    withRegion(context);
    checkPeer(context);
    checkOptions(context);
  },
  create(context) {
    const operation = "CreateTransitGatewayPeeringAttachment";
    const { inputs, draws, world } = context;
    const gateway = existingTransitGateway(context, operation, asString(inputs.transitGatewayId) ?? "");
    const peerId = peerOf(context, operation);
    checkPeeringQuotas(world, operation, gateway.id, peerId);
    checkAttachmentQuota(world, operation, gateway.id);
    checkAttachmentQuota(world, operation, peerId);
    const id = `tgw-attach-0${draws.hex("id", 16)}`;
    return {
      id,
      outputs: {
        arn: arn("ec2", regionOf(inputs), `transit-gateway-attachment/${id}`),
        peerAccountId: accountId,
        ...taggedOutputs(inputs),
      },
    };
  },
  update: ({ inputs }) => taggedOutputs(inputs),
  removes: ({ inputs, world }, record) => {
    const accepter = world.get(tokens.transitGatewayPeeringAttachmentAccepter, record.id);
    return inputs === record.inputs
      ? [...recordsOfAttachment(world, record.id), ...(accepter ? [accepter] : [])]
      : [];
  },
  observe: ({ id }, world) => ({ state: isAccepted(world, id) ? "available" : "pendingAcceptance" }),
};

/**
 * Within a Region the accepter's end has an id of its own, which the request does not answer with
 * (https://github.com/hashicorp/terraform-provider-aws/issues/38027).
 */
function checkPeer({ inputs, fail }: CheckContext): void {
  const peerRegion = asString(inputs.peerRegion);
  if (peerRegion !== undefined && !findRegion(peerRegion)) {
    fail("peerRegion", unknownRegion(peerRegion));
  }
  if (peerRegion !== undefined && peerRegion === inputs.region) {
    fail(
      "peerRegion",
      `"peerRegion" is not simulated where it is the Region itself (${peerRegion}): attach the VPCs of a Region to one transit gateway`,
    );
  }
  const peerAccountId = asString(inputs.peerAccountId);
  if (peerAccountId !== undefined && !/^\d{12}$/.test(peerAccountId)) {
    fail(
      "peerAccountId",
      `expected peerAccountId to be an AWS account ID of 12 digits, got ${peerAccountId}`,
    );
  } else if (peerAccountId !== undefined && peerAccountId !== accountId) {
    fail("peerAccountId", `"peerAccountId" is not simulated: there is one account, ${accountId}`);
  }
}

/** Dynamic routing is for peerings with a core network: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayPeeringAttachmentRequestOptions.html */
function checkOptions({ inputs, fail }: CheckContext): void {
  checkInputs(inputs, { options: object({ dynamicRouting: oneOf("enable", "disable") }) }, fail);
  if (asObject(inputs.options).dynamicRouting === "enable") {
    fail(
      "options.dynamicRouting",
      `"options.dynamicRouting" is not simulated: the routes of a peering between transit gateways are static`,
    );
  }
}

/** The documentation names no code for a peer that does not exist. */
function peerOf({ inputs, world }: OperationContext, operation: string): string {
  const id = asString(inputs.peerTransitGatewayId) ?? "";
  const peer = world.get(tokens.transitGateway, id);
  if (!peer || regionOf(peer.inputs) !== inputs.peerRegion) {
    throw gone(operation, "InvalidTransitGatewayID.NotFound", "Transit Gateway", id);
  }
  return peer.id;
}
