export type IpFamily = "ipv4" | "ipv6";

/** One end of a VPN tunnel, as one cloud is configured. The vocabulary is that of RFC 7296 (IKEv2), neutral of clouds. */
export interface TunnelEnd {
  readonly cloud: "aws" | "azure" | "gcp" | "onPremises";
  /** Id of the record that holds this end: an AWS VPN connection, an Azure connection, a GCP VPN tunnel; a connection of strongSwan. */
  readonly recordId: string;
  /** Which of the record's tunnels this is, from 0. */
  readonly index: number;
  /** Public address of this end; undefined while the cloud has not allocated it. */
  readonly outsideAddress: string | undefined;
  /** Public address at which this end expects its peer. */
  readonly peerOutsideAddress: string | undefined;
  /** The IKE identity that this end gives, where that is not its outside address. */
  readonly identity?: string;
  /** The IKE identity that this end wants of its peer, where that is not the peer's outside address. */
  readonly peerIdentity?: string;
  readonly presharedKey: string | undefined;
  readonly ikeVersions: readonly (1 | 2)[];
  readonly ike: ProposalSet;
  readonly esp: ProposalSet;
  /** Whether this end starts the negotiation by itself; one of both must. */
  readonly initiates: boolean;
  /** The IP versions that its traffic selectors let through. @default IPv4 alone */
  readonly traffic?: readonly IpFamily[];
  /** The session over IPv4, or the only one; undefined where the tunnel is routed statically. */
  readonly bgp: BgpEnd | undefined;
  /** The session over IPv6 beside one over IPv4. */
  readonly ipv6Bgp?: BgpEnd;
}

/**
 * Every choice that an end accepts; a tunnel needs one common choice in each list.
 * Names are normalised: `aes256-gcm16`, `aes256-cbc`, `sha256`, `sha384`, Diffie-Hellman groups by number.
 */
export interface ProposalSet {
  readonly encryption: readonly string[];
  /** Also lists the pseudo-random function's hash where the cipher is an AEAD. */
  readonly integrity: readonly string[];
  /** Empty where perfect forward secrecy is off. */
  readonly dhGroups: readonly number[];
}

export interface BgpEnd {
  readonly asn: number;
  readonly peerAsn: number | undefined;
  readonly insideAddress: string | undefined;
  readonly peerInsideAddress: string | undefined;
  /** The session is configured, but switched off. */
  readonly isDisabled?: boolean;
  /** The IP versions of the routes that this end exchanges (RFC 4760). @default IPv4 alone */
  readonly families?: readonly IpFamily[];
  /** Key of TCP MD5 authentication (RFC 2385); undefined where the session has none. */
  readonly md5Key?: string | undefined;
}

/** How messages call an end: tunnels are counted from 1, as the clouds do. */
export const nameOfEnd = ({ cloud, recordId, index }: TunnelEnd): string =>
  `${cloud} ${recordId} tunnel ${index + 1}`;

export const versionName = (family: IpFamily): string => (family === "ipv4" ? "IPv4" : "IPv6");

export const trafficOf = ({ traffic = ["ipv4"] }: TunnelEnd): readonly IpFamily[] => traffic;
