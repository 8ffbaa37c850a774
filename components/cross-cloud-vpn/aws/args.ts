import type { Input, ProviderResource } from "@pulumi/pulumi";

/**
 * The AWS end. An `AwsNetwork` fits as it is; `{ ...network, asn: 64513 }` adds to one.
 */
export interface AwsVpnSide {
  /** The VPC. Without `transitGateway` and `vpnGatewayId` it must not have a virtual private gateway yet: it takes one. */
  readonly vpcId: Input<string>;

  /**
   * The route tables that get routes to the other side, at least one, by key. Plain: the keys decide which routes
   * exist and are part of their names, so a table keeps its routes whatever tables come and go.
   *
   * @example { public: publicTable.id, private: privateTable.id }
   */
  readonly routeTableIds: Readonly<Record<string, Input<string>>>;

  /** The VPC's ranges. They must not overlap the other side's. */
  readonly cidrBlocks: readonly string[];

  /**
   * The VPC's IPv6 ranges, for a link with `ipv6`. They may be outputs, as what Amazon gives a VPC. The subnets of
   * `attachmentSubnetIds` need IPv6 ranges then.
   *
   * @default - none
   */
  readonly ipv6CidrBlocks?: readonly Input<string>[];

  /**
   * The autonomous system number of the virtual private or transit gateway, 64512 to 65534 or 4200000000 to
   * 4294967294, and none that the other side's cloud refuses as a peer. Of an existing gateway: the one it has. Fixed
   * for the gateway's life: another one replaces it and its connections.
   * https://docs.aws.amazon.com/vpc/latest/APIReference/API_CreateVpnGateway.html
   *
   * @default 64512
   */
  readonly asn?: number;

  /**
   * An existing virtual private gateway that is attached to the VPC, such as another link's `gatewayIds.aws`. It takes
   * 10 connections, and its routes are the caller's: nothing is propagated into `routeTableIds` again.
   * https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html
   *
   * @default - a new one
   */
  readonly vpnGatewayId?: Input<string>;

  /**
   * Ends the tunnels at a transit gateway instead of a virtual private gateway: several tunnels carry traffic at once,
   * and more than four are possible. `{}` makes one; see {@link AwsTransitGateway} for an existing one.
   *
   * @default - a virtual private gateway
   */
  readonly transitGateway?: AwsTransitGateway;

  /**
   * With a transit gateway: one subnet in each availability zone whose instances are to reach the other side.
   * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
   */
  readonly attachmentSubnetIds?: readonly Input<string>[];

  /**
   * The bandwidth of each tunnel. `standard` is up to 1.25 Gbps, which a virtual private gateway always has; `large`, at
   * a transit gateway only, up to 5 Gbps at a higher price, for both tunnels of every connection.
   * https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html
   *
   * @default "standard"
   */
  readonly tunnelBandwidth?: "standard" | "large";

  /**
   * The region of all AWS resources.
   *
   * @default - the AWS provider's
   */
  readonly region?: Input<string | undefined>;

  /**
   * The provider of all AWS resources, such as one for another account.
   *
   * @default - the component's, or the default one
   */
  readonly provider?: ProviderResource;
}

/** A transit gateway that the tunnels end at. */
export interface AwsTransitGateway {
  /**
   * An existing one, whose ASN is `asn`. Its default association and propagation must be off where `routeTableId` is
   * given, and on where it is not.
   *
   * @default - a new one with both off, ECMP on, and one route table for all attachments
   */
  readonly id?: Input<string>;

  /**
   * The route table of an existing transit gateway that the connections, and the VPC where it is attached here, are
   * associated with and propagate to.
   *
   * @default - left to the transit gateway's defaults
   */
  readonly routeTableId?: Input<string>;

  /**
   * With `routeTableId`: further route tables that learn what the connections tell, and the VPC's ranges where it is
   * attached here, by key; such as those of segments that may talk to this one. The keys are part of resource names.
   *
   * @default - none
   */
  readonly propagatedRouteTableIds?: Readonly<Record<string, Input<string>>>;

  /**
   * The attachment of the VPC where an existing transit gateway has it already. For a link with `ipv6` it must have IPv6
   * support.
   *
   * @default - the VPC is attached, in `attachmentSubnetIds`
   */
  readonly vpcAttachmentId?: Input<string>;
}
