import type { Route } from "../model";
import { rankOf } from "./routeRank";
import type { DynamicRoutes } from "./vpc";

/**
 * What Google Cloud adds for the way to another region: 201 to 9999, by distance, which it does not publish. Taken is
 * the least, so that routes of two other regions tie, and both must work.
 * https://cloud.google.com/network-connectivity/docs/router/concepts/learned-routes
 */
export const interRegionCost = 201;

/** The priority at which learned routes stand among static ones when their MED is not it. */
const standardPriority = 100;

/**
 * How a network ranks what one of its Cloud Routers learned. In legacy mode the priority is the MED, plus the cost of
 * the way to the router's region; the AS path counted within the router alone. In standard mode AS path and MED count
 * across all routers, and the cost last or added to the MED.
 * https://cloud.google.com/network-connectivity/docs/router/concepts/learned-routes#best-path-selection
 */
export function dynamicRank(
  { selection, isExchanged }: DynamicRoutes,
  isSameRegion: boolean,
): (route: Route) => Route {
  const cost = isSameRegion ? 0 : interRegionCost;
  return (route) => {
    const { asPath = [], med = 0 } = route.bgp ?? {};
    switch (selection) {
      case "legacy":
        return {
          ...route,
          rank: rankOf(med + cost, "dynamic", isExchanged),
          bgp: { asPath: [], med: 0 },
        };
      case "standard":
        return {
          ...route,
          rank: rankOf(standardPriority, "dynamic", isExchanged),
          bgp: { asPath, med: med * (interRegionCost + 1) + cost },
        };
      default:
        return {
          ...route,
          rank: rankOf(standardPriority, "dynamic", isExchanged),
          bgp: { asPath, med: med + cost },
        };
    }
  };
}
