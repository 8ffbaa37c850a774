import type { Input, ProviderResource } from "@pulumi/pulumi";

/**
 * A hub in Google Cloud: for every segment a Network Connectivity Center hub, which all regions share, and for this
 * region a routing VPC network, in which the segment's tunnels end. All hubs in Google Cloud are in one project, as Network
 * Connectivity Center wants it of its routing networks; networks may be in others.
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/dynamic-route-exchange-with-vpc-spokes
 */
export interface GcpTransitHub {
  /**
   * The region of the HA VPN gateways and Cloud Routers. Spokes may have subnets in any region.
   *
   * @default - the Google Cloud provider's
   */
  readonly region?: Input<string | undefined>;

  /**
   * The autonomous system number of the Cloud Routers of segment number 0; every other segment has this plus its
   * own number. As in `CrossCloudVpn`.
   *
   * @default - 64512 plus six times the hub's number
   */
  readonly asn?: number;

  /**
   * The provider of all Google Cloud resources of this hub.
   *
   * @default - the component's, or the default one
   */
  readonly provider?: ProviderResource;
}

/** A range of a VPC network's own under which all other networks know it. */
export interface GcpTranslation {
  /**
   * The range, /29 or larger, inside `summaryRanges` and no other network's. It becomes a subnet for Private NAT, in which
   * no virtual machine can be. Fixed for good.
   * https://cloud.google.com/nat/docs/private-nat
   *
   * @example "100.64.2.0/28"
   */
  readonly ipCidrRange: string;

  /**
   * The one region whose subnets are translated; those of others reach nobody.
   *
   * @default - the hub's
   */
  readonly region?: Input<string | undefined>;
}

/** A VPC network that is a spoke of its segment's hub. A `GcpNetwork` fits as it is. */
export interface GcpTransitSpoke {
  /** The VPC network, by id or self link. It is in custom mode, and a spoke of no other hub, nor peered with a spoke. */
  readonly networkId: Input<string>;

  /** The private ranges of the network's subnets, which the Cloud Routers advertise to the other clouds. */
  readonly ipCidrRanges: readonly string[];

  /**
   * For a network whose ranges others have too: Private NAT puts an address of another range in place of every sender's,
   * and nothing else is told. Connections can then be opened from the network, by TCP and UDP alone, and none to it; nor
   * to networks with addresses of `ipCidrRanges`, which the network takes for its own. Private NAT is priced as Cloud NAT.
   * https://cloud.google.com/nat/docs/about-private-nat-for-ncc
   *
   * @default - none: `ipCidrRanges` are no other network's
   * @example { ...shop, translation: { ipCidrRange: "100.64.2.0/28" } }
   */
  readonly translation?: GcpTranslation;

  /**
   * The provider of the spoke, such as one for another project. The segment's hub accepts spokes of that project; making
   * one takes the role `roles/networkconnectivity.groupUser` on the hub.
   * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview
   *
   * @default - the hub's
   */
  readonly provider?: ProviderResource;
}
