import type { Input } from "@pulumi/pulumi";

/** One subnet of an {@link AwsNetwork}. */
export interface AwsSubnetArgs {
  /**
   * The subnet's range, /16 to /28, inside the network's `cidrBlock`.
   * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
   */
  readonly cidrBlock: string;

  /**
   * The name of the availability zone. Plain: with `natGateway: "per-zone"` it decides which NAT gateway the
   * subnet uses. Give it to every subnet or to none.
   *
   * @default - the region's zones in turn, by the subnet's address: of /24s the first, third, fifth … of the VPC are in
   * the first of two zones. Refused where it leaves all public or all private subnets in one zone
   * @example "eu-central-1a"
   */
  readonly availabilityZone?: string;

  /**
   * Whether the subnet's default route leads to the internet gateway. Instances still get no public address
   * unless they ask for one.
   *
   * @default false
   */
  readonly public?: boolean;
}

/** Arguments of {@link AwsNetwork}. */
export interface AwsNetworkArgs {
  /**
   * The VPC's range, /16 to /28. It must not overlap the networks it is joined to.
   * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
   *
   * @example "10.0.0.0/16"
   */
  readonly cidrBlock: string;

  /**
   * Whether the VPC has IPv6 besides: an Amazon-provided /56, and a /64 of it in every subnet, by the subnet's place in
   * `cidrBlock`. It is for joined networks alone: no route leads to the internet.
   * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html
   *
   * @default false
   */
  readonly ipv6?: boolean;

  /**
   * The subnets by key; the key is part of the resource names. A new key makes a new subnet, which AWS refuses while
   * the one under the old key has its range.
   *
   * @default - `cidrBlock` in eighths: `public-0` is the first, `private-0` the fifth, and so on, one of each
   * per zone; two eighths stay free
   * @example { a: { cidrBlock: "172.16.0.0/18", public: true }, b: { cidrBlock: "172.16.64.0/18" } }
   */
  readonly subnets?: Readonly<Record<string, AwsSubnetArgs>>;

  /**
   * How many availability zones to use where subnets do not name theirs, 1 to 3.
   *
   * @default 2
   */
  readonly availabilityZones?: number;

  /**
   * How private subnets reach the internet: not at all, through one NAT gateway, or through one per zone, which
   * outlives the loss of a zone. A NAT gateway costs about $33 a month plus $0.045 per GB and
   * its public address, and needs a public subnet.
   *
   * @default "none"
   */
  readonly natGateway?: "none" | "single" | "per-zone";

  /**
   * The ranges of the networks this one is joined to. The security group admits ICMP echo and `peerTcpPorts`
   * from them, and nothing else.
   *
   * @default - nothing may enter
   * @example ["10.32.0.0/16"]
   */
  readonly peerCidrBlocks?: readonly string[];

  /**
   * With `ipv6`: the IPv6 ranges of the networks this one is joined to, which may be outputs. The security group admits
   * ICMPv6 echo and `peerTcpPorts` from them.
   *
   * @default - nothing may enter by IPv6
   * @example gcp.ipv6CidrRanges
   */
  readonly peerIpv6CidrBlocks?: readonly Input<string>[];

  /**
   * The TCP ports that `peerCidrBlocks` and `peerIpv6CidrBlocks` may reach, each 1 to 65535.
   *
   * @default [22]
   */
  readonly peerTcpPorts?: readonly number[];

  /**
   * The region of all resources.
   *
   * @default - the AWS provider's
   */
  readonly region?: Input<string | undefined>;

  /**
   * Tags of all resources that take tags. Each also gets its Pulumi name as the tag `Name`.
   *
   * @default - only `Name`
   */
  readonly tags?: Readonly<Record<string, Input<string>>>;
}
