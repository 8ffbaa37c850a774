import { asBoolean, asNumber, type Props } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** Each priority with the flag without which the provider does not send a zero. */
const priorities = [
  ["advertisedRoutePriority", "zeroAdvertisedRoutePriority", "isAdvertisedRoutePrioritySet"],
  ["customLearnedRoutePriority", "zeroCustomLearnedRoutePriority", "isCustomLearnedPrioritySet"],
] as const;

/** What the API takes where it is sent no priority. */
const defaultPriority = 100;

/**
 * Zero is a real priority, but to the provider it looks like none.
 *
 * Source: `resourceComputeRouterBgpPeerCreate` and `…Update` in the provider's resource_compute_router_peer.go, and
 * https://github.com/hashicorp/terraform-provider-google/issues/10246
 */
export function checkPriorities({ inputs, olds, fail }: CheckContext): void {
  for (const [priority, zero] of priorities) {
    const value = asNumber(inputs[priority]);
    if (asBoolean(inputs[zero]) === true && value !== undefined && value !== 0) {
      fail(priority, `${priority} cannot be set to value other than zero unless ${zero} is false`);
    }
    if (asBoolean(inputs[zero]) !== true && value === 0 && asNumber(olds?.[priority])) {
      fail(
        priority,
        `Invalid ${priority} value: When ${zero} is set to 'false', the ${priority} field cannot be 0. Please provide a non-zero value.`,
      );
    }
  }
}

/** At creation the provider drops a zero without its flag, with no more than a line in its log. */
export function priorityOutputs(inputs: Props, record?: WorldRecord): Props {
  return Object.assign(
    {},
    ...priorities.map(([priority, zero, isSet]) => {
      const sent = asBoolean(inputs[zero]) === true ? 0 : asNumber(inputs[priority]) || undefined;
      const asked = inputs[priority] !== undefined || sent !== undefined;
      return {
        [isSet]: sent !== undefined || record?.outputs[isSet] === true,
        ...(asked ? { [priority]: sent ?? defaultPriority } : {}),
      };
    }),
  ) as Props;
}
