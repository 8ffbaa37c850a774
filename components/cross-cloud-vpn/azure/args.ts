import type { Input, ProviderResource } from "@pulumi/pulumi";

/**
 * The Azure end. An `AzureNetwork` fits as it is; `{ ...network, sku: "VpnGw2AZ" }` adds to one.
 */
export interface AzureVpnSide {
  /** The resource group of everything on the Azure side, route table included. */
  readonly resourceGroupName: Input<string>;

  /** The id of the subnet called GatewaySubnet, /27 or larger. Needed unless the gateway exists or is a hub's. */
  readonly gatewaySubnetId?: Input<string>;

  /** The VNet. Needed only where it is to be connected to a `virtualHub`. */
  readonly virtualNetworkId?: Input<string>;

  /** The VNet's ranges, which the other side routes to the VPN. They must not overlap the other side's. */
  readonly addressPrefixes: readonly string[];

  /**
   * The route table to add routes to the other side to. Only with `routing: "static"`; with BGP Azure learns them.
   *
   * @default - no routes: Azure still routes the other side's ranges to its gateway in every subnet
   */
  readonly routeTableName?: Input<string>;

  /**
   * The ranges that the other side sends into the tunnels, inside `addressPrefixes`. Only with `routing: "static"`.
   *
   * @default - `addressPrefixes`
   * @example ["172.18.0.0/17"]
   */
  readonly staticRoutes?: readonly string[];

  /**
   * The location of all Azure resources.
   *
   * @default - the resource group's
   */
  readonly location?: Input<string | undefined>;

  /**
   * The autonomous system number of the virtual network gateway: 64512 to 65514, 65521 to 65534 or a public one,
   * other than the other side's. A Virtual WAN gateway always has 65515.
   * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq#bgp
   *
   * @default 65521
   */
  readonly asn?: number;

  /**
   * The gateway's size: VpnGw1AZ (650 Mbps), VpnGw2AZ (1.25 Gbps), VpnGw3AZ (2.5 Gbps), VpnGw4AZ (5 Gbps) or
   * VpnGw5AZ (10 Gbps), all tunnels together. Moving between VpnGw1AZ and the others replaces the gateway and its
   * connections: the VPN is down for 45 minutes or more, and then has the same public addresses.
   * Of an existing gateway: the one it has, for the component's `throughput`. Not with `virtualHub`.
   * https://learn.microsoft.com/azure/vpn-gateway/about-gateway-skus
   *
   * @default "VpnGw1AZ"
   */
  readonly sku?: string;

  /**
   * The availability zones of a new gateway's public addresses: one of "1", "2" and "3", or all. Azure does not change
   * them afterwards.
   * https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses#availability-zone
   *
   * @default - all three; give [] in a region without zones
   */
  readonly zones?: readonly string[];

  /**
   * A new virtual network gateway's name in Azure. Another one replaces the gateway. When the component gets a new name, with the old
   * one as an alias, keep the gateway by giving its name here.
   *
   * @default - the component's name and `-gateway`
   * @example "shop-gateway"
   */
  readonly gatewayName?: string;

  /**
   * An existing virtual network gateway, in place of a new one.
   *
   * @default - a new one
   */
  readonly virtualNetworkGateway?: AzureVirtualNetworkGateway;

  /**
   * Ends the tunnels at a Virtual WAN hub instead of a virtual network gateway. A VNet has one or the other: to move a
   * running link, take it out, `pulumi up`, and put it in again.
   *
   * @default - a virtual network gateway
   * @example { addressPrefix: "10.47.0.0/23" }
   */
  readonly virtualHub?: AzureVirtualHub;

  /**
   * The provider of all Azure resources, such as one for another subscription.
   *
   * @default - the component's, or the default one
   */
  readonly provider?: ProviderResource;
}

/** An existing virtual network gateway. */
export interface AzureVirtualNetworkGateway {
  /** Its resource id. With BGP its ASN is `asn`. */
  readonly id: Input<string>;
  /** The instances: one, or two of an active-active gateway. */
  readonly instances: readonly AzureGatewayInstance[];
}

/** One instance of an existing virtual network gateway. */
export interface AzureGatewayInstance {
  /** The name of its IP configuration. */
  readonly ipConfigurationName: string;
  /** Its public address. */
  readonly outsideAddress: Input<string>;
  /**
   * The custom BGP (APIPA) addresses it has. Each tunnel of the link needs its inside address among them.
   *
   * @default - none, as without BGP
   */
  readonly customBgpAddresses?: readonly string[];
}

/** A Virtual WAN hub that the tunnels end at: a new one, or an existing one without a site-to-site VPN gateway. */
export interface AzureVirtualHub {
  /**
   * The range of a new hub, /24 or larger, /23 as Microsoft recommends, apart from all networks. A virtual WAN is made
   * for it.
   * https://learn.microsoft.com/azure/virtual-wan/hub-settings
   *
   * @default - the hub exists, see `id`
   */
  readonly addressPrefix?: string;

  /** The resource id of an existing hub. It takes one site-to-site VPN gateway, which is made here. */
  readonly id?: Input<string>;

  /** The id of an existing hub's virtual WAN. */
  readonly virtualWanId?: Input<string>;

  /**
   * Whether `virtualNetworkId` is connected to an existing hub already.
   *
   * @default false - it is connected here
   */
  readonly connected?: boolean;

  /**
   * The gateway's size in units of 500 Mbps for each of its two instances, 1 to 20.
   * https://learn.microsoft.com/azure/virtual-wan/gateway-settings
   *
   * @default 1
   */
  readonly scaleUnits?: number;
}

/** Of every Virtual WAN gateway: https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq */
export const virtualWanAsn = 65515;

/** A VPN site has four links at most: https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq */
export const linksPerSite = 4;
