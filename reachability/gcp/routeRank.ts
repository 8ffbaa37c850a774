import type { RouteKind } from "./vpc";

/** At equal prefix and priority, which next hop comes first. */
const order: Readonly<Record<RouteKind, number>> = {
  "next hop": 0,
  dynamic: 1,
  "load balancer": 2,
  "internet gateway": 3,
};

/** Beyond any priority, MED and cost. */
const exchanged = 2 ** 40;

/** Of a subnet route: nothing comes before it. */
export const subnetRank = 0;

/**
 * Ranks custom routes to one prefix: those of the network itself before exchanged ones, then the lowest priority, then
 * the kind of next hop: instances and tunnels of static routes, dynamic routes, internal load balancers, and last the
 * internet gateway.
 * https://cloud.google.com/vpc/docs/routes#routeselection
 */
export function rankOf(priority: number, kind: RouteKind, isExchanged = false): number {
  return 1 + (isExchanged ? exchanged : 0) + priority * 4 + order[kind];
}

/** The rank of the same route in a network that got it by an exchange. */
export function exchangedRank(rank: number): number {
  return rank + exchanged;
}
