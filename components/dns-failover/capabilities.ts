import type { DnsProviderName } from "./args";
import type { RoutingPolicy } from "./model";

/** What a name may ask of its provider. */
export type DnsFeature =
  | RoutingPolicy
  | "private names"
  | "more than two pools in order"
  | "weights inside a pool"
  | "countries"
  | "last resort"
  | "Antarctica"
  | "several members in a pool at the apex"
  | "geography at the apex"
  | "hostnames at the apex"
  | "private addresses";

/** Why a provider can't, by its documentation, and the nearest thing that works. */
export interface DnsRefusal {
  readonly reason: string;
  readonly source: string;
  readonly instead: string;
}

export const providerTitles: Readonly<Record<DnsProviderName, string>> = {
  route53: "Route 53",
  azure: "Traffic Manager",
  gcp: "Cloud DNS",
};

const gcpPolicies = "https://docs.cloud.google.com/dns/docs/routing-policies-overview";
const gcpRecordSets = "https://docs.cloud.google.com/dns/docs/reference/rest/v1/resourceRecordSets";
const azureAlias = "https://learn.microsoft.com/azure/dns/dns-alias";

const cnameAtApex =
  "a hostname is answered as CNAME record, which can't stand beside the records that every apex has";

const azureApex: DnsRefusal = {
  reason: "an alias at the apex takes a profile whose endpoints are all external and addresses",
  source: azureAlias,
  instead: "give each pool one member with an address and no geography, or use a name below the apex",
};

const apexHostname: DnsRefusal = {
  reason: cnameAtApex,
  source: "RFC 1034 §3.6.2",
  instead: "give the members' addresses or aliases, or use a name below the apex",
};

/** What each provider can: true, or why not. */
export const dnsCapabilities: Readonly<
  Record<DnsProviderName, Readonly<Record<DnsFeature, true | DnsRefusal>>>
> = {
  route53: {
    failover: true,
    weighted: true,
    latency: true,
    geography: true,
    multivalue: true,
    "private names": true,
    "more than two pools in order": true,
    "weights inside a pool": true,
    countries: true,
    "last resort": true,
    Antarctica: true,
    "several members in a pool at the apex": true,
    "geography at the apex": true,
    "hostnames at the apex": apexHostname,
    "private addresses": true,
  },
  azure: {
    failover: true,
    weighted: true,
    latency: true,
    geography: true,
    multivalue: true,
    "private names": {
      reason: "it answers and probes over the internet only, and Azure's private zones have no routing",
      source: "https://learn.microsoft.com/azure/traffic-manager/traffic-manager-how-it-works",
      instead: "use Route 53 with a probe from subnets, or Cloud DNS with internal load balancers",
    },
    "more than two pools in order": true,
    "weights inside a pool": true,
    countries: true,
    "last resort": true,
    Antarctica: true,
    "several members in a pool at the apex": azureApex,
    "geography at the apex": azureApex,
    "hostnames at the apex": apexHostname,
    "private addresses": {
      reason: "it probes over the internet",
      source: "https://learn.microsoft.com/azure/traffic-manager/traffic-manager-faqs",
      instead: "give public addresses, or use Route 53 with a probe from subnets",
    },
  },
  gcp: {
    failover: true,
    weighted: true,
    latency: {
      reason: "it has weights, geography and failover, but measures no latency",
      source: gcpPolicies,
      instead: "use routing.geography, which answers with the nearest region's pool",
    },
    geography: true,
    multivalue: true,
    "private names": true,
    "more than two pools in order": {
      reason: "a failover policy has one primary and one backup set",
      source: gcpRecordSets,
      instead: "put the pools after the first into one, or leave this name to Route 53 or Traffic Manager",
    },
    "weights inside a pool": {
      reason:
        "weighted round robin and other policies don't nest: the healthy members of a pool are answered together",
      source: gcpPolicies,
      instead: "make each member a pool of routing.weighted",
    },
    countries: {
      reason: "its locations are regions of Google Cloud",
      source: gcpRecordSets,
      instead: "name the continent",
    },
    "last resort": {
      reason: "checked and unchecked addresses don't mix in a policy",
      source: gcpPolicies,
      instead: "leave lastResort out, so that the pool is checked too",
    },
    Antarctica: {
      reason: "no region of Google Cloud is there",
      source: "https://docs.cloud.google.com/compute/docs/regions-zones",
      instead: 'leave "AN" to elsewhere',
    },
    "several members in a pool at the apex": true,
    "geography at the apex": true,
    "hostnames at the apex": true,
    "private addresses": {
      reason: "in private zones it knows the health of internal load balancers only",
      source: gcpPolicies,
      instead: "put an internal load balancer before the address, and give it as gcpLoadBalancer",
    },
  },
};
