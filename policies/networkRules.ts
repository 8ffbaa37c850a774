import type { StackValidationPolicy } from "@pulumi/policy";

import { readNetworks } from "./networks";
import { noOverlappingCidrs } from "./noOverlappingCidrs";
import type { Rule } from "./rule";

const rules: readonly Rule[] = [noOverlappingCidrs];

/** All rules in one policy: the engine hands every policy its own copy of the stack, and reading it takes time. */
export const networkRules: StackValidationPolicy = {
  name: "network-rules",
  description: "Networks of a stack can be joined: their ranges do not overlap.",
  enforcementLevel: "mandatory",
  validateStack: ({ resources }, reportViolation) => {
    const networks = readNetworks(resources);
    for (const rule of rules) {
      for (const { urn, message } of rule.check(networks)) {
        reportViolation(`${rule.name}: ${message}`, urn);
      }
    }
  },
};
