/** A Linux router with strongSwan and FRR that is the on-premises end of a link. */
export interface OnPremisesDevice {
  /** The link's name: letters, digits, `.`, `_` and `-`. */
  readonly name: string;
  readonly routing: "static" | "bgp";
  /** The router's own ASN; undefined with static routing. */
  readonly asn: number | undefined;
  /** The site's own ranges, which the router announces. */
  readonly prefixes: readonly string[];
  /** The cloud networks' ranges: what the router accepts by BGP, or routes statically. */
  readonly peerPrefixes: readonly string[];
  /** One proposal each in strongSwan's notation, such as `aes256gcm16-prfsha384-ecp384` and `aes256gcm16-ecp384`. */
  readonly proposals: { readonly ike: string; readonly esp: string };
  /** The clouds' lifetimes; the router rekeys before they end. */
  readonly lifetimeSeconds: { readonly ike: number; readonly ipsec: number };
  /** In seconds. */
  readonly bgpTimers: { readonly keepalive: number; readonly hold: number };
  readonly tunnels: readonly OnPremisesTunnel[];
}

export interface OnPremisesTunnel {
  /** Stable and unique on the router, such as `0-1`: letters, digits, `.`, `_` and `-`. */
  readonly key: string;
  /** The router's public address. */
  readonly outsideAddress: string;
  readonly peerOutsideAddress: string;
  /**
   * The router's host of the tunnel's /30 in 169.254.0.0/16, or of the /126 of one that carries IPv6 alone; no other
   * tunnel of the router has it.
   */
  readonly insideAddress: string;
  /** The other host. */
  readonly peerInsideAddress: string;
  /** Of a tunnel that carries IPv6 too: the router's host of its /126. */
  readonly insideIpv6Address?: string;
  /** Of a tunnel that carries IPv6 too: the /126's other host. */
  readonly peerInsideIpv6Address?: string;
  /** The ASN of the cloud's gateway; undefined with static routing. */
  readonly peerAsn: number | undefined;
  /**
   * The ranges that lie behind this tunnel, where several clouds are joined to the router.
   * @default - the router's
   */
  readonly peerPrefixes?: readonly string[];
  readonly presharedKey: string;
  /** Key of the BGP session's TCP MD5 authentication; undefined where it has none. */
  readonly md5Key: string | undefined;
  /** False for a standby tunnel, which carries traffic while no preferred one does. */
  readonly preferred: boolean;
}
