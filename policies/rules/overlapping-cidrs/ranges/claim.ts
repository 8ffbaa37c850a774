import type { Cidr } from "../../../../addressing";

/**
 * What a range is to its network. `network`: addresses that it may hand out; `subnet`: some of them; `reservation`: some
 * that are kept for a use; `pool`: addresses of its VPN clients; `cluster`: pods or services of Kubernetes, seen inside
 * their cluster alone; `remote`: what is told to lie behind a gateway's peer; `tunnel`: the inside of a tunnel.
 */
export type Kind = "network" | "subnet" | "reservation" | "pool" | "cluster" | "remote" | "tunnel";

/** Where a range belongs. */
export interface Place {
  readonly kind: Kind;
  /** The networks that it is of: one, or those that may be meant while that can't be told. URNs, or nodes outside. */
  readonly networks: readonly string[];
  /** The nodes by which it is joined with others. */
  readonly nodes: readonly string[];
}

/** What has a range: a resource, or a network that only the configuration knows. */
export interface Owner {
  /** A resource's URN; for a network of the configuration a name of its own. */
  readonly urn: string;
  readonly label: string;
  /** Whether it is part of the stack that is judged, so that it can be changed there. */
  readonly isHere: boolean;
}

/** A range that a resource takes. */
export interface Claim extends Place {
  readonly owner: Owner;
  /** The property that holds it, such as `addressSpace.addressPrefixes[1]`. */
  readonly path: string;
  readonly cidr: Cidr;
}

/** A range that becomes known only when the update runs. */
export interface OpenClaim extends Place {
  readonly owner: Owner;
  readonly path: string;
}

/** A range that none can read. */
export interface Unreadable {
  readonly owner: Owner;
  readonly path: string;
  readonly problem: string;
}
