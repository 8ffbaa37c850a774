import type { NextHop, Route } from "../model";
import { labelOf } from "../resources";
import type { Reader } from "./reader";
import { type At, hopOf, nameOfTarget, type RouteTargets } from "./routeTargets";
import type { DeclaredRoute, DeclaredTable } from "./declaredTables";
import { type RouteTables, turnsInside } from "./routeTables";
import { sources } from "./sources";
import type { Subnet, Subnets } from "./subnets";
import type { Vpc } from "./vpcs";

/**
 * How a VPC's route table prefers routes to one prefix: what somebody wrote, then what a prefix list stands for, then
 * what was propagated, of which static routes of a VPN connection come before what BGP told.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
export const ranks = { static: 0, prefixList: 1, vpnStatic: 2, vpnBgp: 3 } as const;

/**
 * The route tables of subnets as the model wants them. Subnets share one as long as it leads all of them to the same
 * places; a transit gateway is reached through the attachment of one's own zone, or not at all.
 */
export class SubnetTables {
  readonly #reader: Reader;
  readonly #declared: RouteTables;
  readonly #subnets: Subnets;
  readonly #targets: RouteTargets;
  readonly #ids = new Map<string, string>();
  readonly #variants = new Map<DeclaredTable, number>();

  constructor(reader: Reader, declared: RouteTables, subnets: Subnets, targets: RouteTargets) {
    this.#reader = reader;
    this.#declared = declared;
    this.#subnets = subnets;
    this.#targets = targets;
  }

  /** The id of the table in which a subnet's node looks up. */
  of(subnet: Subnet): string {
    return this.#publish(this.#declared.of(subnet), { vpc: subnet.vpc, subnet });
  }

  /** The same for a gateway of the VPC that has a route table of its own. */
  ofGateway(declared: DeclaredTable): string {
    return this.#publish(declared, { vpc: declared.vpc });
  }

  /** Whether a subnet's table may lead something of its VPC elsewhere than to where it lies. */
  detours(subnet: Subnet): boolean {
    return turnsInside(this.#declared.of(subnet));
  }

  #publish(declared: DeclaredTable, at: At): string {
    const routes = lastOfEach(declared.routes.flatMap((route) => this.#routesOf(route, declared, at)));
    const key = `${declared.id} ${JSON.stringify(routes.map(({ next }) => next))}`;
    const present = this.#ids.get(key);
    if (present !== undefined) {
      return present;
    }
    const variant = this.#variants.get(declared) ?? 0;
    this.#variants.set(declared, variant + 1);
    const id = variant === 0 ? declared.id : `${declared.id}#${variant + 1}`;
    this.#ids.set(key, id);
    this.#add(id, declared, routes);
    return id;
  }

  #add(
    id: string,
    { name, urn, vpc, undecided, propagating, maybePropagating, astray }: DeclaredTable,
    written: readonly Route[],
  ): void {
    const { estate } = this.#reader;
    const { virtualPrivateGateways } = this.#targets;
    const lost = propagating.flatMap((gateway) => virtualPrivateGateways.astray(gateway) ?? []);
    const why = astray?.why ?? lost[0];
    const routes = why === undefined ? written : written.map((route) => leading(route, why));
    const taken = new Set(routes.map(({ prefix }) => prefix.text));
    const local = localRoutes(vpc, this.#subnets.ofVpc(vpc)).filter(({ prefix }) => !taken.has(prefix.text));
    const ranges =
      vpc.openRanges === undefined ? [] : [{ rule: { text: "its local routes" }, why: vpc.openRanges }];
    estate.tables.push({
      id,
      name,
      urn,
      routes: [
        ...(astray?.inside === true ? local.map((route) => leading(route, astray.why)) : local),
        ...routes,
      ],
      unbeatable: vpc.ranges,
      undecided: [...ranges, ...undecided],
    });
    const all = [...propagating.map((gateway) => ({ gateway, why })), ...maybePropagating];
    for (const { gateway, why: doubt } of all) {
      estate.propagations.push({
        from: virtualPrivateGateways.tableOf(gateway),
        to: id,
        accepts: ({ next }) => next.some((hop) => hop.to === "tunnel" || hop.to === "undecided"),
        next:
          doubt === undefined ? virtualPrivateGateways.hop(gateway, vpc) : { to: "undecided", why: doubt },
        rule: {
          text: `to virtual private gateway ${labelOf(gateway)} (propagated)`,
          urn: urn ?? gateway.urn,
          source: sources.routePriority,
        },
      });
    }
  }

  #routesOf({ ranges, byPrefixList, target }: DeclaredRoute, { name }: DeclaredTable, at: At): Route[] {
    if (ranges.length === 0) {
      return [];
    }
    const hop = hopOf(target, at, this.#targets);
    return ranges.map((prefix) => ({
      prefix,
      next: [hop],
      rank: byPrefixList ? ranks.prefixList : ranks.static,
      rule: {
        text: `${prefix.text} to ${nameOfTarget(target)} in ${name}`,
        urn: target.resource.urn,
        source: sources.routePriority,
      },
    }));
  }
}

/**
 * A route to each range of the VPC, which nobody can take away.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html
 */
export function localRoutes(vpc: Vpc, subnets: readonly Subnet[]): Route[] {
  const known =
    vpc.openRanges === undefined ? vpc.ranges : [...vpc.ranges, ...subnets.flatMap(({ ranges }) => ranges)];
  const ranges = new Map(known.map((range) => [range.text, range]));
  return [...ranges.values()].map((prefix) => ({
    prefix,
    next: [{ to: "network", network: vpc.id }],
    rank: ranks.static,
    rule: { text: `${prefix.text} local`, urn: vpc.resource?.urn, source: sources.subnetRouteTables },
  }));
}

/** A route before which another may come of which nobody can tell where it goes. */
function leading(route: Route, why: string): Route {
  const next: NextHop = { to: "undecided", why };
  return { ...route, next: [next] };
}

/** A route that was read from its table as well as from a resource of its own counts once, as the latter. */
function lastOfEach(routes: readonly Route[]): Route[] {
  return [...new Map(routes.map((route) => [`${route.prefix.text} ${route.rank}`, route])).values()];
}
