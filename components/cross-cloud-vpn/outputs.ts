import type { Output } from "@pulumi/pulumi";
import type { Cloud } from "./clouds";
import type { IpVersion } from "./ipVersions";
import type { JoinedTunnel } from "./join";
import type { LinkPlan } from "./plan";

/** One tunnel, without its preshared key. It has an end for each of its two sides. */
export interface Tunnel {
  /**
   * The link's name and the tunnel's key, such as `shop-0-1`. With AWS the key is the connection's index and AWS's number of
   * the tunnel, and `-ipv6` for one that carries IPv6 alone.
   */
  readonly name: string;
  /** What travels inside: `["ipv4"]`, `["ipv6"]` or both. */
  readonly ipVersions: readonly IpVersion[];
  /** The /30 inside the tunnel; of one for IPv6 alone the /126. */
  readonly insideCidr: string;
  /** The /126 inside a tunnel that carries both. */
  readonly insideIpv6Cidr?: string;
  /** False for a standby tunnel. */
  readonly preferred: boolean;
  readonly aws?: TunnelSide;
  readonly gcp?: TunnelSide;
  readonly azure?: TunnelSide;
  readonly onPremises?: TunnelSide;
}

/** One side's end of a tunnel. */
export interface TunnelSide {
  /** The AWS VPN connection, the Google Cloud VPN tunnel or the Azure connection; undefined on premises. */
  readonly id: Output<string> | undefined;
  /** The public address. */
  readonly outsideAddress: Output<string>;
  /** The host of `insideCidr`. */
  readonly insideAddress: string;
  /** The host of `insideIpv6Cidr`. */
  readonly insideIpv6Address?: string;
  /** The gateway's ASN; undefined without BGP. */
  readonly asn: number | undefined;
}

export function describeTunnels(name: string, plan: LinkPlan, tunnels: readonly JoinedTunnel[]): Tunnel[] {
  return tunnels.map((tunnel) => ({
    name: tunnelName(name, tunnel),
    ipVersions: tunnel.plan.ipVersions,
    insideCidr: tunnel.plan.insideCidr,
    ...(tunnel.plan.insideIpv6Cidr !== undefined && { insideIpv6Cidr: tunnel.plan.insideIpv6Cidr }),
    preferred: tunnel.plan.preferred,
    ...sideOf(plan, tunnel, 0),
    ...sideOf(plan, tunnel, 1),
  }));
}

export function tunnelName(name: string, { plan }: JoinedTunnel): string {
  return `${name}-${plan.key}`;
}

function sideOf(plan: LinkPlan, tunnel: JoinedTunnel, position: 0 | 1): Partial<Record<Cloud, TunnelSide>> {
  const { cloud, asn } = plan.sides[position];
  const { id, outsideAddress } = tunnel.ends[position];
  const { insideAddress, insideIpv6Address } = tunnel.plan.ends[position];
  return {
    [cloud]: {
      id,
      outsideAddress,
      insideAddress,
      ...(insideIpv6Address !== undefined && { insideIpv6Address }),
      asn: plan.routing === "bgp" ? asn : undefined,
    },
  };
}
