import type { NextHop, Route } from "../model";

/**
 * The routes to one prefix that are used: those of the lowest rank, among them those with the shortest AS path, among
 * them those with the lowest MED (RFC 4271 section 9.1.2.2). All that are left are equal.
 */
export function bestOf(routes: readonly Route[]): readonly Route[] {
  const ranked = alive(lowest(routes, ({ rank }) => rank));
  const shortest = lowest(ranked, ({ bgp }) => bgp?.asPath.length ?? 0);
  return lowest(shortest, ({ bgp }) => bgp?.med ?? 0);
}

/** A route whose tunnels are all down yields to an equal one whose are not. */
function alive(routes: readonly Route[]): readonly Route[] {
  const leading = routes.filter(({ next }) => next.some(({ to }) => to !== "nowhere"));
  return leading.length > 0 ? leading : routes;
}

function lowest(routes: readonly Route[], measure: (route: Route) => number): readonly Route[] {
  if (routes.length < 2) {
    return routes;
  }
  const least = Math.min(...routes.map(measure));
  return routes.filter((route) => measure(route) === least);
}

/** A text by which two next hops are the same or not. */
export function keyOfHop(hop: NextHop): string {
  switch (hop.to) {
    case "network":
      return `network ${hop.network}`;
    case "node":
      return `node ${hop.node}`;
    case "tunnel":
      return `tunnel ${hop.end}`;
    case "outside":
      return `outside ${hop.what}`;
    default:
      return `${hop.to} ${hop.why}`;
  }
}
