import type { MultiCloudLoadBalancerArgs } from "../args";
import type { TrafficSource } from "../plan";
import { settingsOf } from "./reaches";

/** https://cloud.google.com/load-balancing/docs/health-check-concepts#ip-ranges */
export const googleRanges = ["35.191.0.0/16", "130.211.0.0/22"];

/**
 * Where requests and health checks come from. A global external balancer's both come from Google's own ranges. All others'
 * requests come from the proxy-only subnets, and so do their checks of hybrid groups, which each proxy makes itself; zonal
 * groups are checked from Google's ranges always.
 * https://cloud.google.com/load-balancing/docs/negs/hybrid-neg-concepts#distributed-health-check
 */
export function gcpSources(args: MultiCloudLoadBalancerArgs): readonly TrafficSource[] {
  const settings = settingsOf(args);
  if (settings === undefined) {
    return [];
  }
  if (settings.facts.proxyOnlyPurpose === undefined) {
    return googleRanges.map((cidr) => ({
      cidr,
      purpose: "requests-and-health-checks",
      to: "all",
      why: "Google's front ends and health checks",
    }));
  }
  const subnets = Object.entries(settings.frontEnd.proxyOnlySubnets ?? {}).map(([region, subnet]) => ({
    cidr: (subnet as { range?: string } | undefined)?.range,
    why: `the proxy-only subnet in ${region}`,
  }));
  return [
    ...subnets.flatMap(({ cidr, why }): TrafficSource[] =>
      typeof cidr !== "string"
        ? []
        : [
            { cidr, purpose: "requests-and-health-checks", to: "other-clouds", why },
            { cidr, purpose: "requests", to: "own-cloud", why },
          ],
    ),
    ...googleRanges.map((cidr): TrafficSource => ({
      cidr,
      purpose: "health-checks",
      to: "own-cloud",
      why: "Google's health checks",
    })),
  ];
}
