/** The user's own end: a router with strongSwan and FRR, or any device that is configured alike. */
export interface OnPremisesVpnSide {
  /** The router's public IPv4 addresses, 1 or 2. Two survive the loss of a line. */
  readonly publicAddresses: readonly string[];

  /** The ranges behind the router. They must not overlap the other side's. */
  readonly prefixes: readonly string[];

  /**
   * The IPv6 ranges behind the router, for a link with `ipv6`.
   *
   * @default - none
   * @example ["2001:db8:48::/48"]
   */
  readonly ipv6Prefixes?: readonly string[];

  /**
   * The router's autonomous system number, 1 to 4294967294 without those that IANA reserves, and none that the other
   * side's cloud refuses as a peer. With static routing it is not used but for AWS's customer gateway.
   *
   * @example 65010
   */
  readonly asn: number;
}
