import type { DnsProviderName } from "./args";
import { type DnsModel, type HealthCheckModel, type Member } from "./model";
import { formOf as route53Form } from "./route53/plan";

/** Who finds a member down. */
export type Checker =
  /** Nobody: a last resort. */
  | "unchecked"
  /** Its AWS load balancer, whose health Route 53 evaluates with the alias. */
  | "alias"
  /** Its internal load balancer, whose health Cloud DNS knows. */
  | "internal load balancer"
  /** The provider's probes over the internet. */
  | "public check"
  /** Probes from subnets, whose alarm Route 53 reads. */
  | "alarm on private probe";

/** Who checks a member for a provider. */
export function checkerOf(model: DnsModel, provider: DnsProviderName, member: Member): Checker {
  if (member.lastResort) {
    return "unchecked";
  }
  const isPrivate = model.visibility === "private";
  if (provider === "route53") {
    const alias = route53Form(model, member) === "alias";
    return alias ? "alias" : isPrivate ? "alarm on private probe" : "public check";
  }
  return provider === "gcp" && isPrivate ? "internal load balancer" : "public check";
}

/** What a kind of probe can be told. Intervals are in seconds. */
export interface ProbeLimits {
  readonly title: string;
  readonly protocols: readonly HealthCheckModel["protocol"][];
  /** The intervals that there are, or the least and the most of a range. */
  readonly intervals: readonly number[] | { readonly least: number; readonly most: number };
  readonly defaultInterval: number;
  readonly source: string;
}

const anyProtocol = ["HTTP", "HTTPS", "TCP"] as const;

/** The limits of each kind of probe. All take thresholds of 1 to 10. */
export const probeLimits: Readonly<Record<DnsProviderName | "probe", ProbeLimits>> = {
  route53: {
    title: "Route 53",
    protocols: anyProtocol,
    intervals: [10, 30],
    defaultInterval: 30,
    source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html",
  },
  azure: {
    title: "Traffic Manager",
    protocols: anyProtocol,
    intervals: [10, 30],
    defaultInterval: 30,
    source: "https://learn.microsoft.com/azure/traffic-manager/traffic-manager-monitoring",
  },
  gcp: {
    title: "Cloud DNS",
    protocols: anyProtocol,
    intervals: { least: 30, most: 300 },
    defaultInterval: 30,
    source: "https://docs.cloud.google.com/compute/docs/reference/rest/v1/healthChecks",
  },
  probe: {
    title: "A private probe",
    protocols: ["TCP"],
    // Route 53 reads alarms on metrics of standard resolution only, one a minute.
    intervals: [60],
    defaultInterval: 60,
    source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html",
  },
};

/** The seconds between two probes. */
export function intervalOf(kind: DnsProviderName | "probe", { intervalSeconds }: HealthCheckModel): number {
  return intervalSeconds ?? probeLimits[kind].defaultInterval;
}

/** The kinds of probes that a provider needs for a name. */
export function probesOf(model: DnsModel, provider: DnsProviderName): (DnsProviderName | "probe")[] {
  const checkers = new Set(
    model.pools.flatMap(({ members }) => members.map((member) => checkerOf(model, provider, member))),
  );
  return [
    ...(checkers.has("public check") ? [provider] : []),
    ...(checkers.has("alarm on private probe") ? (["probe"] as const) : []),
  ];
}

/** Of a probe, in seconds: an endpoint that is slower counts as down. */
export const azureTimeoutSeconds = (interval: number): number => (interval === 10 ? 9 : 10);

/** At most the interval; the default of 5 s suits all. */
export const gcpTimeoutSeconds = 5;
