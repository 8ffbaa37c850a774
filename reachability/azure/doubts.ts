import type { RouteTable, Rule } from "../model";
import { everything, reserved } from "./prefixes";

export type Doubt = NonNullable<RouteTable["undecided"]>[number];

/**
 * A doubt for whatever only a system route knows: a subnet has routes for all reserved and for all public addresses, so
 * that a lookup always finds something, and a route that is missing would have been longer.
 */
export function doubtBehindSystemRoutes(rule: Rule, why: string): Doubt[] {
  return [{ rule, why }, ...[...everything, ...reserved].map((prefix) => ({ prefix, rule, why }))];
}
