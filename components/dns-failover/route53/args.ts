import type { Input } from "@pulumi/pulumi";

/** Route 53 as provider of a name. */
export interface Route53Provider {
  /** The hosted zone, a public or a private one as `visibility` says. */
  readonly zoneId: Input<string>;

  /**
   * The zone's name, such as `example.com`. Plain. Needed with members given by hostname, which a zone's apex can't
   * have; otherwise it lets the name be checked before anything is made.
   */
  readonly zoneName?: string;

  /** Where private addresses are probed from. Route 53's own checkers are on the internet. */
  readonly probe?: Route53Probe;
}

/**
 * Network Synthetic Monitor: probes from subnets, whose packet loss raises an alarm, which a health check reads. The
 * members must let these subnets in at the health check's port; AWS makes the probes' network interfaces and their
 * security groups. An account's first monitor makes a service-linked role, which takes `iam:CreateServiceLinkedRole`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/what-is-network-monitor.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitoring-using-service-linked-roles-nw.html
 */
export interface Route53Probe {
  /**
   * The subnets to probe from, by name, as ARNs: 1 to 4. A member is healthy while one of them reaches it. Their route
   * tables must lead to the members. Up to 24 probes in all: subnets × members. Plain keys, which are part of the resource names.
   */
  readonly subnetArns: Readonly<Record<string, Input<string>>>;
  /**
   * The subnets' region. Plain.
   *
   * @default - the provider's
   */
  readonly region?: string;
}
