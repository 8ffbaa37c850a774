import type { Input } from "@pulumi/pulumi";

/** Who can reach a balancer of Google Cloud, and in how many regions it is. */
export type GcpReach =
  "global-external" | "regional-external" | "regional-internal" | "cross-region-internal";

/**
 * A balancer in Google Cloud: an Application Load Balancer or a proxy Network Load Balancer. Its targets in other clouds
 * are in hybrid connectivity network endpoint groups, its own in zonal ones.
 * https://cloud.google.com/load-balancing/docs/negs/hybrid-neg-concepts
 */
export interface GcpFrontEnd {
  /**
   * `alb` for HTTP and HTTPS, `proxy-nlb` for TCP. Plain. A passthrough Network Load Balancer takes no targets in other
   * clouds and is refused.
   */
  readonly kind: "alb" | "proxy-nlb";

  /**
   * Plain. It also decides where requests and health checks come from: with `global-external` from Google's own
   * 35.191.0.0/16 and 130.211.0.0/22, else from the proxy-only subnets. The other clouds must admit those and route them
   * back; `requiredAdvertisements` says which.
   * https://cloud.google.com/load-balancing/docs/health-check-concepts#ip-ranges
   */
  readonly reach: GcpReach;

  /**
   * The zone of the endpoint groups of targets in other clouds, best the one nearest to the link to them, and of own
   * targets that name no zone. A target's own `zone` goes before it. Plain. The region of a regional balancer is its.
   *
   * @example "europe-west3-a"
   */
  readonly zone: string;

  /**
   * With an internal reach: keys of `networks.gcp.subnets` that the balancer has its addresses in. One for
   * `regional-internal`; one or more for `cross-region-internal`, each in another region, the first of which is the
   * endpoint. Plain.
   *
   * @default - none
   */
  readonly subnets?: readonly string[];

  /**
   * With all reaches but `global-external`: the proxy-only subnet of each region that the balancer has an address in, by
   * region. Plain: other clouds admit and route them.
   * https://cloud.google.com/load-balancing/docs/proxy-only-subnets
   *
   * @default - none
   * @example { "europe-west3": { range: "10.16.254.0/23" } }
   */
  readonly proxyOnlySubnets?: Readonly<Record<string, GcpProxyOnlySubnet>>;

  /**
   * How many requests a second, or connections with `proxy-nlb`, one target is good for, from 1. Google Cloud divides
   * traffic in proportion to it, evenly as it is one number, and only with `locality` or several regions sends what is
   * more elsewhere. It limits nothing.
   * https://cloud.google.com/load-balancing/docs/backend-service#balancing-mode
   *
   * @default 1000
   */
  readonly targetCapacity?: number;

  /**
   * A security policy of Google Cloud Armor, in the balancer's region if it is regional. For `global-external`, and for
   * `alb` with a regional reach.
   * https://cloud.google.com/armor/docs/security-policy-overview
   *
   * @default - none
   */
  readonly securityPolicy?: Input<string>;

  /**
   * The SSL policy of an HTTPS listener, in the balancer's region if it is regional.
   * https://cloud.google.com/load-balancing/docs/ssl-policies-concepts
   *
   * @default - Google Cloud's COMPATIBLE
   */
  readonly sslPolicy?: Input<string>;

  /**
   * Writes requests or connections to Cloud Logging.
   * https://cloud.google.com/load-balancing/docs/https/https-logging-monitoring
   *
   * @default - no logs
   */
  readonly accessLogs?: GcpAccessLogs;
}

/** A subnet for the proxies of all balancers of one network and region. */
export interface GcpProxyOnlySubnet {
  /**
   * Its range, /26 or larger; Google recommends /23. It overlaps no other range of the joined networks. Another one
   * replaces the subnet.
   * https://cloud.google.com/load-balancing/docs/proxy-only-subnets#proxy_only_subnet_create
   */
  readonly range: string;

  /**
   * Whether the network has it already, as for a second balancer in the same network and region: only one of a purpose
   * may be active there.
   *
   * @default false
   */
  readonly existing?: boolean;
}

/** What is logged. */
export interface GcpAccessLogs {
  /**
   * The share of requests, above 0 and up to 1.
   *
   * @default 1
   */
  readonly sampleRate?: number;
}

/** Certificates for a listener in Google Cloud: exactly one of these. */
export interface GcpCertificate {
  /**
   * The id of a certificate map of Certificate Manager. Only for `global-external`.
   * https://cloud.google.com/certificate-manager/docs/maps
   */
  readonly certificateMap?: Input<string>;

  /**
   * The ids of certificates of Certificate Manager, in the balancer's region if it is regional, else of scope ALL_REGIONS.
   * Not for `global-external`, which takes a map.
   */
  readonly certificates?: readonly Input<string>[];

  /** The ids or URLs of Compute Engine SSL certificates, in the balancer's region. Not for `cross-region-internal`. */
  readonly sslCertificates?: readonly Input<string>[];
}
