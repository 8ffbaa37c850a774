import type { Props } from "../protocol/values";
import type { CheckContext, PropertyRule } from "../providers/resourceType";

/** Since version 7 of the provider every resource has a `region`, by default the provider's. */
export const regionProperty: Readonly<Record<string, PropertyRule>> = {
  region: { type: "string", replace: true },
};

export const tagProperties: Readonly<Record<string, PropertyRule>> = { tags: { type: "object" } };

export const taggedOutputs = (inputs: Props): Props => ({ tagsAll: inputs.tags ?? {} });

export function withRegion({ inputs, config }: CheckContext): void {
  inputs.region ??= config.region ?? "";
}
