import type { Input, Output } from "@pulumi/pulumi";
import type { CipherProfileName } from "./cipherProfiles";

/**
 * The AWS end. An `AwsNetwork` fits as it is; `{ ...network, asn: 64513 }` adds to one.
 */
export interface AwsVpnSide {
  /** The VPC. It must not have a virtual private gateway yet: a VPC takes one. */
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
   * The autonomous system number of the virtual private gateway, 64512 to 65534 or 4200000000 to 4294967294, and
   * none that Azure refuses as a peer. Fixed for the gateway's life: another one replaces it and its connections.
   * https://docs.aws.amazon.com/vpc/latest/APIReference/API_CreateVpnGateway.html
   *
   * @default 64512
   */
  readonly asn?: number;

  /**
   * The region of all AWS resources.
   *
   * @default - the AWS provider's
   */
  readonly region?: Input<string | undefined>;
}

/**
 * The Azure end. An `AzureNetwork` fits as it is; `{ ...network, sku: "VpnGw2AZ" }` adds to one.
 */
export interface AzureVpnSide {
  /** The resource group of everything on the Azure side, route table included. */
  readonly resourceGroupName: Input<string>;

  /** The id of the subnet called GatewaySubnet, /27 or larger. */
  readonly gatewaySubnetId: Input<string>;

  /** The VNet's ranges, which the VPC routes to the VPN. They must not overlap the other side's. */
  readonly addressPrefixes: readonly string[];

  /**
   * The route table to add routes to the other side to. Only with `routing: "static"`; with BGP Azure learns them.
   *
   * @default - no routes: Azure still routes the other side's ranges to its gateway in every subnet
   */
  readonly routeTableName?: Input<string>;

  /**
   * The ranges that AWS sends into the tunnels, inside `addressPrefixes`. Only with `routing: "static"`.
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
   * other than the AWS side's.
   * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq#bgp
   *
   * @default 65521
   */
  readonly asn?: number;

  /**
   * The gateway's size: VpnGw1AZ (650 Mbps), VpnGw2AZ (1.25 Gbps), VpnGw3AZ (2.5 Gbps), VpnGw4AZ (5 Gbps) or
   * VpnGw5AZ (10 Gbps), all tunnels together. Moving between VpnGw1AZ and the others replaces the gateway and its
   * connections: the VPN is down for 45 minutes or more, and then has the same public addresses.
   * https://learn.microsoft.com/azure/vpn-gateway/about-gateway-skus
   *
   * @default "VpnGw1AZ"
   */
  readonly sku?: string;

  /**
   * The availability zones of the gateway's public addresses: one of "1", "2" and "3", or all. Azure does not change
   * them afterwards.
   * https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses#availability-zone
   *
   * @default - all three; give [] in a region without zones
   */
  readonly zones?: readonly string[];

  /**
   * The gateway's name in Azure. Another one replaces the gateway. When the component gets a new name, with the old
   * one as an alias, keep the gateway by giving its name here.
   *
   * @default - the component's name and `-gateway`
   * @example "shop-gateway"
   */
  readonly gatewayName?: string;
}

/** Arguments of `CrossCloudVpn`: the two sides, each under its cloud's name, and what holds for both. */
export interface CrossCloudVpnArgs {
  /** The AWS side. */
  readonly aws: AwsVpnSide;

  /** The Azure side. */
  readonly azure: AzureVpnSide;

  /**
   * How each side learns the other's ranges: `static` writes them down on both, with two tunnels to one gateway
   * instance; `bgp` lets the gateways tell each other, with four tunnels to two instances.
   *
   * Prefer `bgp` where the link must survive a lost tunnel: Azure supports several tunnels to one site with BGP
   * only. Static routes over two are in wide use all the same; each cloud then picks the tunnel it sends into.
   * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq
   */
  readonly routing: "static" | "bgp";

  /**
   * How many tunnels. Two with `static`, because a second gateway instance without BGP is unsupported; four
   * with `bgp`, because a gateway with one instance takes one custom BGP address and an AWS connection needs two.
   * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp#architecture
   *
   * @default - 2 with `static`, 4 with `bgp`
   */
  readonly tunnels?: 2 | 4;

  /**
   * The one proposal both ends accept: `strong` is AES-256-GCM, SHA-384 and Diffie-Hellman group 20, `compatible`
   * is AES-256-CBC, SHA-256 and group 14.
   *
   * @default "strong"
   */
  readonly cipherProfile?: CipherProfileName;

  /**
   * The inside /30 of every tunnel, in 169.254.21.0 to 169.254.22.255: first those of the first AWS connection,
   * then of the second. An AWS provider of before 2026 replaces the connection to change one
   * (https://github.com/hashicorp/terraform-provider-aws/pull/45781). The first connection changes before the
   * second, so give it none that the second has until then.
   * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp#apipa-config
   *
   * @default ["169.254.21.0/30", "169.254.22.0/30", "169.254.21.4/30", "169.254.22.4/30"], as many as tunnels
   */
  readonly insideCidrs?: readonly string[];

  /**
   * Tags of all resources that take tags. On AWS each also gets its Pulumi name as the tag `Name`.
   *
   * @default - only `Name` on AWS
   */
  readonly tags?: Readonly<Record<string, Input<string>>>;
}

/** One tunnel, without its preshared key. */
export interface Tunnel {
  /** The component's name, the AWS connection's index and AWS's number of the tunnel, such as `shop-0-1`. */
  readonly name: string;
  /** The AWS VPN connection that the tunnel belongs to. */
  readonly awsConnectionId: Output<string>;
  /** The Azure connection. */
  readonly azureConnectionId: Output<string>;
  /** AWS's public address of this tunnel. */
  readonly awsOutsideAddress: Output<string>;
  /** The public address of the Azure gateway instance that this tunnel ends at. */
  readonly azureOutsideAddress: Output<string>;
  /** The /30 inside the tunnel. */
  readonly insideCidr: string;
  /** Its first host. */
  readonly awsInsideAddress: string;
  /** Its second host. */
  readonly azureInsideAddress: string;
  /** The ASN of the virtual private gateway; undefined without BGP. */
  readonly awsAsn: number | undefined;
  /** The ASN of the virtual network gateway; undefined without BGP. */
  readonly azureAsn: number | undefined;
}
