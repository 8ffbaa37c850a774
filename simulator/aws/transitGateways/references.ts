import { type TransitGatewayAttachment, findAttachment } from "./attachments";
import { inInvalidState } from "./invalidState";
import { regionOf } from "../common";
import { Ec2Error } from "../error";
import { find, inRegion } from "../references";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { OperationContext } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

type Request = Pick<OperationContext, "world" | "inputs">;

/**
 * What the transit gateway operations answer when an id names nothing in the Region.
 *
 * Codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
export const gone = (operation: string, code: string, what: string, id: string): Ec2Error =>
  new Ec2Error(operation, code, `${what} ${id} was deleted or does not exist.`);

export function existingTransitGateway(request: Request, operation: string, id: string): WorldRecord {
  const record = find(request, "transitGateway", id);
  if (!record) {
    throw gone(operation, "InvalidTransitGatewayID.NotFound", "Transit Gateway", id);
  }
  return record;
}

export function existingSubnet(request: Request, operation: string, id: string): WorldRecord {
  const record = find(request, "subnet", id);
  if (!record) {
    throw gone(operation, "InvalidSubnetID.NotFound", "Subnet", id);
  }
  return record;
}

/** The transit gateway of a route table, which may be the default one that came with it. */
export function transitGatewayOfRouteTable(request: Request, operation: string, id: string): string {
  const own = find(request, "transitGatewayRouteTable", id);
  const withDefault = inRegion(request, tokens.transitGateway).find(
    ({ outputs }) =>
      outputs.associationDefaultRouteTableId === id || outputs.propagationDefaultRouteTableId === id,
  );
  const transitGatewayId = asString(own?.inputs.transitGatewayId) ?? withDefault?.id;
  if (transitGatewayId === undefined) {
    throw gone(operation, "InvalidRouteTableID.NotFound", "Transit Gateway Route Table", id);
  }
  return transitGatewayId;
}

/**
 * The attachment and the route table that a request names, both of one transit gateway and ready for use. The
 * documentation names no code for two gateways.
 */
export function attachmentForRouteTable(request: Request, operation: string): TransitGatewayAttachment {
  const attachmentId = asString(request.inputs.transitGatewayAttachmentId) ?? "";
  const routeTableId = asString(request.inputs.transitGatewayRouteTableId) ?? "";
  const transitGatewayId = transitGatewayOfRouteTable(request, operation, routeTableId);
  const attachment = findAttachment(request.world, attachmentId, regionOf(request.inputs));
  if (!attachment || !request.world.get(tokens.transitGateway, attachment.transitGatewayId)) {
    throw gone(
      operation,
      "InvalidTransitGatewayAttachmentID.NotFound",
      "Transit Gateway Attachment",
      attachmentId,
    );
  }
  if (attachment.transitGatewayId !== transitGatewayId) {
    throw new Ec2Error(
      operation,
      "InvalidParameterValue",
      `Transit Gateway Attachment ${attachmentId} and Transit Gateway Route Table ${routeTableId} belong to different transit gateways.`,
    );
  }
  if (attachment.state !== "available") {
    throw inInvalidState(operation, attachmentId);
  }
  return attachment;
}
