import type { MultiCloudLoadBalancerArgs } from "../args";
import type { GcpFrontEnd, GcpReach } from "./args";

/** What a reach means for all that a balancer consists of. */
export interface ReachFacts {
  /** As it is called: `global external`. */
  readonly label: string;
  readonly regional: boolean;
  readonly internal: boolean;
  readonly loadBalancingScheme: "EXTERNAL_MANAGED" | "INTERNAL_MANAGED";
  /** What its proxy-only subnets are for; undefined where the proxies are outside the network. */
  readonly proxyOnlyPurpose: "REGIONAL_MANAGED_PROXY" | "GLOBAL_MANAGED_PROXY" | undefined;
}

/** https://cloud.google.com/load-balancing/docs/load-balancing-overview */
export const reaches: Readonly<Record<GcpReach, ReachFacts>> = {
  "global-external": {
    label: "global external",
    regional: false,
    internal: false,
    loadBalancingScheme: "EXTERNAL_MANAGED",
    proxyOnlyPurpose: undefined,
  },
  "regional-external": {
    label: "regional external",
    regional: true,
    internal: false,
    loadBalancingScheme: "EXTERNAL_MANAGED",
    proxyOnlyPurpose: "REGIONAL_MANAGED_PROXY",
  },
  "regional-internal": {
    label: "regional internal",
    regional: true,
    internal: true,
    loadBalancingScheme: "INTERNAL_MANAGED",
    proxyOnlyPurpose: "REGIONAL_MANAGED_PROXY",
  },
  "cross-region-internal": {
    label: "cross-region internal",
    regional: false,
    internal: true,
    loadBalancingScheme: "INTERNAL_MANAGED",
    proxyOnlyPurpose: "GLOBAL_MANAGED_PROXY",
  },
};

/** What each kind is called. */
export const kinds: Readonly<Record<GcpFrontEnd["kind"], string>> = {
  alb: "Application Load Balancer",
  "proxy-nlb": "proxy Network Load Balancer",
};

/** A balancer's arguments with the facts that follow from them. */
export interface Settings {
  readonly frontEnd: GcpFrontEnd;
  readonly facts: ReachFacts;
  /** Of the zone: where all of a regional balancer is. */
  readonly region: string;
}

/** Undefined where kind or reach are none. Takes unchecked arguments. */
export function settingsOf(args: MultiCloudLoadBalancerArgs): Settings | undefined {
  const frontEnd = args.frontEnd.gcp;
  if (frontEnd === undefined || !isOneOf(kinds, frontEnd.kind) || !isOneOf(reaches, frontEnd.reach)) {
    return undefined;
  }
  return { frontEnd, facts: reaches[frontEnd.reach], region: regionOf(frontEnd.zone) ?? "" };
}

/** The region of a zone, or undefined where it is none. */
export function regionOf(zone: unknown): string | undefined {
  return typeof zone === "string" ? /^([a-z]+-[a-z]+\d+)-[a-z]$/.exec(zone)?.[1] : undefined;
}

/** Whether a value, whatever its type, is a key. */
export function isOneOf<T extends string>(table: Readonly<Record<T, unknown>>, value: unknown): value is T {
  return typeof value === "string" && Object.hasOwn(table, value);
}
