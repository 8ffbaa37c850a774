import type { Input } from "@pulumi/pulumi";

/** One subnet of a {@link GcpNetwork}. */
export interface GcpSubnetArgs {
  /**
   * The subnet's primary range, /29 or larger, inside the network's `ipCidrRange`. Google Cloud keeps four addresses
   * of it. It can grow in place; any other new range replaces the subnet.
   * https://cloud.google.com/vpc/docs/subnets#ipv4-ranges
   */
  readonly ipCidrRange: string;

  /**
   * The subnet's region. Plain: with `natGateway: "per-region"` it decides which NAT gateways exist.
   *
   * @default - the network's `region`
   * @example "europe-west3"
   */
  readonly region?: string;

  /**
   * Ranges for alias addresses, such as those of GKE pods and services, by name; each /29 or larger and inside the
   * network's `ipCidrRange`. Names are 1 to 63 lowercase letters, digits and hyphens. Google Cloud refuses to add and
   * remove ranges of one subnet in one update, so exchange them in two.
   * https://cloud.google.com/vpc/docs/alias-ip
   *
   * @default - none
   * @example { pods: "10.16.128.0/18", services: "10.16.192.0/20" }
   */
  readonly secondaryIpRanges?: Readonly<Record<string, string>>;

  /**
   * Whether instances without a public address reach Google's APIs, free of charge and past any NAT gateway.
   * https://cloud.google.com/vpc/docs/private-google-access
   *
   * @default true
   */
  readonly privateIpGoogleAccess?: boolean;
}

/** Arguments of {@link GcpNetwork}. */
export interface GcpNetworkArgs {
  /**
   * The ranges set aside for the network. A VPC network has none of its own, only its subnets do: all their ranges
   * lie in these. They must not overlap the networks this one is joined to.
   *
   * Google Cloud refuses some ranges, such as 169.254.0.0/16, and those that reach over the edge of a private one.
   * https://cloud.google.com/vpc/docs/subnets#ipv4-ranges
   *
   * @example ["10.16.0.0/16", "100.64.0.0/16"]
   */
  readonly ipCidrRange: string | readonly string[];

  /**
   * Whether the network has IPv6 besides: an internal /48, and a /64 of it in every subnet, which Google Cloud chooses. It
   * is for joined networks alone and leads nowhere else. Turning it on or off replaces the network with all that is in it:
   * decide beforehand.
   * https://cloud.google.com/vpc/docs/subnets#ipv6-ranges
   *
   * @default false
   */
  readonly ipv6?: boolean;

  /**
   * With `ipv6`: the internal /48, in fd20::/20, such as one that joined networks are to know beforehand. Another one
   * replaces the network.
   *
   * @default - Google Cloud chooses
   * @example "fd20:0:10::/48"
   */
  readonly internalIpv6Range?: string;

  /**
   * The subnets by key; the key is part of the resource names. A new key makes a new subnet, which Google Cloud
   * refuses while the one under the old key has its range.
   *
   * @default - `workload`, the first half of the first range
   * @example { web: { ipCidrRange: "10.16.0.0/20" }, us: { ipCidrRange: "10.16.16.0/20", region: "us-east4" } }
   */
  readonly subnets?: Readonly<Record<string, GcpSubnetArgs>>;

  /**
   * The region of the subnets that name none, and of the gateways that join this network to others. Plain, as the
   * subnets' own.
   *
   * @default - the Google Cloud provider's
   */
  readonly region?: string;

  /**
   * How far dynamic routes reach. An HA VPN gateway and its Cloud Router live in one region. With `GLOBAL` the whole
   * network uses the routes they learn, and all its subnets are advertised to the other side; with `REGIONAL` only
   * their own region's. Traffic that crosses regions is charged.
   * https://cloud.google.com/network-connectivity/docs/router/concepts/overview
   *
   * @default "GLOBAL"
   */
  readonly routingMode?: "GLOBAL" | "REGIONAL";

  /**
   * How instances without a public address reach the internet: not at all, or through one Cloud NAT gateway in each
   * region that has a subnet. `per-region` needs `region`, or the `region` of every subnet. A gateway costs $1 a month
   * per instance that uses it, $32 at most, plus $0.045 per GiB and its addresses.
   *
   * @default "none"
   */
  readonly natGateway?: "none" | "per-region";

  /**
   * The ranges of the networks this one is joined to. The firewall admits ICMP and `peerTcpPorts` from them.
   *
   * @default - nothing but the network itself may enter
   * @example ["10.0.0.0/16"]
   */
  readonly peerCidrRanges?: readonly string[];

  /**
   * With `ipv6`: the IPv6 ranges of the networks this one is joined to, which may be outputs. The firewall admits ICMPv6
   * and `peerTcpPorts` from them.
   *
   * @default - nothing but the network itself may enter by IPv6
   * @example aws.ipv6CidrBlocks
   */
  readonly peerIpv6CidrRanges?: readonly Input<string>[];

  /**
   * The TCP ports that `peerCidrRanges` and `peerIpv6CidrRanges` may reach, each 1 to 65535.
   *
   * @default [22]
   */
  readonly peerTcpPorts?: readonly number[];
}
