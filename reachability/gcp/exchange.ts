import { contains, parseCidr, type Cidr } from "../../addressing";
import type { NextHop, Rule } from "../model";
import { exchangedRank } from "./routeRank";
import type { CustomRoute, Doubt, DynamicRoutes, SubnetRoute, Vpc } from "./vpc";

/** Ranges that subnets may use as private ones: https://cloud.google.com/vpc/docs/subnets#valid-ranges */
const privateRanges = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "240.0.0.0/4",
].map(parseCidr);

/** Whether a range is no privately used public one. */
export function isPrivate(range: Cidr): boolean {
  return privateRanges.some((one) => contains(one, range));
}

/** What one network gets from another; gathered first and then added, so that nothing travels on to a third. */
export interface Import {
  readonly to: Vpc;
  readonly subnetRoutes: readonly SubnetRoute[];
  readonly customRoutes?: readonly CustomRoute[];
  readonly dynamicRoutes?: readonly DynamicRoutes[];
  readonly subnetDoubts?: readonly Doubt[];
  readonly staticDoubts?: readonly Doubt[];
  readonly undecided?: readonly Doubt[];
}

export function addImports(imports: readonly Import[]): void {
  for (const { to, ...from } of imports) {
    to.subnetRoutes.push(...from.subnetRoutes);
    to.customRoutes.push(...(from.customRoutes ?? []));
    to.dynamicRoutes.push(...(from.dynamicRoutes ?? []));
    to.subnetDoubts.push(...(from.subnetDoubts ?? []));
    to.staticDoubts.push(...(from.staticDoubts ?? []));
    to.undecided.push(...(from.undecided ?? []));
  }
}

/** A network's own subnet routes, as another gets them. */
export function subnetRoutesOf(
  vpc: Vpc,
  accepts: (range: Cidr) => boolean,
  rule: (text: string) => Rule,
): readonly SubnetRoute[] {
  const next: NextHop = { to: "network", network: vpc.id };
  return vpc.subnets.flatMap((subnet) =>
    subnet.ranges
      .filter(accepts)
      .map((prefix) => ({ prefix, next, rule: rule(`${prefix.text} of ${subnet.name}`) })),
  );
}

/** Static routes that can be exchanged: none with a tag, none to the internet gateway. */
export function staticRoutesOf(vpc: Vpc, rule: (text: string) => Rule): readonly CustomRoute[] {
  return vpc.customRoutes
    .filter(({ tags, kind }) => tags.length === 0 && kind !== "internet gateway")
    .map((route) => ({ ...route, rank: exchangedRank(route.rank), rule: rule(route.rule.text) }));
}
