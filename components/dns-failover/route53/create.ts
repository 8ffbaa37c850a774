import { type HealthCheck, Record, type RecordArgs } from "@pulumi/aws/route53";
import type { Output } from "@pulumi/pulumi";
import { addressOf, type DnsContext, planned, targetOf } from "../context";
import type { MemberId } from "../model";
import type { Route53Provider } from "./args";
import { createChecks } from "./createChecks";
import type { Route53Plan, Route53Policy, Route53Record } from "./plan";

/** Makes the health checks and records of a name. Returns the name as its records have it. */
export function createRoute53(
  context: DnsContext,
  provider: Route53Provider,
  plan: Route53Plan,
): Output<string> | undefined {
  const checks = createChecks(context, provider, plan.checks);
  const groups = new Map<string, Record[]>();
  const createGroup = (name: string): Record[] => {
    const made =
      groups.get(name) ??
      plan.records
        .filter((record) => record.name === name)
        .map((record) => {
          // An alias to records that are not there yet would count as unhealthy.
          const dependsOn = record.value.kind === "records" ? createGroup(record.value.name) : [];
          return new Record(
            record.key === "" ? `${context.name}-route53` : `${context.name}-route53-${record.key}`,
            recordArgs(context, provider, plan, record, checks),
            { parent: context.parent, dependsOn },
          );
        });
    groups.set(name, made);
    return made;
  };
  return createGroup(context.plan.model.name)[0]?.fqdn;
}

function recordArgs(
  context: DnsContext,
  { zoneId }: Route53Provider,
  { recordType }: Route53Plan,
  record: Route53Record,
  checks: ReadonlyMap<MemberId, HealthCheck>,
): RecordArgs {
  return {
    zoneId,
    name: record.name,
    type: recordType,
    ...(record.policy.kind !== "simple" && {
      setIdentifier: record.key,
      ...policyArgs(record.policy),
    }),
    ...valueArgs(context, zoneId, record, checks),
  };
}

function policyArgs(policy: Exclude<Route53Policy, { kind: "simple" }>): Partial<RecordArgs> {
  switch (policy.kind) {
    case "failover":
      return { failoverRoutingPolicies: [{ type: policy.role }] };
    case "weighted":
      return { weightedRoutingPolicies: [{ weight: policy.weight }] };
    case "latency":
      return { latencyRoutingPolicies: [{ region: policy.region }] };
    case "geolocation":
      return { geolocationRoutingPolicies: [policy.place ?? { country: "*" }] };
    case "multivalue":
      return { multivalueAnswerRoutingPolicy: true };
  }
}

function valueArgs(
  context: DnsContext,
  zoneId: Route53Provider["zoneId"],
  { value }: Route53Record,
  checks: ReadonlyMap<MemberId, HealthCheck>,
): Partial<RecordArgs> {
  if (value.kind === "records") {
    return { aliases: [{ name: value.name, zoneId, evaluateTargetHealth: true }] };
  }
  const { member, form } = value;
  const target = targetOf(context, member);
  if (form === "alias") {
    const { name, zoneId: balancers } = planned(target.alias, member);
    const lastResort = context.args.pools[member.split("/")[0] ?? ""]?.lastResort ?? false;
    return { aliases: [{ name, zoneId: balancers, evaluateTargetHealth: !lastResort }] };
  }
  const answer = form === "address" ? addressOf(context, member) : planned(target.hostname, member);
  return { ttl: context.plan.model.ttl, records: [answer], healthCheckId: checks.get(member)?.id };
}
