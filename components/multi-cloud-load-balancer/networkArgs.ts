import type { Input } from "@pulumi/pulumi";

/** The networks of a balancer and its backends, by cloud. */
export interface LoadBalancerNetworks {
  readonly aws?: AwsLoadBalancerNetwork;
  readonly azure?: AzureLoadBalancerNetwork;
  readonly gcp?: GcpLoadBalancerNetwork;
}

/** A VPC. An `AwsNetwork` fits. */
export interface AwsLoadBalancerNetwork {
  readonly vpcId: Input<string>;
  /** Its ranges. Plain: targets are told by them. */
  readonly cidrBlocks: readonly string[];
  /**
   * Its subnets by key. Plain but for their ids. A front end here needs them.
   *
   * @default - none
   */
  readonly subnets?: Readonly<Record<string, AwsLoadBalancerSubnet>>;
  /**
   * The security group of the targets here, to which the rules for the balancer are added. AWS takes a rule only once:
   * behind two balancers outside AWS that send from the same addresses, as all `global-external` ones of Google Cloud do,
   * give the targets a group for each.
   *
   * @default - no rules are made; `requiredPeerRules` says which are needed
   */
  readonly securityGroupId?: Input<string>;
  /**
   * @default - the AWS provider's
   */
  readonly region?: Input<string | undefined>;
}

/** A subnet of a VPC. */
export interface AwsLoadBalancerSubnet {
  /** Known only once the VPC's internet gateway is there, without which AWS refuses a balancer that faces the internet. */
  readonly id: Input<string>;
  /** Plain: other clouds admit and route it. */
  readonly cidrBlock: string;
  /**
   * Whether its default route leads to the internet gateway. Plain: a balancer that faces the internet is refused where
   * it does not.
   *
   * @default - not checked
   */
  readonly public?: boolean;
}

/** A VNet. An `AzureNetwork` fits. */
export interface AzureLoadBalancerNetwork {
  readonly resourceGroupName: Input<string>;
  /**
   * @default - the resource group's
   */
  readonly location?: Input<string | undefined>;
  readonly virtualNetworkName: Input<string>;
  /**
   * A front end here makes its subnet once this is known: Azure changes the subnets of a VNet one at a time.
   *
   * @default - once the `subnets` are
   */
  readonly virtualNetworkId?: Input<string>;
  /** Its ranges. Plain: targets are told by them. */
  readonly addressPrefixes: readonly string[];
  /**
   * Its subnets by key.
   *
   * @default - none
   */
  readonly subnets?: Readonly<Record<string, AzureLoadBalancerSubnet>>;
  /**
   * The network security group of the targets here, in the same resource group, to which the rules for the balancer are
   * added.
   *
   * @default - no rules are made; `requiredPeerRules` says which are needed
   */
  readonly networkSecurityGroupName?: Input<string>;
  /**
   * The priority of the first rule, 100 to 4096; others follow it one by one, in the order of the targets' ports. Give it
   * where the group has rules that deny before, or has a rule at one of the priorities chosen.
   *
   * @default - each rule's own between 1000 and 3999, by its name
   */
  readonly securityRulePriority?: number;
}

/** A subnet of a VNet. */
export interface AzureLoadBalancerSubnet {
  readonly id: Input<string>;
  readonly addressPrefix: string;
}

/** A VPC network. A `GcpNetwork` fits. */
export interface GcpLoadBalancerNetwork {
  /** Its id or URL. The firewall rules for the balancer are added to it. */
  readonly networkId: Input<string>;
  /** The ranges of its subnets, or ranges that they are in. Plain: targets are told by them. */
  readonly ipCidrRanges: readonly string[];
  /**
   * Its subnets by key.
   *
   * @default - none
   */
  readonly subnets?: Readonly<Record<string, GcpLoadBalancerSubnet>>;
  /**
   * @default - the Google Cloud provider's
   */
  readonly region?: Input<string | undefined>;
}

/** A subnet of a VPC network. */
export interface GcpLoadBalancerSubnet {
  readonly id: Input<string>;
  readonly ipCidrRange: string;
  /**
   * Plain.
   *
   * @default - the provider's
   */
  readonly region?: string | undefined;
}
