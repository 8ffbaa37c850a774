import type { PolicyConfigSchema } from "@pulumi/policy";

import type { Scope } from "./conflicts";
import type { Exception } from "./exceptions";
import type { OnPremisesNetwork } from "./ranges";

/** What the rule is told in the configuration. */
export interface OverlapOptions {
  readonly scope: Scope;
  readonly onPremises: readonly OnPremisesNetwork[];
  readonly plan: readonly string[];
  readonly exceptions: readonly Exception[];
}

const text = { type: "string", minLength: 1 } as const;
const cidrs = { type: "array", items: text } as const;

export const optionSchemas: PolicyConfigSchema["properties"] = {
  scope: {
    type: "string",
    enum: ["joined", "all"],
    default: "joined",
    description:
      "Which networks must have ranges of their own: those that are joined by any way through gateways, hubs and peerings, or all.",
  },
  onPremises: {
    type: "array",
    default: [],
    description: "Networks outside the clouds. They count as joined with every network, whatever the scope.",
    items: {
      type: "object",
      required: ["name", "cidrs"],
      properties: { name: text, cidrs },
    },
  },
  plan: {
    ...cidrs,
    default: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
    description: "The ranges of the address plan, from which free blocks are proposed, the first first.",
  },
  exceptions: {
    type: "array",
    default: [],
    description: "Pairs that may overlap until a day.",
    items: {
      type: "object",
      required: ["pair", "reason", "until"],
      properties: {
        pair: {
          type: "array",
          items: text,
          minItems: 2,
          maxItems: 2,
          description: "Two names of resources or URNs.",
        },
        reason: text,
        until: {
          type: "string",
          pattern: "^\\d{4}-\\d{2}-\\d{2}$",
          description: "The last day on which it holds, such as 2027-03-31.",
        },
      },
    },
  },
};
