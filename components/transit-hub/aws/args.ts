import type { Input, ProviderResource } from "@pulumi/pulumi";

/** A transit gateway with a route table for each segment. */
export interface AwsTransitHub {
  /**
   * An existing transit gateway, whose ASN is `asn`. Its default association and propagation must be off: with either on
   * every network would be in every segment.
   *
   * @default - a new one with both off and ECMP on
   */
  readonly transitGatewayId?: Input<string>;

  /**
   * The autonomous system number of the transit gateway; as in `CrossCloudVpn`.
   *
   * @default - 64512 plus six times the hub's number
   */
  readonly asn?: number;

  /**
   * The accounts, organizational units or organization that a new transit gateway is shared with (AWS RAM), by account
   * number or ARN, so that their VPCs can be spokes. Attachments from there are accepted automatically.
   * https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-share.html
   *
   * @default - none
   * @example ["123456789012"]
   */
  readonly shareWith?: readonly string[];

  /**
   * The bandwidth of each tunnel: `standard` is up to 1.25 Gbps, `large` up to 5 Gbps at a higher price.
   * https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html
   *
   * @default "standard"
   */
  readonly tunnelBandwidth?: "standard" | "large";

  /**
   * The region of all AWS resources of this hub. Plain, or known while the program runs only.
   *
   * @default - the AWS provider's
   */
  readonly region?: Input<string | undefined>;

  /**
   * The provider of all AWS resources of this hub.
   *
   * @default - the component's, or the default one
   */
  readonly provider?: ProviderResource;
}

/** A range of a VPC's own under which all other networks know it. */
export interface AwsTranslation {
  /**
   * The range, /28 to /16, inside `summaryRanges` and no other network's. The VPC gets it besides its own, so it must be
   * one that AWS adds to these: of 100.64.0.0/10, or of the same private range of RFC 1918. One subnet takes all of it.
   * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions
   *
   * @example "100.64.1.0/28"
   */
  readonly cidrBlock: string;

  /**
   * The availability zone of the NAT gateway, which serves all zones and is lost with its own.
   *
   * @default - one that AWS chooses
   * @example "eu-central-1a"
   */
  readonly availabilityZone?: Input<string>;
}

/** A VPC that is attached to a transit gateway. An `AwsNetwork` fits as it is. */
export interface AwsTransitSpoke {
  /** The VPC. */
  readonly vpcId: Input<string>;

  /**
   * All of the VPC's IPv4 ranges, exactly as the network has them: a wider range would leave more specific routes that
   * open other segments, for the transit gateway learns what the VPC has.
   */
  readonly cidrBlocks: readonly string[];

  /**
   * For a VPC whose ranges others have too: a private NAT gateway puts an address of another range in place of every
   * sender's, and `cidrBlocks` are told to nobody. Connections can then be opened from the VPC, by TCP, UDP and ping, and
   * none to it, unless you put a load balancer into the range; nor to networks with addresses of `cidrBlocks`, which the
   * VPC takes for its own. A NAT gateway costs about $33 a month plus $0.045 per GB.
   * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html#private-nat-overlapping-networks
   *
   * @default - none: `cidrBlocks` are no other network's
   * @example { ...shop, translation: { cidrBlock: "100.64.1.0/28" } }
   */
  readonly translation?: AwsTranslation;

  /**
   * One subnet in each availability zone whose instances are to reach the other networks. With `translation` the attachment
   * is in that range's subnet instead.
   */
  readonly attachmentSubnetIds: readonly Input<string>[];

  /**
   * The route tables that get routes to the hub, with `translation` to the NAT gateway, by key; the keys are part of the
   * routes' names.
   */
  readonly routeTableIds: Readonly<Record<string, Input<string>>>;

  /**
   * Whether traffic of one connection stays in one availability zone, both ways, as a VPC with inspecting appliances
   * needs it.
   * https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html
   *
   * @default false
   */
  readonly applianceMode?: boolean;

  /**
   * The provider of the VPC's side, such as one for another account that the transit gateway is shared with.
   *
   * @default - the hub's
   */
  readonly provider?: ProviderResource;
}
