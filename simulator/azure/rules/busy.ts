import { ArmError } from "../arm/error";
import { groupOf, lastName, subscriptionOf } from "../arm/ids";
import type { BusyClaim, OperationContext } from "../../providers/resourceType";

/**
 * Azure's network provider takes one write at a time on a resource and what it depends on.
 *
 * Source: https://learn.microsoft.com/azure/networking/troubleshoot-failed-state and
 * https://github.com/hashicorp/terraform-provider-azurerm/issues/10582
 */
export function busyUntilDone(context: OperationContext, keys: readonly string[], waits: boolean): BusyClaim {
  const subscription = subscriptionOf(context.config);
  return {
    keys: keys.map((key) => key.toLowerCase()),
    waits,
    refusal: (key) =>
      new ArmError(
        429,
        "AnotherOperationInProgress",
        `Another operation on this or dependent resource is in progress (${lastName(key)} in ${groupOf(key)}). ` +
          `To retrieve status of the operation use uri: https://management.azure.com/subscriptions/${subscription}/providers/Microsoft.Network/locations/operations/${context.draws.uuid("operation")}.`,
      ),
  };
}
