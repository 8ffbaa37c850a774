import { computeType } from "./compute/computeType";
import { invalid } from "./compute/error";
import {
  between,
  type Fields,
  flag,
  list,
  object,
  oneOf,
  text,
  textWhich,
  unsimulated,
} from "../providers/shapes";
import { checkFirewall, portProblem, protocolProblem } from "./rules/firewallRules";
import { tokens } from "./tokens";
import { asString, hasUnknown, type Props } from "../protocol/values";
import type { OperationContext, ResourceType } from "../providers/resourceType";

const rule: Fields = {
  ports: list(textWhich(portProblem)),
  "protocol!": textWhich(protocolProblem),
};

/** The provider keeps these lists as sets: another order is no change. */
const sets = [
  "allows",
  "denies",
  "destinationRanges",
  "sourceRanges",
  "sourceServiceAccounts",
  "sourceTags",
  "targetServiceAccounts",
  "targetTags",
];

/**
 * A VPC firewall rule.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/firewalls
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/firewall/
 */
export const firewall: ResourceType = computeType({
  token: tokens.firewall,
  kind: "Firewall",
  collection: "firewalls",
  regional: false,
  labelled: false,
  fields: {
    allows: list(object(rule)),
    denies: list(object(rule)),
    description: text,
    destinationRanges: list(text),
    direction: oneOf("INGRESS", "EGRESS"),
    disabled: flag,
    enableLogging: unsimulated("boolean", "it is deprecated; give logConfig"),
    logConfig: object({ "metadata!": oneOf("EXCLUDE_ALL_METADATA", "INCLUDE_ALL_METADATA") }),
    "network!": text,
    priority: between(0, 65535),
    sourceRanges: list(text),
    sourceServiceAccounts: list(text, 10),
    sourceTags: list(text),
    targetServiceAccounts: list(text, 10),
    targetTags: list(text),
  },
  mutable: [
    "allows",
    "denies",
    "description",
    "destinationRanges",
    "disabled",
    "logConfig",
    "network",
    "priority",
    "sourceRanges",
    "sourceServiceAccounts",
    "sourceTags",
    "targetServiceAccounts",
    "targetTags",
  ],
  defaults: { priority: 1000 },
  computed: ["creationTimestamp", "destinationRanges", "direction"],
  // Rough figures.
  durations: { create: 10, update: 10, delete: 10 },
  check(context) {
    sortSets(context.inputs);
    checkFirewall(context);
  },
  create: (context) => ({ creationTimestamp: context.now, ...settings(context) }),
  update(context, record) {
    if (context.inputs.network !== record.inputs.network) {
      throw invalid(
        "resource.network",
        asString(context.inputs.network) ?? "",
        "The network cannot be changed.",
      );
    }
    return settings(context);
  },
});

const settings = ({ inputs }: OperationContext): Props => {
  const direction = inputs.direction ?? "INGRESS";
  const everywhere = direction === "EGRESS" ? ["0.0.0.0/0"] : [];
  return { direction, destinationRanges: inputs.destinationRanges ?? everywhere };
};

function sortSets(inputs: Props): void {
  for (const property of sets) {
    const value = inputs[property];
    if (Array.isArray(value) && !hasUnknown(value)) {
      inputs[property] = [...value].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    }
  }
}
