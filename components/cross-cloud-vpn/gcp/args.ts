import type { Input, ProviderResource } from "@pulumi/pulumi";

/**
 * The Google Cloud end, an HA VPN gateway. A `GcpNetwork` fits as it is; `{ ...network, asn: 65002 }` adds to one.
 */
export interface GcpVpnSide {
  /** The VPC network, by id or self link. With global dynamic routing all its regions learn the other side's routes. */
  readonly networkId: Input<string>;

  /** The ranges of the network's subnets. They must not overlap the other side's. */
  readonly ipCidrRanges: readonly string[];

  /**
   * The network's IPv6 ranges, for a link with `ipv6`: its internal /48, or the /64s of its subnets. They may be outputs,
   * as what Google Cloud chose.
   * https://cloud.google.com/vpc/docs/subnets#ipv6-ranges
   *
   * @default - none
   */
  readonly ipv6CidrRanges?: readonly Input<string>[];

  /**
   * The autonomous system number of the Cloud Router: 64512 to 65534 or 4200000000 to 4294967294, and none that the
   * other side's cloud refuses as a peer.
   * https://cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp
   *
   * @default 64514
   */
  readonly asn?: number;

  /**
   * The IPv4 ranges that the Cloud Router advertises, with `ipv6CidrRanges` where the link carries IPv6, in place of
   * those of the network's subnets; such as `35.199.192.0/19` besides them, from which Cloud DNS forwards queries.
   * https://cloud.google.com/network-connectivity/docs/router/concepts/advertised-routes
   *
   * @default - the ranges of all subnets that the router sees, as they come and go
   */
  readonly advertisedIpRanges?: readonly string[];

  /**
   * An existing HA VPN gateway and its Cloud Router.
   *
   * @default - a new one of each for every two tunnels that need addresses of their own
   */
  readonly haVpnGateway?: GcpHaVpnGateway;

  /**
   * The region of the gateway and its router.
   *
   * @default - the Google Cloud provider's
   */
  readonly region?: Input<string | undefined>;

  /**
   * The provider of all Google Cloud resources, such as one for another project.
   *
   * @default - the component's, or the default one
   */
  readonly provider?: ProviderResource;
}

/** An existing HA VPN gateway. */
export interface GcpHaVpnGateway {
  /** The gateway's id or self link. For a link with `ipv6` it must have the stack type `IPV4_IPV6`. */
  readonly id: Input<string>;
  /** The public addresses of its interfaces 0 and 1. */
  readonly outsideAddresses: readonly [Input<string>, Input<string>];
  /** The name of the Cloud Router in the gateway's region and network, whose ASN is `asn`. */
  readonly routerName: Input<string>;
}
