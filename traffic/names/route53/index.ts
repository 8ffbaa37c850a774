import { groupBy } from "../../../reachability/groupBy";
import { type Resource, type Stack } from "../../../reachability/resources";
import { blocksAt, textAt } from "../../balancers/fields";
import { dropSeconds, type Balancer } from "../../model";
import { recovery, type Recovery, slowest } from "../health";
import { placeNote, plainName, type ServedName } from "../nameServer";
import { HealthChecks } from "./healthChecks";
import { type Record53, readRecords } from "./records";
import { tokens } from "./tokens";
import { Zone53 } from "./zone";

/** What answers for an alias to a load balancer is kept for as long: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html */
const balancerTtl = 60;

/** The names that Route 53 serves. */
export function readRoute53(stack: Stack, balancers: readonly Balancer[]): readonly ServedName[] {
  const records = readRecords(stack).filter(({ type }) => ["A", "AAAA", "CNAME"].includes(type));
  return [...groupBy(records, ({ zone }) => zone).values()].flatMap((ofZone) => {
    const groups = groupBy(ofZone, ({ name, type }) => `${name} ${type}`);
    return [...groups.values()].map((group) => servedName(stack, balancers, ofZone, group));
  });
}

function servedName(
  stack: Stack,
  balancers: readonly Balancer[],
  ofZone: readonly Record53[],
  group: readonly Record53[],
): ServedName {
  const notes = new Set<string>();
  const checks = new HealthChecks(stack, notes);
  const zone = new Zone53(ofZone, checks, notes);
  const [first] = group;
  const resource = first && stack.get(first.zone);
  if (group.some(({ routing }) => routing.kind === "geolocation")) {
    notes.add(placeNote);
  }
  return {
    provider: "route53",
    name: first?.name ?? "",
    type: first?.type ?? "A",
    zone: (resource && textAt(resource, "name")) ?? first?.zone ?? "",
    isPrivate: resource !== undefined && blocksAt(resource, "vpcs").length > 0,
    members: zone.members(group),
    regions: regionsOf(zone, group),
    answer: (query) => zone.answer(group, query),
    recovery: recoveries(stack, balancers, zone, checks, group),
    get notes() {
      return [...notes];
    },
  };
}

function regionsOf(zone: Zone53, group: readonly Record53[], depth = 0): readonly string[] {
  const own = group.flatMap(({ routing }) => (routing.kind === "latency" ? [routing.region] : []));
  const below = depth > 20 ? [] : group.flatMap((record) => regionsOf(zone, zone.next(record), depth + 1));
  return [...new Set([...own, ...below])];
}

/** Of each member whose failure is noticed, how long that takes on the slowest way to it. */
function recoveries(
  stack: Stack,
  balancers: readonly Balancer[],
  zone: Zone53,
  checks: HealthChecks,
  group: readonly Record53[],
): ReadonlyMap<string, Recovery> {
  const found = new Map<string, Recovery>();
  const visit = (
    records: readonly Record53[],
    detect: number | undefined,
    ttl: number,
    depth: number,
  ): void => {
    for (const record of depth > 20 ? [] : records) {
      const check = checks.of(record.resource);
      const own = check === undefined || check === "outside" ? undefined : checks.detectSeconds(check);
      const next = zone.next(record);
      const target = record.alias?.evaluates === true && next.length === 0 ? record.alias.name : undefined;
      const byTarget = target === undefined ? undefined : balancerSeconds(stack, balancers, target);
      const seconds = own ?? byTarget ?? detect;
      const kept = Math.max(ttl, record.ttl ?? (next.length === 0 ? balancerTtl : 0));
      if (next.length > 0) {
        visit(next, seconds, kept, depth + 1);
      } else if (seconds !== undefined) {
        for (const member of zone.members([record])) {
          const worst = slowest([
            recovery(seconds, kept),
            ...(found.get(member) ? [found.get(member) as Recovery] : []),
          ]);
          found.set(member, worst ?? recovery(seconds, kept));
        }
      }
    }
  };
  visit(group, undefined, 0, 0);
  return found;
}

/** Until a load balancer of the stacks has dropped its targets. Of one outside nothing is known but its name. */
function balancerSeconds(stack: Stack, balancers: readonly Balancer[], name: string): number {
  const resource = stack
    .all(tokens.loadBalancer)
    .find((one: Resource) => plainName(textAt(one, "dnsName") ?? one.urn) === name);
  const balancer = balancers.find(({ urn, name: label }) => urn === resource?.urn || label === name);
  return Math.max(0, ...(balancer?.pools ?? []).map(({ healthCheck }) => dropSeconds(healthCheck)));
}
