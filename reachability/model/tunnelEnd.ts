import type { Cloud } from "./place";

/** One end of an IPsec tunnel, as its cloud was told. What is undefined is not known before the update. */
export interface TunnelEnd {
  readonly id: string;
  readonly name: string;
  readonly urn: string;
  readonly cloud: Cloud;
  /** The gateway resource that it belongs to, and whatever fails with it: region, zone. */
  readonly gateway: string;
  readonly region?: string | undefined;
  readonly zone?: string | undefined;
  /** Where a packet that comes out of it is looked up. */
  readonly node: string;
  readonly outsideAddress: string | undefined;
  readonly peerOutsideAddress: string | undefined;
  /**
   * URNs of resources behind the outside addresses, for a preview in which these are not known: `own` are those that
   * the other end must have referred to, `peer` those that this one refers to.
   */
  readonly references: { readonly own: readonly string[]; readonly peer: readonly string[] };
  /** A digest of the preshared key; undefined when it is not known or encrypted. */
  readonly presharedKey?: string | undefined;
  readonly ikeVersions?: readonly (1 | 2)[] | undefined;
  /** What each phase offers. Undefined: the cloud's defaults, which the readers spell out where they are documented. */
  readonly phase1?: Proposal | undefined;
  readonly phase2?: Proposal | undefined;
  /** Whether it starts the negotiation; one of both ends must. */
  readonly initiates: boolean;
  /** Inside addresses, canonical text with prefix length, such as 169.254.21.1/30. */
  readonly inside?: { readonly local?: string | undefined; readonly peer?: string | undefined } | undefined;
  /** Gbit/s that one tunnel carries, as documented. */
  readonly gbps?: number | undefined;
}

/** Algorithms by the names of IANA's IKEv2 registry, lower case, such as aes256-gcm16, sha2-256, group 14. */
export interface Proposal {
  readonly encryption: readonly string[];
  readonly integrity: readonly string[];
  readonly groups: readonly number[];
}
