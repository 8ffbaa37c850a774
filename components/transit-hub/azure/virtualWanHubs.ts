import { HubVirtualNetworkConnection, VirtualHub, VirtualWan } from "@pulumi/azure-native/network";
import type { Input, Output } from "@pulumi/pulumi";
import type { TransitContext } from "../cloud";
import type { SegmentPlan, TransitNode } from "../plan";
import { hubPrefix } from "./addresses";
import { type AzurePlace, placedAt } from "./places";
import type { AzureSpoke } from "./spokes";
import type { Turns } from "./turns";

/** A segment's hub of Virtual WAN. */
export interface WanHub {
  readonly place: AzurePlace;
  readonly name: Output<string>;
  readonly id: Output<string>;
  readonly virtualWanId: Input<string>;
}

/**
 * A segment's virtual WAN. Azure joins its hubs of all regions to each other, and to nothing else.
 * https://learn.microsoft.com/azure/virtual-wan/virtual-wan-global-transit-network-architecture
 *
 * It is placed with the first of all hubs of Virtual WAN, whether the segment is there or not. So it stays where it is
 * whatever spokes and hubs come and go, but for that first hub, and one with a smaller number than its: these would move
 * it, and all its hubs with it.
 */
export function createWan(context: TransitContext, segment: SegmentPlan, place: AzurePlace): VirtualWan {
  return new VirtualWan(
    `${context.name}-${segment.name}-virtual-wan`,
    { ...placedAt(context, place), type: "Standard" },
    place.opts,
  );
}

export function createWanHub(
  context: TransitContext,
  node: TransitNode,
  place: AzurePlace,
  wan: VirtualWan,
): WanHub {
  const hub = new VirtualHub(
    `${context.name}-${node.name}-virtual-hub`,
    {
      ...placedAt(context, place),
      virtualWan: { id: wan.id },
      addressPrefix: hubPrefix(place.args, node.segment.number),
      sku: "Standard",
    },
    { ...place.opts, customTimeouts: { create: "60m", update: "60m", delete: "60m" } },
  );
  return { place, name: hub.name, id: hub.id, virtualWanId: wan.id };
}

/** Connects a spoke to its hub. A VNet is connected to one hub at a time, so one that moves leaves the old hub first. */
export function connectToHub(spoke: AzureSpoke, node: TransitNode, hub: WanHub, turns: Turns): void {
  turns.take(
    [node, spoke.plan],
    (dependsOn) =>
      new HubVirtualNetworkConnection(
        `${spoke.name}-hub-connection`,
        {
          resourceGroupName: hub.place.resourceGroupName,
          virtualHubName: hub.name,
          remoteVirtualNetwork: { id: spoke.network.virtualNetworkId },
        },
        {
          ...spoke.hubOpts,
          replaceOnChanges: ["remoteVirtualNetwork"],
          deleteBeforeReplace: true,
          dependsOn,
        },
      ),
  );
}
