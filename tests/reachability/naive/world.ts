import type { Resource } from "../../../reachability/resources";
import type { Learned } from "./bgp";
import { holds, rangeOf } from "./cidr";
import type { End } from "./tunnels";

/** The resources, and what their gateways found out from each other. */
export interface World {
  readonly resources: readonly Resource[];
  readonly ends: readonly End[];
  readonly learned: readonly Learned[];
}

/** A route that leads anywhere: lower ranks win between routes to one prefix. */
export interface Route<To> {
  readonly prefix: string;
  readonly rank: number;
  readonly to: To;
}

/** Where an address goes: the longest prefix, then the lowest rank; several where these are equal. */
export function lookUp<To>(routes: readonly Route<To>[], address: number): To[] {
  const matching = routes.filter(({ prefix }) => holds(prefix, address));
  const longest = Math.max(...matching.map(({ prefix }) => rangeOf(prefix).length));
  const closest = matching.filter(({ prefix }) => rangeOf(prefix).length === longest);
  const lowest = Math.min(...closest.map(({ rank }) => rank));
  return closest.filter(({ rank }) => rank === lowest).map(({ to }) => to);
}
