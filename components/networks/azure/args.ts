import type { Input } from "@pulumi/pulumi";

/** One subnet of an {@link AzureNetwork}. */
export interface AzureSubnetArgs {
  /**
   * The subnet's range, /2 to /29, inside the network's `addressSpace`. Azure keeps five addresses of it.
   * https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
   */
  readonly addressPrefix: string;
}

/** Arguments of {@link AzureNetwork}. */
export interface AzureNetworkArgs {
  /**
   * The VNet's ranges, each /2 to /29. They must not overlap the networks it is joined to.
   *
   * @example ["10.32.0.0/16"]
   */
  readonly addressSpace: string | readonly string[];

  /**
   * The workload subnets by key; the key is the subnet's name. A new key makes a new subnet, which Azure refuses
   * while the one under the old key has its range.
   *
   * @default - `workload`, the first half of the first range
   * @example { web: { addressPrefix: "172.18.0.0/17" } }
   */
  readonly subnets?: Readonly<Record<string, AzureSubnetArgs>>;

  /**
   * The range of the subnet that virtual network gateways live in, /27 or larger.
   * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings#gwsub
   *
   * @default - the last /27 of the first range
   */
  readonly gatewaySubnet?: string;

  /**
   * The location of all resources.
   *
   * @default - the resource group's, and for a new resource group the Azure provider's
   */
  readonly location?: Input<string | undefined>;

  /**
   * The resource group to create everything in.
   *
   * @default - a new one
   */
  readonly resourceGroupName?: Input<string>;

  /**
   * The ranges of the networks this one is joined to. The network security group admits ICMP and `peerTcpPorts`
   * from them. Without it, nothing but the VNet itself and Azure's load balancers may enter.
   *
   * @default - nothing may enter
   * @example ["10.0.0.0/16"]
   */
  readonly peerAddressPrefixes?: readonly string[];

  /**
   * The TCP ports that `peerAddressPrefixes` may reach, each 1 to 65535.
   *
   * @default [22]
   */
  readonly peerTcpPorts?: readonly number[];

  /**
   * Tags of all resources that take tags.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, Input<string>>>;
}
