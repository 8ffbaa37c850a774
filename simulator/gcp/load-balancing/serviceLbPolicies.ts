import { connectivityType } from "../connectivity/connectivityType";
import { failedPrecondition } from "../connectivity/error";
import { policyPath } from "./backendService";
import { between, flag, object, oneOf, textWhich } from "../../providers/shapes";
import { tokens } from "../tokens";
import { asString, type Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

const pathOf = ({ project, location, name }: Props): string =>
  `projects/${asString(project) ?? ""}/locations/${asString(location) ?? ""}/serviceLbPolicies/${asString(name) ?? ""}`;

/**
 * How a global balancer spreads requests over its groups, and when it turns to the others.
 *
 * Concepts: https://cloud.google.com/load-balancing/docs/service-lb-policy
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/networkservices/servicelbpolicies/
 */
export const serviceLbPolicies: ResourceType = connectivityType({
  token: tokens.serviceLbPolicies,
  kind: "ServiceLbPolicies",
  pathOf,
  hasState: false,
  fields: {
    autoCapacityDrain: object({ enable: flag }),
    failoverConfig: object({ "failoverHealthThreshold!": between(1, 99) }),
    loadBalancingAlgorithm: oneOf(
      "SPRAY_TO_REGION",
      "SPRAY_TO_WORLD",
      "WATERFALL_BY_REGION",
      "WATERFALL_BY_ZONE",
    ),
    "location!": textWhich((location, path) =>
      location === "global" ? undefined : `"${path}" must be global, got ${location}`,
    ),
  },
  mutable: ["autoCapacityDrain", "failoverConfig", "loadBalancingAlgorithm"],
  computed: ["createTime", "updateTime"],
  // Rough figures.
  durations: { create: 6, update: 6, delete: 6 },
  create: ({ now }) => ({ createTime: now, updateTime: now }),
  update: ({ now }) => ({ updateTime: now }),
  delete({ world }, { id }) {
    const user = world.all(tokens.backendService).find(({ inputs }) => policyPath(inputs) === id);
    if (user) {
      throw failedPrecondition(`the policy is in use by ${user.id}`);
    }
  },
});
