import { accountId } from "./arn";
import { Ec2Error } from "./error";
import { findRegion, regionNamed, regionNames, unknownRegion } from "./regions";
import { asList, asObject, asString, asStrings, type Props } from "../protocol/values";
import type { ProviderFunction } from "../providers/resourceType";

/** Arguments whose effect is not simulated are refused, as an answer that ignores them would be wrong. */
function refuseOthers(token: string, args: Props, known: readonly string[]): void {
  const other = Object.keys(args).find((name) => !known.includes(name));
  if (other !== undefined) {
    throw new Error(`${token}: the argument "${other}" is not simulated`);
  }
}

/** https://www.pulumi.com/registry/packages/aws/api-docs/getavailabilityzones/ */
const getAvailabilityZones: ProviderFunction = {
  token: "aws:index/getAvailabilityZones:getAvailabilityZones",
  call(args, { config }) {
    refuseOthers(this.token, args, ["excludeNames", "excludeZoneIds", "filters", "region", "state"]);
    const region = asString(args.region) ?? config.region ?? "";
    const { zones, zoneIds } = regionNamed(region);
    const excluded = [...asStrings(args.excludeNames), ...asStrings(args.excludeZoneIds)];
    const state = asString(args.state) ?? "available";
    const chosen = zones.flatMap((name, i) => {
      const id = zoneIds[i] ?? "";
      const attributes = zoneAttributes(region, name, id);
      const passes = asList(args.filters).every((filter) => passesFilter(attributes, asObject(filter)));
      const left = state === "available" && !excluded.includes(name) && !excluded.includes(id) && passes;
      return left ? [{ name, id }] : [];
    });
    return {
      ...args,
      groupNames: chosen.length > 0 ? [`${region}-zg-1`] : [],
      id: region,
      names: chosen.map(({ name }) => name),
      region,
      zoneIds: chosen.map(({ id }) => id),
    };
  },
};

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html lists the filters. */
const zoneAttributes = (region: string, name: string, id: string): Readonly<Record<string, string>> => ({
  "group-name": `${region}-zg-1`,
  "opt-in-status": "opt-in-not-required",
  "region-name": region,
  state: "available",
  "zone-id": id,
  "zone-name": name,
  "zone-type": "availability-zone",
});

function passesFilter(attributes: Readonly<Record<string, string>>, filter: Props): boolean {
  const name = asString(filter.name) ?? "";
  const value = attributes[name];
  if (value === undefined) {
    throw new Ec2Error(
      "DescribeAvailabilityZones",
      "InvalidParameterValue",
      `The filter '${name}' is invalid`,
    );
  }
  return asStrings(filter.values).includes(value);
}

/** https://www.pulumi.com/registry/packages/aws/api-docs/getregion/ */
const getRegion: ProviderFunction = {
  token: "aws:index/getRegion:getRegion",
  call(args, { config }) {
    refuseOthers(this.token, args, ["endpoint", "id", "name", "region"]);
    const endpoint = asString(args.endpoint);
    const name =
      asString(args.region) ??
      asString(args.name) ??
      (endpoint === undefined
        ? config.region
        : regionNames.find((region) => endpointOf(region) === endpoint)) ??
      "";
    const region = findRegion(name);
    if (!region) {
      throw new Error(unknownRegion(name));
    }
    return { description: region.description, endpoint: endpointOf(name), id: name, name, region: name };
  },
};

const endpointOf = (region: string): string => `ec2.${region}.amazonaws.com`;

/** https://www.pulumi.com/registry/packages/aws/api-docs/getcalleridentity/ */
const getCallerIdentity: ProviderFunction = {
  token: "aws:index/getCallerIdentity:getCallerIdentity",
  call(args) {
    refuseOthers(this.token, args, ["id"]);
    return {
      accountId,
      arn: `arn:aws:iam::${accountId}:user/simulated`,
      id: accountId,
      userId: "AIDACKCEVSQ6C2EXAMPLE",
    };
  },
};

export const functions: readonly ProviderFunction[] = [getAvailabilityZones, getRegion, getCallerIdentity];
