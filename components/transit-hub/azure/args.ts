import type { Input, ProviderResource } from "@pulumi/pulumi";

/** A hub in Azure: for every segment that it carries a hub of its own, for Azure's gateways know one table only. */
export interface AzureTransitHub {
  /**
   * What each segment's hub is: a VNet with a virtual network gateway that the spokes are peered with, or a hub of
   * Virtual WAN. A hub VNet is cheaper; hubs of Virtual WAN in several regions are joined to each other by Azure. A
   * spoke leaves one kind for the other in two updates only: first out of its hub, then into the next.
   * https://learn.microsoft.com/azure/architecture/networking/architecture/hub-spoke
   * https://learn.microsoft.com/azure/virtual-wan/virtual-wan-about
   *
   * @default "hub-virtual-network"
   */
  readonly kind?: "hub-virtual-network" | "virtual-wan";

  /**
   * The range that the segments' hubs take theirs from, by the segment's number; apart from all networks. A hub VNet takes
   * a /26 and a Virtual WAN hub a /23, so give a /23 or larger for hub VNets and a /20 or larger for Virtual WAN. Fixed
   * for the hub's life.
   *
   * @example "10.250.0.0/20"
   */
  readonly addressSpace: string;

  /**
   * The autonomous system number of the virtual network gateway of segment number 0; every other segment has this plus its
   * own number, so six are taken. As in `CrossCloudVpn`. Virtual WAN always has 65515.
   *
   * @default - 64512 plus six times the hub's number
   */
  readonly asn?: number;

  /**
   * The resource group of everything in this hub.
   *
   * @default - a new one
   */
  readonly resourceGroupName?: Input<string>;

  /**
   * The location of everything in this hub.
   *
   * @default - the resource group's, and for a new resource group the Azure provider's
   */
  readonly location?: Input<string | undefined>;

  /**
   * The size of each hub VNet's gateway; as in `CrossCloudVpn`. Not with Virtual WAN.
   *
   * @default "VpnGw1AZ"
   */
  readonly sku?: string;

  /**
   * The availability zones of the hub VNets' gateways; as in `CrossCloudVpn`. Not with Virtual WAN.
   *
   * @default - all three; give [] in a region without zones
   */
  readonly zones?: readonly string[];

  /**
   * With Virtual WAN: the size of each hub's gateway in units of 500 Mbps for each of its two instances, 1 to 20.
   *
   * @default 1
   */
  readonly scaleUnits?: number;

  /**
   * The provider of all Azure resources of this hub.
   *
   * @default - the component's, or the default one
   */
  readonly provider?: ProviderResource;
}

/** A VNet that is attached to a hub. An `AzureNetwork` fits as it is. */
export interface AzureTransitSpoke {
  /** The VNet's resource group. */
  readonly resourceGroupName: Input<string>;

  /** The VNet's name. */
  readonly virtualNetworkName: Input<string>;

  /** The VNet. */
  readonly virtualNetworkId: Input<string>;

  /**
   * All of the VNet's IPv4 ranges, exactly as the network has them: a wider range would leave more specific routes that
   * open other segments.
   */
  readonly addressPrefixes: readonly string[];

  /**
   * The route table of the VNet's subnets, in its resource group. In a hub VNet it gets routes to the gateway for
   * `summaryRanges`, by which spokes of one segment reach each other.
   *
   * @default - none: the spoke reaches other clouds' networks, and no spoke of this hub
   */
  readonly routeTableName?: Input<string>;

  /**
   * The provider of the VNet's side of the peering, such as one for another subscription.
   *
   * @default - the hub's
   */
  readonly provider?: ProviderResource;
}
