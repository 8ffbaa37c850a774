import type { Input } from "@pulumi/pulumi";
import type { AzureDnsProvider } from "./azure/args";
import type { GcpDnsProvider, GcpInternalLoadBalancer } from "./gcp/args";
import type { Route53Provider } from "./route53/args";

/** Arguments of `DnsFailover`. */
export interface DnsFailoverArgs {
  /**
   * The name to answer, without a final dot, such as `api.example.com`. Plain. Lowercase letters, digits and hyphens,
   * labels of up to 63 and names of up to 253 characters (RFC 1035 §2.3.4).
   */
  readonly name: string;

  /**
   * Where answers come from, by name: pools that are in or out of service as a whole. Plain keys, which are part of the
   * resource names: lowercase letters, digits and hyphens, up to 30 characters.
   */
  readonly pools: Readonly<Record<string, DnsPool>>;

  /** How a pool is chosen. Every pool must be in it. */
  readonly routing: DnsRouting;

  /**
   * What a healthy member answers. The one specification is translated for each provider; what one of them can't do is
   * refused. Needed unless every member is a load balancer whose own health its provider knows.
   */
  readonly healthCheck?: DnsHealthCheck;

  /**
   * How long resolvers may keep an answer, in seconds, 1 to 86400. An alias to a load balancer of AWS always has 60.
   * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-alias.html
   *
   * @default 60
   */
  readonly ttl?: number;

  /**
   * Who may ask: anybody, or the networks that a private zone is shown to. Traffic Manager has no private names.
   *
   * @default "public"
   */
  readonly visibility?: "public" | "private";

  /** Who answers: one provider, or several for the same name, each with all pools. */
  readonly providers: DnsProviders;

  /** Tags of all resources that take them. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Members that stand in for each other. */
export interface DnsPool {
  /** The members by name, at least one. Plain keys as for pools. */
  readonly members: Readonly<Record<string, DnsMember>>;

  /**
   * Whether the pool is answered without a health check when every pool before it is down, as a page that says so is.
   * Only for the last pool of `routing.failover`.
   *
   * @default false
   */
  readonly lastResort?: boolean;
}

/** One thing to answer with. */
export interface DnsMember {
  readonly target: DnsTarget;

  /**
   * Its share of the pool's answers, against the pool's other members: a whole number, 1 to 255. Cloud DNS and
   * multivalue answers have no shares inside a pool: leave it out there.
   *
   * @default 1
   */
  readonly weight?: number;
}

/**
 * The same place in whatever forms it has, at least one: each provider takes the best that it can. Which are given is
 * plain; the values may be known only while the program runs. `endpoint` of a `MultiCloudLoadBalancer` fits.
 */
export interface DnsTarget {
  /** A load balancer of AWS. Route 53 answers with its addresses, and knows its health. */
  readonly alias?: DnsAlias;
  /** An IPv4 address: a public one for public names, a private one for private names. */
  readonly address?: Input<string>;
  /** A DNS name. Answered as CNAME, so not at a zone's apex, and not beside members with addresses only. */
  readonly hostname?: Input<string>;
  /** An internal load balancer of Google Cloud, for Cloud DNS in private zones, which knows its health. */
  readonly gcpLoadBalancer?: GcpInternalLoadBalancer;
  /**
   * Whether it has private addresses only, as a balancer's `endpoint` says. Plain. Refused for public names.
   *
   * @default false
   */
  readonly internal?: boolean;
  /** As a balancer's `endpoint` has it. Nothing depends on it: `routing.latency` says where pools stand. */
  readonly region?: Input<string>;
}

/** What a Route 53 alias points to. Application, Network and Gateway Load Balancers have the two as outputs. */
export interface DnsAlias {
  /** The balancer's DNS name: `dnsName`. */
  readonly name: Input<string>;
  /** The hosted zone of that name, AWS's own: `zoneId`. */
  readonly zoneId: Input<string>;
  /**
   * How long the balancer takes to find its targets down, in seconds: interval × unhealthy threshold of its target
   * group. Plain.
   *
   * @default 60 - an Application Load Balancer's own: 30 s × 2
   */
  readonly detectionSeconds?: number;
}

/** Exactly one of these. */
export interface DnsRouting {
  /** The first pool in this order that has a healthy member. At least two pools. */
  readonly failover?: readonly string[];

  /**
   * Shares of the answers by pool: whole numbers, 0 to 255, not all 0. A pool at 0 is out: Route 53 alone still answers
   * it when all others are down.
   * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html
   */
  readonly weighted?: Readonly<Record<string, number>>;

  /** The pool with the lowest latency to who asks: by pool, the regions of the providers that it stands in. */
  readonly latency?: Readonly<Record<string, DnsRegions>>;

  /** The pool of the place that who asks is in. */
  readonly geography?: DnsGeography;

  /** All healthy members of these pools at once, up to 8 addresses. */
  readonly multivalue?: readonly string[];
}

/** Where a pool stands, in the words of each provider that is asked to answer: its own region nearest to the pool. */
export interface DnsRegions {
  /** For Route 53, such as `eu-central-1`. */
  readonly aws?: string;
  /** For Traffic Manager, such as `germanywestcentral`. */
  readonly azure?: string;
}

/** Places and their pools. Where a place's pool is down, `elsewhere` answers, then any other pool. */
export interface DnsGeography {
  /** By pool, its places. */
  readonly places: Readonly<Record<string, DnsPlaces>>;
  /** The pool for all other places. */
  readonly elsewhere: string;
}

export interface DnsPlaces {
  /** Asia includes the Middle East, North America the Caribbean and Central America. */
  readonly continents?: readonly DnsContinent[];
  /** ISO 3166-1 codes of two capital letters; a country goes before its continent. Not for Cloud DNS. */
  readonly countries?: readonly string[];
}

export type DnsContinent = "AF" | "AN" | "AS" | "EU" | "NA" | "OC" | "SA";

/** What a probe asks, and when its answers count. */
export interface DnsHealthCheck {
  /** With HTTP and HTTPS, status 200 is healthy. A private probe knows TCP only. */
  readonly protocol: "HTTP" | "HTTPS" | "TCP";

  /**
   * The path to ask for, with its leading slash, up to 255 characters. Not for TCP.
   *
   * @default "/"
   */
  readonly path?: string;

  /**
   * @default 80 for HTTP, 443 for HTTPS; TCP has none
   */
  readonly port?: number;

  /**
   * The host that is asked for. Route 53 asks members given by hostname for that one only.
   *
   * @default - `name`; members given by hostname are asked for theirs
   */
  readonly host?: string;

  /**
   * Seconds between two probes: 10 or 30 for Route 53 and Traffic Manager, 30 to 300 for Cloud DNS, 60 for a private
   * probe.
   *
   * @default 30; 60 for a private probe
   */
  readonly intervalSeconds?: number;

  /**
   * How many probes in a row must fail, 1 to 10.
   *
   * @default 3
   */
  readonly failureThreshold?: number;
}

/**
 * The zones that the name is in, at least one. Resolvers ask whoever the parent zone delegates to: for several providers
 * to answer side by side, its NS records and those in each zone must name the name servers of all (RFC 1034 §4.2.2), and
 * signed zones must hold each other's keys (RFC 8901). A provider that is in no NS record is asked by nobody.
 */
export interface DnsProviders {
  readonly route53?: Route53Provider;
  /** Traffic Manager, and a record in Azure DNS that points to it. */
  readonly azure?: AzureDnsProvider;
  /** Cloud DNS. */
  readonly gcp?: GcpDnsProvider;
}

export type DnsProviderName = keyof DnsProviders;
