import type { Estate, Filter } from "../model";

/** All filters of an estate, each once. What lets a session out and back in may be two filters of one id. */
export function filtersOf({ nodes, endpoints }: Estate): ReadonlySet<Filter> {
  const filters = new Set<Filter>();
  for (const { entering = [], leaving = [] } of nodes) {
    [...entering, ...leaving].forEach((filter) => filters.add(filter));
  }
  for (const { egress, ingress } of endpoints) {
    [...egress, ...ingress].forEach((filter) => filters.add(filter));
  }
  return filters;
}
