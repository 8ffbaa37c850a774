import { type Input, type Output, type ProviderResource, type Resource, secret } from "@pulumi/pulumi";
import type { LinkPlan, SidePlan, TunnelEndPlan } from "./plan";
import type { CipherProposal } from "./ciphers/proposal";
import type { IpVersion } from "./ipVersions";
import type { MonitoringPlan } from "./monitoring/plan";
import type { Routing } from "./topology";

/** What every resource of a component is made with. */
export interface ComponentContext {
  readonly parent: Resource;
  /** The prefix of all names. */
  readonly name: string;
  readonly tags: Readonly<Record<string, Input<string>>> | undefined;
  /** What is watched; undefined where nothing is. */
  readonly monitoring?: MonitoringPlan | undefined;
}

/** The options of all resources of one side. */
export interface SideOptions {
  readonly parent: Resource;
  readonly provider?: ProviderResource;
}

export function sideOptions(parent: Resource, provider: ProviderResource | undefined): SideOptions {
  return { parent, ...(provider !== undefined && { provider }) };
}

/** The options of what one side makes for a link, which may be a component within the gateway's. */
export function linkOptions(link: LinkView, side: { readonly provider?: ProviderResource }): SideOptions {
  return sideOptions(link.parent, side.provider);
}

/** A gateway of one cloud: it ends the tunnels of one or more links. */
export interface Gateway {
  /** Its id, for the component's outputs; undefined for the on-premises router. */
  readonly id: Output<string> | undefined;

  /**
   * Makes this side's ends of a link's tunnels. Each peer is the other end of one, in the link's order.
   *
   * A gateway without `outsideAddress` comes first in a pair: it makes the preshared keys where it gets none, and what
   * it answers with is what the other gateway connects to.
   */
  connect(link: LinkView, peers: readonly PeerEnd[]): TunnelEnd[];
}

/** A gateway whose public addresses exist before its tunnels do, so that the other side can be built meanwhile. */
export interface AddressedGateway extends Gateway {
  /** The public address of one of its interfaces. */
  outsideAddress(index: number): Output<string>;
}

/** A link as one of its two gateways sees it. */
export interface LinkView extends ComponentContext {
  readonly routing: Routing;
  readonly proposal: CipherProposal;
  readonly own: SidePlan;
  readonly peer: SidePlan;
  readonly tunnels: readonly TunnelView[];
}

export interface TunnelView {
  readonly key: string;
  readonly index: number;
  readonly ipVersions: readonly IpVersion[];
  readonly insideCidr: string;
  readonly preferred: boolean;
  readonly own: TunnelEndPlan;
  readonly peer: TunnelEndPlan;
}

/** What one gateway is told of the other end of a tunnel. */
export interface PeerEnd {
  readonly outsideAddress: Output<string>;
  /** Always secret. Undefined where this gateway is to make it. */
  readonly presharedKey: Output<string> | undefined;
  /** Of TCP MD5 (RFC 2385). Always secret. */
  readonly md5Key: Output<string> | undefined;
}

/** One gateway's end of a tunnel. */
export interface TunnelEnd {
  /** The cloud's resource that the tunnel belongs to; undefined for the on-premises router. */
  readonly id: Output<string> | undefined;
  readonly outsideAddress: Output<string>;
  /** Always secret. */
  readonly presharedKey: Output<string>;
  /** What the end takes to be up; undefined where it is made elsewhere. */
  readonly resource?: Resource;
  /** Of AWS: where the tunnel's metrics are. */
  readonly region?: Output<string>;
  /** Of Google Cloud: what its metrics call the tunnel. */
  readonly metricNames?: MetricNames;
}

export interface MetricNames {
  readonly tunnel: Output<string>;
  /** Of every session, one for each IP version that the tunnel carries. */
  readonly bgpPeers: readonly Output<string>[];
}

export function viewOf(context: ComponentContext, plan: LinkPlan, position: 0 | 1): LinkView {
  const other = position === 0 ? 1 : 0;
  return {
    ...context,
    routing: plan.routing,
    proposal: plan.proposal,
    own: plan.sides[position],
    peer: plan.sides[other],
    tunnels: plan.tunnels.map(({ ends, ...tunnel }) => ({
      ...tunnel,
      own: ends[position],
      peer: ends[other],
    })),
  };
}

/** The key of a gateway that makes none itself. */
export function keyFor({ key }: TunnelView, { presharedKey }: PeerEnd): Output<string> {
  if (presharedKey === undefined) {
    throw new Error(`tunnel ${key} has no preshared key`);
  }
  return secret(presharedKey);
}
