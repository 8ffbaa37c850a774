import { isAccepted, recordsOfAttachment } from "./attachments";
import { inInvalidState } from "./invalidState";
import { gone } from "./references";
import { accountId } from "../arn";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { Ec2Error } from "../error";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { OperationContext, ResourceType } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/**
 * The acceptance of a peering in the Region of the accepter's transit gateway. Whoever deletes it deletes the peering.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AcceptTransitGatewayPeeringAttachment.html
 * Rules: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering-accept-reject.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2transitgateway/peeringattachmentaccepter/
 */
export const peeringAttachmentAccepter: ResourceType = {
  token: tokens.transitGatewayPeeringAttachmentAccepter,
  properties: {
    ...regionProperty,
    ...tagProperties,
    transitGatewayAttachmentId: { type: "string", required: true, replace: true },
  },
  computed: ["peerAccountId", "peerRegion", "peerTransitGatewayId", "tagsAll", "transitGatewayId"],
  // Rough figures.
  durations: { create: 120, update: 2, delete: 90 },
  check: withRegion,
  create(context) {
    const { inputs } = context;
    const peering = pendingPeering(context);
    return {
      id: peering.id,
      outputs: {
        peerAccountId: accountId,
        peerRegion: regionOf(peering.inputs),
        peerTransitGatewayId: peering.inputs.transitGatewayId ?? "",
        transitGatewayId: peering.inputs.peerTransitGatewayId ?? "",
        ...taggedOutputs(inputs),
      },
    };
  },
  update: ({ inputs }) => taggedOutputs(inputs),
  removes: ({ inputs, world }, record) => {
    const peering = world.get(tokens.transitGatewayPeeringAttachment, record.id);
    return inputs === record.inputs
      ? [...recordsOfAttachment(world, record.id), ...(peering ? [peering] : [])]
      : [];
  },
};

/** Words of the refusal in the requester's Region: https://github.com/hashicorp/terraform-provider-aws/issues/38027 */
function pendingPeering({ inputs, world }: OperationContext): WorldRecord {
  const operation = "AcceptTransitGatewayPeeringAttachment";
  const id = asString(inputs.transitGatewayAttachmentId) ?? "";
  const peering = world.get(tokens.transitGatewayPeeringAttachment, id);
  const region = regionOf(inputs);
  if (peering && region === regionOf(peering.inputs)) {
    throw new Ec2Error(
      operation,
      "InvalidParameterValue",
      `Cannot accept ${id} as the source of the peering request.`,
    );
  }
  if (!peering || region !== peering.inputs.peerRegion) {
    throw gone(operation, "InvalidTransitGatewayAttachmentID.NotFound", "Transit Gateway Attachment", id);
  }
  if (isAccepted(world, id)) {
    throw inInvalidState(operation, id);
  }
  return peering;
}
