import { findRegion, unknownRegion } from "./regions";
import { asString, type Props } from "../protocol/values";
import type { CheckContext, PropertyRule } from "../providers/resourceType";

/** Since version 7 of the provider every resource has a `region`, by default the provider's. */
export const regionProperty: Readonly<Record<string, PropertyRule>> = {
  region: { type: "string", replace: true },
};

export const tagProperties: Readonly<Record<string, PropertyRule>> = { tags: { type: "object" } };

/** What every tagged resource answers; the simulated provider has no default tags. */
export const taggedOutputs = (inputs: Props): Props => ({ tagsAll: inputs.tags ?? {} });

/** Fills in the provider's Region and refuses one that does not exist. */
export function withRegion(context: CheckContext): void {
  const { inputs, config } = context;
  inputs.region ??= config.region ?? "";
  const region = asString(inputs.region);
  if (region !== undefined && !findRegion(region)) {
    context.fail("region", unknownRegion(region));
  }
}

export const regionOf = (inputs: Props): string => asString(inputs.region) ?? "";
