import { type EndpointView } from "./endpoints";
import { badRequest } from "../arm/error";
import { isAddress } from "../rules/routes";
import { parseAddress } from "../../../addressing/cidr";
import { asList, asNumber, asObject, asString, asStrings, type Props } from "../../protocol/values";

/**
 * Refuses endpoints that do not go together in a profile.
 *
 * Sources: https://learn.microsoft.com/azure/traffic-manager/traffic-manager-routing-methods,
 * https://learn.microsoft.com/azure/traffic-manager/traffic-manager-FAQs ("Can I use different types of endpoint
 * addressing within a single profile?", "How can I specify IP addresses when using Subnet routing?")
 */
export function requireTogether(profileId: string, profile: Props, endpoints: readonly EndpointView[]): void {
  const problem =
    duplicate(endpoints) ??
    mixedTypes(profile, endpoints) ??
    methodProblem(asString(profile.trafficRoutingMethod) ?? "Performance", endpoints);
  if (problem !== undefined) {
    throw badRequest("BadRequest", `Traffic Manager profile ${profileId}: ${problem}`);
  }
}

/** What a name in DNS leads to at an endpoint; undefined of a nested one, whose profile decides. */
export type RecordType = "DomainName" | "IPv4Address" | "IPv6Address";

export function recordTypeOf({ kind, inputs }: EndpointView): RecordType | undefined {
  const target = asString(inputs.target) ?? "";
  if (kind !== "ExternalEndpoints") {
    return kind === "AzureEndpoints" ? "DomainName" : undefined;
  }
  return isAddress(target) ? (target.includes(":") ? "IPv6Address" : "IPv4Address") : "DomainName";
}

/** The first two of which `key` says the same. */
function twins(
  endpoints: readonly EndpointView[],
  key: (endpoint: EndpointView) => string | undefined,
): readonly [EndpointView, EndpointView] | undefined {
  for (const [i, endpoint] of endpoints.entries()) {
    const own = key(endpoint);
    const earlier = endpoints.slice(0, i).find((other) => own !== undefined && key(other) === own);
    if (earlier) {
      return [earlier, endpoint];
    }
  }
  return undefined;
}

function duplicate(endpoints: readonly EndpointView[]): string | undefined {
  const named = twins(endpoints, ({ name }) => name.toLowerCase());
  if (named) {
    return `two endpoints have the name '${named[1].name}'.`;
  }
  const aimed = twins(endpoints, ({ inputs }) =>
    (asString(inputs.target) ?? asString(inputs.targetResourceId))?.toLowerCase(),
  );
  if (aimed) {
    return `endpoints '${aimed[0].name}' and '${aimed[1].name}' have the same target.`;
  }
  const ranked = twins(endpoints, ({ inputs }) => asNumber(inputs.priority)?.toString());
  return ranked
    ? `endpoints '${ranked[0].name}' and '${ranked[1].name}' have the same priority ${asNumber(ranked[1].inputs.priority) ?? ""}.`
    : undefined;
}

function mixedTypes(profile: Props, endpoints: readonly EndpointView[]): string | undefined {
  const types = [...new Set(endpoints.flatMap((one) => recordTypeOf(one) ?? []))];
  const allowed = asStrings(profile.allowedEndpointRecordTypes);
  const other =
    allowed.length > 0 && !allowed.includes("Any") && types.find((type) => !allowed.includes(type));
  if (other) {
    return `an endpoint is of type ${other}, but allowedEndpointRecordTypes has only ${allowed.join(", ")}.`;
  }
  if (profile.trafficRoutingMethod === "MultiValue") {
    const wrong = endpoints.find(
      (one) => one.kind !== "ExternalEndpoints" || recordTypeOf(one) === "DomainName",
    );
    return wrong
      ? `endpoint '${wrong.name}' cannot be in a profile with MultiValue routing, whose endpoints are external ones with IPv4 or IPv6 addresses.`
      : undefined;
  }
  return types.length > 1
    ? `endpoints of types ${types.join(" and ")} cannot be mixed; all must have names, or all IPv4, or all IPv6 addresses.`
    : undefined;
}

function methodProblem(method: string, endpoints: readonly EndpointView[]): string | undefined {
  switch (method) {
    case "Performance": {
      const lost = endpoints.find(
        ({ kind, inputs }) => kind !== "AzureEndpoints" && inputs.endpointLocation === undefined,
      );
      return lost && `endpoint '${lost.name}' must have an endpointLocation for Performance routing.`;
    }
    case "Geographic":
      return geographicProblem(endpoints);
    case "Subnet":
      return subnetProblem(endpoints);
    default:
      return undefined;
  }
}

function geographicProblem(endpoints: readonly EndpointView[]): string | undefined {
  const unmapped = endpoints.find(({ inputs }) => asList(inputs.geoMapping).length === 0);
  if (unmapped) {
    return `endpoint '${unmapped.name}' must have a geoMapping for Geographic routing.`;
  }
  const mapped = endpoints.flatMap(({ name, inputs }) =>
    asStrings(inputs.geoMapping).map((region) => ({ name, region })),
  );
  const twice = mapped.find(({ region }, i) => mapped.slice(0, i).some((one) => one.region === region));
  return twice && `the region ${twice.region} is mapped to two endpoints, one of them '${twice.name}'.`;
}

function subnetProblem(endpoints: readonly EndpointView[]): string | undefined {
  const ranges = endpoints.flatMap(({ name, inputs }) =>
    asList(inputs.subnets)
      .map(asObject)
      .map((subnet) => ({ name, ...rangeOf(subnet) })),
  );
  const overlap = ranges.find((range, i) =>
    ranges.slice(0, i).some((other) => other.first <= range.last && range.first <= other.last),
  );
  return overlap && `a subnet of endpoint '${overlap.name}' overlaps with another subnet of the profile.`;
}

function rangeOf({ first, last, scope }: Props): { first: bigint; last: bigint } {
  const start = parseAddress(asString(first) ?? "");
  const bits = BigInt(
    (start.version === 4 ? 32 : 128) - (asNumber(scope) ?? (start.version === 4 ? 32 : 128)),
  );
  const end = asString(last);
  return {
    first: start.value,
    last: end === undefined ? start.value + (1n << bits) - 1n : parseAddress(end).value,
  };
}
