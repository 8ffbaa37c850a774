import { groupId, resourceId } from "../arm/ids";
import { asString } from "../../protocol/values";
import type { OperationContext } from "../../providers/resourceType";

/** The id of a resource of Azure's network provider by the input that names it, such as `gatewayName`. */
export const namedBy = (
  { inputs, config }: Pick<OperationContext, "inputs" | "config">,
  kind: string,
  property: string,
): string =>
  resourceId(groupId(config, asString(inputs.resourceGroupName) ?? ""), `Microsoft.Network/${kind}`, [
    asString(inputs[property]) ?? "",
  ]);
