import type { Output, Resource } from "@pulumi/pulumi";
import type { Cloud } from "../clouds";
import type { ComponentContext, TunnelEnd } from "../gateway";
import { type IpVersion, ipv6Suffix, isTwin } from "../ipVersions";
import type { Routing } from "../topology";

/** The clouds that can watch; on premises the router's owner does. */
export type WatchingCloud = Exclude<Cloud, "onPremises">;

/** Ids of what the clouds have, such as alarms, by cloud. */
export type IdsByCloud = Readonly<Partial<Record<WatchingCloud, Output<string>>>>;

/** The alarms of a link: AWS's ARNs, the names of Google Cloud's alerting policies, Azure's resource ids. */
export interface LinkAlarms {
  /** By the tunnel's key, such as `0-1`. */
  readonly tunnels: Readonly<Record<string, IdsByCloud>>;
  /** They go off when no tunnel of the link is up, of those that carry IPv4. */
  readonly link: IdsByCloud;
  /** They go off when none of the tunnels for IPv6 alone is up, where there are such. */
  readonly ipv6Link?: IdsByCloud;
}

/** A link as one of its two clouds watches it. */
export interface WatchedLink {
  readonly context: ComponentContext;
  readonly routing: Routing;
  readonly tunnels: readonly WatchedTunnel[];
  /** Whether these are the link's tunnels for IPv6 alone. */
  readonly ipv6: boolean;
}

export interface WatchedTunnel {
  readonly ipVersions: readonly IpVersion[];
  readonly key: string;
  /** The link's name and the key. */
  readonly name: string;
  readonly own: TunnelEnd;
  readonly peer: TunnelEnd;
  readonly peerInsideAddress: string;
}

/** One cloud's alarms of a link. */
export interface CloudAlarms {
  /** By the tunnel's key. */
  readonly tunnels: Readonly<Record<string, Output<string>>>;
  readonly link: Output<string> | undefined;
}

/** Watches one gateway with what its cloud has for that. A new cloud is one more of these. */
export interface CloudMonitor {
  /** The logs of the gateway as a whole, where its cloud has them at the gateway. */
  keepLogs(context: ComponentContext): void;
  /** Alarms for one of the gateway's links. */
  createAlarms(link: WatchedLink): CloudAlarms;
  /** A dashboard of all the gateway's links. Returns its id. */
  createDashboard(context: ComponentContext, links: readonly WatchedLink[]): Output<string>;
}

/** A link's tunnels apart by what they carry: one IP version may be down while the other is up. */
export function byIpVersion(link: WatchedLink): WatchedLink[] {
  const twins = link.tunnels.filter(isTwin);
  const others = { ...link, tunnels: link.tunnels.filter((tunnel) => !isTwin(tunnel)) };
  return twins.length === 0 ? [others] : [others, { ...link, tunnels: twins, ipv6: true }];
}

/** The end of the names of what watches a link. */
export function watchSuffix({ ipv6 }: WatchedLink): string {
  return ipv6 ? ipv6Suffix : "";
}

/** Before "tunnel", in what people read. */
export function watchedKind({ ipv6 }: WatchedLink): string {
  return ipv6 ? "IPv6 " : "";
}

/** What alarms wait for: one for a tunnel that is still being built would go off. */
export function bothEnds(tunnels: readonly WatchedTunnel[]): Resource[] {
  const resources = tunnels.flatMap(({ own, peer }) => [own.resource, peer.resource]);
  return [...new Set(resources)].filter((resource) => resource !== undefined);
}

/** By the tunnels' keys. */
export function byKey<Value>(
  tunnels: readonly WatchedTunnel[],
  valueOf: (tunnel: WatchedTunnel) => Value,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(tunnels.map((tunnel) => [tunnel.key, valueOf(tunnel)]));
}
