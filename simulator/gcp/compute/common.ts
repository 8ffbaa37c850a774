import { lastName } from "./paths";
import { isRequired, oneOf, plainName, text, type Fields } from "../../providers/shapes";
import { regionOf, unknownRegion, unknownZone, zonesOf } from "./regions";
import { asString, type Value } from "../../protocol/values";
import type { CheckContext, PropertyRule, ProviderConfig } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** What every resource of the provider has. */
export const commonFields: Fields = {
  deletionPolicy: oneOf("DELETE", "PREVENT", "ABANDON"),
  name: text,
  project: text,
};

/** The provider's own table: whatever is not listed as mutable replaces the resource. */
export const rulesOf = (
  fields: Fields,
  mutable: readonly string[],
  defaults: Readonly<Record<string, Value>>,
  secrets: readonly string[] = [],
): Record<string, PropertyRule> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { type }]) => {
      const property = plainName(name);
      const fallback = defaults[property];
      const rule: PropertyRule = {
        type,
        ...(isRequired(name) ? { required: true } : {}),
        ...(mutable.includes(property) ? {} : { replace: true }),
        ...(fallback === undefined ? {} : { default: fallback }),
        ...(secrets.includes(property) ? { secret: true } : {}),
      };
      return [property, rule];
    }),
  );

/** Source: `GetProjectFromSchema` in the provider's tpgresource/field_helpers.go. */
export function locateProject({ inputs, config, fail }: CheckContext): void {
  inputs.project ??= config.project ?? "";
  if (inputs.project === "") {
    fail("project", "project: required field is not set");
  }
}

/** Source: `GetRegionFromSchema` in the same file; a region may be given as a self link, too. */
export function locateRegion({ inputs, config, fail }: CheckContext): void {
  inputs.region ??= defaultRegion(config) ?? "";
  const region = asString(inputs.region);
  if (region === "") {
    fail(
      "region",
      "Cannot determine region: set in this resource, or set provider-level 'region' or 'zone'.",
    );
  } else if (region !== undefined) {
    inputs.region = lastName(region);
    if (!zonesOf(inputs.region)) {
      fail("region", unknownRegion(inputs.region));
    }
  }
}

/** Source: `GetZoneFromSchema` in the same file. */
export function locateZone({ inputs, config, fail }: CheckContext): void {
  inputs.zone ??= config.zone ?? "";
  const zone = asString(inputs.zone);
  if (zone === "") {
    fail("zone", "Cannot determine zone: set in this resource, or set provider-level zone.");
  } else if (zone !== undefined) {
    inputs.zone = lastName(zone);
    if (regionOf(inputs.zone) === undefined) {
      fail("zone", unknownZone(inputs.zone));
    }
  }
}

const defaultRegion = ({ region, zone }: ProviderConfig): string | undefined =>
  region ?? zone?.replace(/-[a-z]$/, "");

/** Source: `DeletionPolicyPreDelete` in the provider's tpgresource/utils.go. */
export function refuseIfPrevented({ inputs, id }: WorldRecord): void {
  if (inputs.deletionPolicy === "PREVENT") {
    throw new Error(
      `cannot destroy ${id} without setting deletion_policy="DELETE" and running \`pulumi up\``,
    );
  }
}

/** Nothing is left behind when a simulated resource leaves a stack. */
export function checkDeletionPolicy({ inputs, fail }: CheckContext): void {
  if (inputs.deletionPolicy === "ABANDON") {
    fail("deletionPolicy", '"deletionPolicy" ABANDON is not simulated: use DELETE or PREVENT');
  }
}
