import type { Input, Output, Resource } from "@pulumi/pulumi";
import type { TunnelPlan, VpnPlan } from "./plan";

/** What both sides are built with. */
export interface SideContext {
  readonly parent: Resource;
  readonly name: string;
  readonly plan: VpnPlan;
  readonly tags: Readonly<Record<string, Input<string>>> | undefined;
}

/**
 * The side of a pair whose public addresses exist before its gateway does, so that the other side can be built
 * meanwhile. Once that has its tunnels, this side accepts them.
 */
export interface AcceptingSide {
  /** The public address that a connection of the plan leads to. */
  outsideAddress(connection: number): Output<string>;
  accept(tunnels: readonly OfferedTunnel[]): AcceptedTunnel[];
}

/** What the other side knows of a tunnel once its connection exists. */
export interface OfferedTunnel {
  readonly plan: TunnelPlan;
  readonly connectionId: Output<string>;
  readonly outsideAddress: Output<string>;
  /** Always secret. */
  readonly presharedKey: Output<string>;
}

/** A tunnel with both ends. */
export interface AcceptedTunnel extends OfferedTunnel {
  readonly acceptingConnectionId: Output<string>;
  readonly acceptingOutsideAddress: Output<string>;
}
