import type { DnsProviderName } from "./args";
import { type Checker, checkerOf, intervalOf } from "./healthCheck";
import type { DnsModel, Member } from "./model";

/** How long a failed member may still be answered to somebody, at most, in seconds. */
export interface RecoverySeconds {
  /** Until the provider finds it down: interval × threshold of whoever checks it. */
  readonly detection: number;
  /** Until the last resolver has forgotten the answer. */
  readonly ttl: number;
  readonly total: number;
  /** The member that takes the longest, as `<pool>/<member>`, and who checks it. */
  readonly member: string;
  readonly checker: Checker;
  /** What comes on top, by the provider's documentation. */
  readonly besides: string;
}

/** An alias to a load balancer has AWS's own. */
const aliasTtl = 60;

const besides: Readonly<Record<DnsProviderName, string>> = {
  route53:
    "the timeout of the last probe, 2 to 10 s; a member is down when fewer than 18 % of the checkers find it up; " +
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html",
  azure:
    "the timeout of the last probe, 9 or 10 s, and the update of Traffic Manager's name servers; " +
    "https://learn.microsoft.com/azure/traffic-manager/traffic-manager-monitoring",
  gcp:
    "the timeout of the last probe, 5 s, and what the probes of three regions take to agree; " +
    "https://docs.cloud.google.com/dns/docs/routing-policies-overview",
};

/** The longest recovery of all members for a provider; undefined where none is checked. */
export function recoverySeconds(model: DnsModel, provider: DnsProviderName): RecoverySeconds | undefined {
  const each = model.pools.flatMap(({ members }) =>
    members.flatMap((member) => {
      const checker = checkerOf(model, provider, member);
      const detection = detectionSeconds(model, provider, member, checker);
      if (detection === undefined) {
        return [];
      }
      const ttl = checker === "alias" ? aliasTtl : model.ttl;
      const total = detection + ttl;
      return [{ detection, ttl, total, member: member.id, checker, besides: besides[provider] }];
    }),
  );
  return each.reduce<RecoverySeconds | undefined>(
    (longest, own) => (longest === undefined || own.total > longest.total ? own : longest),
    undefined,
  );
}

function detectionSeconds(
  { healthCheck }: DnsModel,
  provider: DnsProviderName,
  member: Member,
  checker: Checker,
): number | undefined {
  switch (checker) {
    case "unchecked":
      return undefined;
    case "alias":
      return member.detectionSeconds.alias;
    case "internal load balancer":
      return member.detectionSeconds.gcpLoadBalancer;
    case "public check":
      return healthCheck && intervalOf(provider, healthCheck) * healthCheck.failureThreshold;
    case "alarm on private probe":
      return healthCheck && intervalOf("probe", healthCheck) * healthCheck.failureThreshold;
  }
}
