import type { Output } from "@pulumi/pulumi";
import {
  type AddressedGateway,
  type ComponentContext,
  type Gateway,
  type TunnelEnd,
  viewOf,
} from "./gateway";
import type { LinkPlan, TunnelPlan } from "./plan";

/** A tunnel with both its ends, in the order of the plan's sides. */
export interface JoinedTunnel {
  readonly plan: TunnelPlan;
  readonly ends: readonly [TunnelEnd, TunnelEnd];
  /** Always secret. */
  readonly presharedKey: Output<string>;
}

/** The keys of a tunnel that neither gateway makes. */
export interface TunnelKeys {
  readonly presharedKey: Output<string> | undefined;
  readonly md5Key: Output<string> | undefined;
}

/**
 * Joins two gateways by a link's tunnels. The first learns the second's public addresses and makes its ends; the second
 * then connects to these. Where AWS is the first, its addresses and keys exist only by then.
 */
export function joinGateways(
  context: ComponentContext,
  plan: LinkPlan,
  [first, second]: readonly [Gateway, AddressedGateway],
  keys: readonly TunnelKeys[],
): JoinedTunnel[] {
  const keysOf = (index: number): TunnelKeys => keys[index] ?? { presharedKey: undefined, md5Key: undefined };
  const firstEnds = first.connect(
    viewOf(context, plan, 0),
    plan.tunnels.map(({ index, ends }) => ({
      ...keysOf(index),
      outsideAddress: second.outsideAddress(ends[1].interface),
    })),
  );
  const secondEnds = second.connect(
    viewOf(context, plan, 1),
    firstEnds.map(({ outsideAddress, presharedKey }, index) => ({
      outsideAddress,
      presharedKey,
      md5Key: keysOf(index).md5Key,
    })),
  );
  return plan.tunnels.map((tunnel) => {
    const [own, peer] = [firstEnds[tunnel.index], secondEnds[tunnel.index]];
    if (own === undefined || peer === undefined) {
      throw new Error(`a gateway has no end for tunnel ${tunnel.key}`);
    }
    return { plan: tunnel, ends: [own, peer], presharedKey: own.presharedKey };
  });
}
