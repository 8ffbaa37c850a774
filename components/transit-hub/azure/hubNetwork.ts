import { Subnet, VirtualNetwork } from "@pulumi/azure-native/network";
import { all, type Output } from "@pulumi/pulumi";
import type { TransitContext } from "../cloud";
import type { TransitNode } from "../plan";
import { hubPrefix } from "./addresses";
import { type AzurePlace, placedAt } from "./places";

/** A segment's VNet at a hub. Nothing is in it but the segment's virtual network gateway, which is made elsewhere. */
export interface HubNetwork {
  readonly place: AzurePlace;
  readonly name: Output<string>;
  readonly id: Output<string>;
  readonly gatewaySubnetId: Output<string>;
}

export function createHubNetwork(context: TransitContext, node: TransitNode, place: AzurePlace): HubNetwork {
  const name = `${context.name}-${node.name}`;
  const addressPrefix = hubPrefix(place.args, node.segment.number);
  const network = new VirtualNetwork(
    `${name}-virtual-network`,
    { ...placedAt(context, place), addressSpace: { addressPrefixes: [addressPrefix] } },
    place.opts,
  );
  const subnet = new Subnet(
    `${name}-gateway-subnet`,
    {
      resourceGroupName: place.resourceGroupName,
      virtualNetworkName: network.name,
      subnetName: "GatewaySubnet",
      addressPrefix,
    },
    place.opts,
  );
  // A VNet refuses a second change while one is under way, so who uses it waits for its subnet.
  const id = all([network.id, subnet.id]).apply(([networkId]) => networkId);
  return { place, name: network.name, id, gatewaySubnetId: subnet.id };
}
