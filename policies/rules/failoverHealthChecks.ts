import {
  known,
  labelOf,
  orElse,
  read,
  readBoolean,
  readNumber,
  readText,
  type Resource,
  type Stack,
  type Value,
} from "../../reachability/resources";
import type { Plan } from "../plan";
import type { Finding, Rule } from "../rule";

interface Options {
  /** Seconds for which resolvers may keep an answer that may be taken back. */
  readonly maxTtlSeconds: number;
}

const sources = {
  aws: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html",
  awsTtl: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-dns.html",
  azure: "https://learn.microsoft.com/azure/traffic-manager/traffic-manager-monitoring",
  gcp: "https://cloud.google.com/dns/docs/routing-policies-overview",
} as const;

/**
 * Failover by DNS needs somebody who notices the failure, and resolvers that ask again soon. A secondary record needs no
 * check: it is what is left. Aliases have the TTL of what they stand for.
 */
export const failoverHealthChecks: Rule<Options> = {
  name: "failover-health-checks",
  description:
    "Every DNS record that should move away from a dead target has a health check and a short TTL.",
  level: "mandatory",
  options: {
    maxTtlSeconds: {
      type: "integer",
      minimum: 0,
      default: 60,
      description: "The longest TTL in seconds of a record that may fail over.",
    },
  },
  check: function* ({ stack }: Plan, { maxTtlSeconds }: Options): Iterable<Finding> {
    yield* route53(stack, maxTtlSeconds);
    yield* trafficManager(stack, maxTtlSeconds);
    yield* cloudDns(stack, maxTtlSeconds);
  },
};

/** Policies by which Route 53 leaves out records that are unhealthy. */
const policies = [
  ["failoverRoutingPolicies", "failover"],
  ["weightedRoutingPolicies", "weighted"],
  ["latencyRoutingPolicies", "latency"],
  ["multivalueAnswerRoutingPolicy", "multivalue"],
] as const;

function* route53(stack: Stack, most: number): Iterable<Finding> {
  for (const record of stack.all("aws:route53/record:Record")) {
    const policy = policies.find(([property]) => isSet(read(record, property)))?.[1];
    if (policy === undefined) {
      continue;
    }
    const role = policy === "failover" ? readText(record, "failoverRoutingPolicies.0.type") : undefined;
    const isLast = role?.state === "known" && role.value.toUpperCase() === "SECONDARY";
    const subject = `${policy} record ${labelOf(record)}`;
    const check = read(record, "healthCheckId");
    const evaluates = orElse(readBoolean(record, "aliases.0.evaluateTargetHealth"), false);
    // An id that a health check is still to get is as good as one.
    if (!isLast && !isSet(check) && check.state !== "unknown" && evaluates !== true) {
      const undecided = role?.state === "unknown" || evaluates === undefined;
      const isAlias = isSet(read(record, "aliases"));
      yield {
        urn: record.urn,
        message:
          `${subject} has no healthCheckId` +
          (isAlias ? ", and its alias does not evaluate the target's health" : "") +
          (undecided ? " as far as is known before the update" : "") +
          ", so that Route 53 always takes it for healthy and goes on answering with a target that is dead. " +
          (isAlias ? "Set evaluateTargetHealth to true" : "Set healthCheckId to an aws.route53.HealthCheck") +
          ` (${sources.aws})`,
        ...(undecided && { undecided: true }),
      };
    }
    yield* longTtl(record, "ttl", 0, most, subject, sources.awsTtl);
  }
}

function* trafficManager(stack: Stack, most: number): Iterable<Finding> {
  for (const type of ["azure-native:trafficmanager:Profile", "azure-native:network:Profile"]) {
    for (const profile of stack.all(type)) {
      const subject = `Traffic Manager profile ${labelOf(profile)}`;
      const port = read(profile, "monitorConfig.port");
      if (read(profile, "monitorConfig").state === "absent" || port.state === "absent") {
        yield {
          urn: profile.urn,
          message:
            `${subject} has no monitorConfig with a port, so that nothing tells it which of its endpoints are dead. ` +
            `Set monitorConfig.protocol, port and path to what its endpoints answer (${sources.azure})`,
        };
      }
      // Azure's own default is 60 seconds.
      yield* longTtl(profile, "dnsConfig.ttl", 60, most, subject, sources.azure);
    }
  }
}

function* cloudDns(stack: Stack, most: number): Iterable<Finding> {
  for (const records of stack.all("gcp:dns/recordSet:RecordSet")) {
    const policy = read(records, "routingPolicy");
    const targets = endpointsIn(known(policy));
    const primaryBackup = read(records, "routingPolicy.primaryBackup");
    const subject = `record set ${labelOf(records)}`;
    const check = read(records, "routingPolicy.healthCheck");
    if (targets.length > 0 && check.state === "absent") {
      yield {
        urn: records.urn,
        message:
          `${subject} has external endpoints (${targets.join(", ")}) to be checked and no routingPolicy.healthCheck, so that ` +
          "Cloud DNS can't tell when they are dead. Set it to a gcp.compute.HealthCheck with sourceRegions " +
          `(${sources.gcp})`,
      };
    }
    if (primaryBackup.state !== "absent" || targets.length > 0) {
      yield* longTtl(records, "ttl", 0, most, subject, sources.gcp);
    }
  }
}

/** Addresses outside Google Cloud that a routing policy asks to be checked, wherever in it they stand. */
function endpointsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const { externalEndpoints, ...rest } = value as Readonly<Record<string, unknown>>;
  const own: readonly unknown[] = Array.isArray(externalEndpoints) ? externalEndpoints : [];
  const shown = own.map((one) => (typeof one === "string" ? one : "not known yet"));
  return [...shown, ...Object.values(rest).flatMap(endpointsIn)];
}

/** @param otherwise - the TTL where none is given */
function* longTtl(
  resource: Resource,
  path: string,
  otherwise: number,
  most: number,
  subject: string,
  source: string,
): Iterable<Finding> {
  const ttl = orElse(readNumber(resource, path), otherwise);
  if (ttl !== undefined && ttl <= most) {
    return;
  }
  const undecided = ttl === undefined;
  yield {
    urn: resource.urn,
    message: undecided
      ? `the ${path} of ${subject} isn't known before the update: set it to a number up to ${most} (${source})`
      : `${subject} has a ${path} of ${ttl} seconds: for so long after a failure resolvers go on answering with the dead ` +
        `target. Set it to ${most} or less (${source})`,
    ...(undecided && { undecided: true }),
  };
}

/** Whether something was given; an empty list or text, or false, is nothing. */
function isSet(value: Value<unknown>): boolean {
  if (value.state !== "known") {
    return false;
  }
  const { value: given } = value;
  return given !== "" && given !== false && !(Array.isArray(given) && given.length === 0);
}
