import { type VirtualNetworkGateway, VirtualNetworkPeering } from "@pulumi/azure-native/network";
import type { TransitNode } from "../plan";
import type { HubNetwork } from "./hubNetwork";
import type { AzureSpoke } from "./spokes";
import type { Turns } from "./turns";

/** A side of a peering can't be led elsewhere. */
const ofPeering = { replaceOnChanges: ["remoteVirtualNetwork"], deleteBeforeReplace: true };

/** Both sides go before the gateway does, also where it is replaced: one side alone would stay disconnected. */
const ofTransit = {
  ...ofPeering,
  replaceOnChanges: [...ofPeering.replaceOnChanges, "allowGatewayTransit", "useRemoteGateways"],
};

/**
 * Peers a spoke with its hub VNet, whose gateway it uses. What a gateway forwards needs no `allowForwardedTraffic`.
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-peering-gateway-transit
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering
 *
 * A VNet uses one remote gateway at most, so a spoke that moves leaves the old hub before it joins the new one: its own
 * side keeps its name and is replaced. The hub's side goes by the hub: the new one is there before, the old one goes after.
 */
export function peerWithHub(
  spoke: AzureSpoke,
  node: TransitNode,
  hub: HubNetwork,
  gateway: VirtualNetworkGateway,
  turns: Turns,
): void {
  const changed = [node, spoke.plan];
  const whileThere = gateway.gatewayType.apply(() => true);
  turns.take(
    changed,
    (dependsOn) =>
      new VirtualNetworkPeering(
        `${spoke.name}-peering-from-${node.name}`,
        {
          resourceGroupName: hub.place.resourceGroupName,
          virtualNetworkName: hub.name,
          remoteVirtualNetwork: { id: spoke.network.virtualNetworkId },
          allowVirtualNetworkAccess: true,
          allowGatewayTransit: whileThere,
        },
        { ...spoke.hubOpts, ...ofTransit, dependsOn },
      ),
  );
  turns.take(
    changed,
    (dependsOn) =>
      new VirtualNetworkPeering(
        `${spoke.name}-hub-peering`,
        {
          resourceGroupName: spoke.network.resourceGroupName,
          virtualNetworkName: spoke.network.virtualNetworkName,
          remoteVirtualNetwork: { id: hub.id },
          allowVirtualNetworkAccess: true,
          useRemoteGateways: whileThere,
        },
        { ...spoke.opts, ...ofTransit, dependsOn },
      ),
  );
}

/**
 * Peers two spokes whose segments may talk to each other. Peering leads no further than the two VNets.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview
 */
export function peerSpokes(one: AzureSpoke, other: AzureSpoke, turns: Turns): void {
  for (const [local, remote] of [
    [one, other],
    [other, one],
  ] as const) {
    turns.take(
      [one.plan, other.plan],
      (dependsOn) =>
        new VirtualNetworkPeering(
          `${local.name}-peering-to-${remote.plan.name}`,
          {
            resourceGroupName: local.network.resourceGroupName,
            virtualNetworkName: local.network.virtualNetworkName,
            remoteVirtualNetwork: { id: remote.network.virtualNetworkId },
            allowVirtualNetworkAccess: true,
          },
          { ...local.opts, ...ofPeering, dependsOn },
        ),
    );
  }
}
