import { refused } from "./refusals";
import { isInRegionOf } from "../operations/region";
import { having } from "../references";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { CheckContext, OperationContext, WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** The share that a request names, which is in the Region of the request. */
export function existingShare({ inputs, world }: OperationContext, operation: string): WorldRecord {
  const shareArn = asString(inputs.resourceShareArn) ?? "";
  const share = world.get(tokens.resourceShare, shareArn);
  if (!share || !isInRegionOf(inputs, share)) {
    throw refused(operation, "UnknownResourceException", `ResourceShare ${shareArn} could not be found.`);
  }
  return share;
}

/** Records of a type that belong to a share. */
export const ofShare = (world: WorldView, token: string, shareArn: string): WorldRecord[] =>
  having(world, token, "resourceShareArn", shareArn);

export function checkArn({ inputs, fail }: CheckContext, property: string): void {
  const value = asString(inputs[property]);
  if (value !== undefined && !/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(value)) {
    fail(property, `"${property}" (${value}) is an invalid ARN: arn: invalid prefix`);
  }
}
