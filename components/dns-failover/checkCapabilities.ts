import type { Problems } from "../problems";
import type { DnsFailoverArgs, DnsProviderName } from "./args";
import { type DnsFeature, dnsCapabilities, type DnsRefusal, providerTitles } from "./capabilities";
import { type DnsModel, providersOf } from "./model";

/** Adds whatever a provider is asked for and can't, with the reason and the nearest thing that works. */
export function checkCapabilities(problems: Problems, args: DnsFailoverArgs, model: DnsModel): void {
  for (const provider of providersOf(args)) {
    for (const { feature, path } of featuresOf(model, args.providers[provider]?.zoneName === args.name)) {
      refuse(problems, path, provider, feature);
    }
  }
}

/** Adds a problem where the provider can't. */
export function refuse(
  problems: Problems,
  path: string,
  provider: DnsProviderName,
  feature: DnsFeature,
): void {
  const capability: true | DnsRefusal = dnsCapabilities[provider][feature];
  if (capability !== true) {
    const { reason, source, instead } = capability;
    problems.add(
      path,
      `${providerTitles[provider]} has no ${feature}: ${reason} (${source}). Nearest: ${instead}`,
    );
  }
}

/** What a name asks for, and which argument does; targets aside. */
function featuresOf(
  model: DnsModel,
  apex: boolean,
): { readonly feature: DnsFeature; readonly path: string }[] {
  const { routing, pools, visibility } = model;
  const { policy } = routing;
  const several = pools.find(({ members }) => members.length > 1);
  const uneven = pools.find(({ members }) => new Set(members.map(({ weight }) => weight)).size > 1);
  const lastResort = pools.find((pool) => pool.lastResort);
  const places = policy === "geography" ? routing.places.map(({ place }) => place) : [];
  return [
    { feature: policy, path: `routing.${policy}` },
    ...used("private names", "visibility", visibility === "private"),
    ...used(
      "more than two pools in order",
      "routing.failover",
      policy === "failover" && routing.order.length > 2,
    ),
    ...used("weights inside a pool", `pools.${uneven?.key ?? ""}.members`, uneven !== undefined),
    ...used("last resort", `pools.${lastResort?.key ?? ""}.lastResort`, lastResort !== undefined),
    ...used(
      "countries",
      "routing.geography.places",
      places.some((place) => "country" in place),
    ),
    ...used(
      "Antarctica",
      "routing.geography.places",
      places.some((place) => "continent" in place && place.continent === "AN"),
    ),
    ...used("geography at the apex", "name", apex && policy === "geography"),
    ...used(
      "several members in a pool at the apex",
      "name",
      apex && several !== undefined && policy !== "geography" && policy !== "multivalue",
    ),
  ];
}

function used(feature: DnsFeature, path: string, is: boolean): { feature: DnsFeature; path: string }[] {
  return is ? [{ feature, path }] : [];
}
