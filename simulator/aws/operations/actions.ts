import { parseArn } from "./arns";
import { ServiceError } from "./error";
import { operationsTokens as tokens } from "./tokens";
import { accountId } from "../arn";
import { regionOf } from "../common";
import { asStrings, type Value } from "../../protocol/values";
import type { OperationContext } from "../../providers/resourceType";

/**
 * An alarm acts in its own Region. A topic of this account must exist, or nobody would ever be told; what another
 * account has is not known here.
 *
 * @throws {ServiceError} otherwise.
 */
export function existsAction(
  { world, inputs }: OperationContext,
  operation: string,
  actions: Value | undefined,
): void {
  const region = regionOf(inputs);
  for (const action of asStrings(actions)) {
    const target = parseArn(action);
    if (target?.service !== "sns") {
      continue;
    }
    if (target.region !== region) {
      throw new ServiceError(
        "CloudWatch",
        operation,
        "ValidationError",
        `Invalid region ${target.region} specified. Only ${region} is supported.`,
      );
    }
    if (target.account === accountId && !world.get(tokens.topic, action)) {
      throw new ServiceError(
        "CloudWatch",
        operation,
        "ValidationError",
        `The topic ${action} does not exist, so nobody would be notified`,
      );
    }
  }
}
