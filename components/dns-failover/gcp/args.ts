import type { Input } from "@pulumi/pulumi";

/** Cloud DNS as provider of a name. */
export interface GcpDnsProvider {
  /** The managed zone's name. Without DNSSEC where a pool has several members: a signed item takes one address. */
  readonly managedZone: Input<string>;

  /** The zone's DNS name, such as `example.com`. Plain. Lets the name be checked before anything is made. */
  readonly zoneName?: string;

  /** @default - the provider's */
  readonly project?: Input<string>;

  /**
   * The three regions that public addresses are probed from. Plain.
   * https://docs.cloud.google.com/compute/docs/reference/rest/v1/healthChecks (sourceRegions)
   *
   * @default ["us-east1", "europe-west1", "asia-east1"]
   */
  readonly healthCheckRegions?: readonly string[];
}

/**
 * An internal load balancer as Cloud DNS knows it.
 * https://docs.cloud.google.com/dns/docs/reference/rest/v1/resourceRecordSets
 */
export interface GcpInternalLoadBalancer {
  readonly loadBalancerType: "regionalL4ilb" | "regionalL7ilb" | "globalL7ilb";
  /** The forwarding rule's address. */
  readonly ipAddress: Input<string>;
  /** The forwarding rule's port, as text. */
  readonly port: Input<string>;
  readonly ipProtocol: "tcp" | "udp";
  /** The network's self link, or `projects/<project>/global/networks/<network>`. */
  readonly networkUrl: Input<string>;
  readonly project: Input<string>;
  /** Of a regional balancer. */
  readonly region?: Input<string>;
  /**
   * How long the balancer takes to find its backends down, in seconds: interval × unhealthy threshold. Plain.
   *
   * @default 10 - Google Cloud's own: 5 s × 2
   */
  readonly detectionSeconds?: number;
}
