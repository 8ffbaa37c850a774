import { Route } from "@pulumi/azure-native/network";
import type { Resource } from "@pulumi/pulumi";
import { contains, parseCidr } from "../../../addressing/cidr";
import { cidrKey } from "../../names";
import type { AzureSpoke } from "./spokes";

/**
 * Leads a spoke's subnets to its hub's gateway, by which the hub's spokes reach each other: peering alone leads no
 * further than the hub VNet, and the gateway tells spokes nothing of one another.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview#gateways-and-on-premises-connectivity
 *
 * A user's route beats the system's to the same range or a larger one, so what a VNet or one of its peers has itself is
 * left out.
 */
export function routeToGateway(
  spoke: AzureSpoke,
  summaryRanges: readonly string[],
  peers: readonly AzureSpoke[],
): void {
  const { resourceGroupName, routeTableName } = spoke.network;
  if (routeTableName === undefined) {
    return;
  }
  const near = [spoke, ...peers].flatMap(({ plan }) => plan.ranges).map(parseCidr);
  let previous: Resource | undefined;
  for (const addressPrefix of summaryRanges) {
    if (near.some((range) => contains(range, parseCidr(addressPrefix)))) {
      continue;
    }
    previous = new Route(
      `${spoke.name}-route-${cidrKey(addressPrefix)}`,
      { resourceGroupName, routeTableName, addressPrefix, nextHopType: "VirtualNetworkGateway" },
      // A route table refuses a second change while one is under way.
      { ...spoke.opts, deleteBeforeReplace: true, ...(previous !== undefined && { dependsOn: previous }) },
    );
  }
}
