import { attachmentForRouteTable } from "./references";
import { Ec2Error } from "../error";
import type { OperationContext } from "../../providers/resourceType";

/**
 * A route or prefix list reference leads to an attachment or into a black hole. The documentation names no code for
 * both.
 */
export function checkRouteTarget(context: OperationContext, operation: string): void {
  const { blackhole, transitGatewayAttachmentId } = context.inputs;
  if (blackhole !== true && transitGatewayAttachmentId === undefined) {
    throw new Ec2Error(
      operation,
      "MissingParameter",
      "Missing required parameter in request: TransitGatewayAttachmentId.",
    );
  }
  if (blackhole === true && transitGatewayAttachmentId !== undefined) {
    throw new Ec2Error(
      operation,
      "InvalidParameterCombination",
      "A blackhole route has no transit gateway attachment.",
    );
  }
  if (blackhole !== true) {
    attachmentForRouteTable(context, operation);
  }
}
