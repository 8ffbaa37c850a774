import type { PolicyConfigSchema } from "@pulumi/policy";

import type { Rule } from "../rule";

type Schemas = PolicyConfigSchema["properties"];

/** The JSON schema of a property. */
export type Schema = Schemas[string];

const onUnknown: Schema = {
  type: "string",
  enum: ["fail", "warn", "ignore"],
  description:
    "What becomes of a resource of which a rule can't tell whether it is sound, because a value is known only when the update runs. An advisory rule never fails.",
};

/** The configuration of the pack, as Pulumi knows it: what each property is for, and what is allowed there. */
export function configurationSchema(rules: readonly Rule[]): PolicyConfigSchema {
  const properties: Schemas = {
    onUnknown: { ...onUnknown, description: `${onUnknown.description ?? ""} Default: fail.` },
    stacks: {
      type: "array",
      items: { type: "string", minLength: 1 },
      description:
        'Files of other stacks, from "pulumi stack export": paths from the folder of the Pulumi project in which the pack is installed, or absolute ones.',
    },
    rules: {
      type: "object",
      description:
        "By the name of a rule, its level (mandatory, advisory, disabled) or an object of its options.",
      properties: Object.fromEntries(
        rules.map((rule) => [
          rule.name,
          { type: ["string", "object"], description: rule.description, properties: ruleProperties(rule) },
        ]),
      ),
    },
  };
  return { properties };
}

/** What an object of options may hold. */
function ruleProperties(rule: Rule): Schemas {
  return {
    level: {
      type: "string",
      enum: ["mandatory", "advisory", "disabled"],
      description: `Whether a finding stops the preview. Default: ${rule.level}.`,
    },
    onUnknown,
    ...rule.options,
  };
}
