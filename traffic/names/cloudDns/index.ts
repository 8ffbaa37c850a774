import type { Resource, Stack } from "../../../reachability/resources";
import { numberAt, textAt } from "../../balancers/fields";
import { type Balancer, dropSeconds } from "../../model";
import { known, readList } from "../../../reachability/resources";
import { certainly } from "../answers";
import { recovery, type Recovery } from "../health";
import { plainName, type ServedName } from "../nameServer";
import { answerOf, itemsOf, type Policy, policyOf } from "./policy";
import { tokens } from "./tokens";

/** The names that Cloud DNS serves. */
export function readCloudDns(stack: Stack, balancers: readonly Balancer[]): readonly ServedName[] {
  return stack.all(tokens.recordSet).flatMap((set) => {
    const type = textAt(set, "type") ?? "A";
    const name = textAt(set, "name");
    if (name === undefined || !["A", "AAAA", "CNAME"].includes(type)) {
      return [];
    }
    const zone = zoneOf(stack, set);
    const policy = policyOf(set);
    const values = (known(readList(set, "rrdatas")) ?? []).flatMap((one) =>
      typeof one === "string" ? [plainName(one)] : [],
    );
    const items = policy === undefined ? [] : itemsOf(policy);
    return [
      {
        provider: "gcp",
        name: plainName(name),
        type,
        zone: plainName((zone && textAt(zone, "dnsName")) ?? textAt(set, "managedZone") ?? ""),
        isPrivate: zone !== undefined && textAt(zone, "visibility") === "private",
        members:
          policy === undefined
            ? values
            : [...new Set(items.flatMap(({ unchecked, checked }) => [...unchecked, ...checked]))],
        regions: [...new Set(items.flatMap(({ location }) => location ?? []))],
        answer: (query) => (policy === undefined ? certainly(values) : answerOf(policy, query)),
        recovery: policy === undefined ? new Map() : recoveries(stack, balancers, set, policy),
        notes: [],
      },
    ];
  });
}

function zoneOf(stack: Stack, set: Resource): Resource | undefined {
  const made = stack.dependencies(set, "managedZone").find(({ type }) => type === tokens.managedZone);
  const name = textAt(set, "managedZone")?.split("/").at(-1);
  return (
    stack.all(tokens.managedZone).find((zone) => name !== undefined && textAt(zone, "name") === name) ?? made
  );
}

/** Public endpoints by the record set's health check, internal load balancers by their own. */
function recoveries(
  stack: Stack,
  balancers: readonly Balancer[],
  set: Resource,
  policy: Policy,
): ReadonlyMap<string, Recovery> {
  const ttl = numberAt(set, "ttl") ?? 300;
  const check = stack.reference(set, "routingPolicy.healthCheck", tokens.healthCheck);
  const outside = check.state === "found" ? intervalOf(check.resource) : undefined;
  const members = itemsOf(policy).flatMap(({ checked }) => checked);
  return new Map(
    members.flatMap((member) => {
      const balancer = balancers.find(({ frontEnds }) => frontEnds.includes(member));
      const own = Math.max(0, ...(balancer?.pools ?? []).map(({ healthCheck }) => dropSeconds(healthCheck)));
      const detect = balancer === undefined ? outside : own;
      return detect === undefined ? [] : [[member, recovery(detect, ttl)] as const];
    }),
  );
}

/** https://cloud.google.com/load-balancing/docs/health-check-concepts#method */
function intervalOf(check: Resource): number {
  return (numberAt(check, "checkIntervalSec") ?? 5) * (numberAt(check, "unhealthyThreshold") ?? 2);
}
