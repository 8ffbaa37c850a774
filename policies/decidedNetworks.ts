import type { StackValidationPolicy } from "@pulumi/policy";

import { readNetworks } from "./networks";

/**
 * What the rules can't see they can't clear, so a network with an unknown range is refused as well. A policy of its
 * own, because CrossGuard sets levels by policy: a stack that draws its ranges from an IPAM pool sets this one to
 * `advisory`, and the rules judge during the update, when the ranges are known.
 */
export const decidedNetworks: StackValidationPolicy = {
  name: "decided-networks",
  description: "All ranges that the network rules judge are known.",
  enforcementLevel: "mandatory",
  validateStack: ({ resources }, reportViolation) => {
    for (const { urn, why } of readNetworks(resources).undecided) {
      reportViolation(
        `undecided: whether ${urn} overlaps another network can't be told: ${why}. Give it a range that is known ` +
          'before the update, or set the policy "decided-networks" to "advisory" in the pack\'s configuration',
        urn,
      );
    }
  },
};
