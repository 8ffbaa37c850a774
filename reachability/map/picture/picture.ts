import type { Cloud, Endpoint } from "../../model";
import type { Tunnel } from "../../solve";

/** What is to be drawn of an estate, before anything has a position. Ids are short and safe in any markup. */
export interface Picture {
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  /** The box, and its row if it has one, of each node by id. */
  readonly spotOfNode: ReadonlyMap<string, Spot>;
  readonly spotOfEndpoint: ReadonlyMap<string, Spot>;
  /** The links between two boxes that are no tunnels, by {@link pairKey}. */
  readonly linkOfPair: ReadonlyMap<string, Link>;
  /** The link that stands for a tunnel, by the tunnel's id. */
  readonly linkOfTunnel: ReadonlyMap<string, Link>;
}

/** A box, or a row in it. */
export interface Spot {
  readonly box: string;
  readonly row?: string | undefined;
}

/** A network, a gateway, a hub. */
export interface Box {
  readonly id: string;
  readonly kind: "network" | "gateway" | "hub" | "router" | "outside";
  /** What it is in its cloud's words, such as `virtual private gateway`. */
  readonly what: string;
  readonly name: string;
  /** Absent: it is in none of the stacks. */
  readonly cloud?: Cloud | undefined;
  readonly region?: string | undefined;
  readonly urn?: string | undefined;
  readonly ranges: readonly string[];
  readonly rows: readonly Row[];
  /** Ids of the tables in which it looks up. */
  readonly tables: readonly string[];
}

/** A line in a box. */
export interface Row {
  readonly id: string;
  readonly kind: "subnet" | "host" | "gateway" | "table" | "lost end";
  readonly name: string;
  readonly detail: string;
  readonly urn?: string | undefined;
  /** Ids of the tables in which it looks up. */
  readonly tables: readonly string[];
  readonly endpoints: readonly Endpoint[];
}

/** A line between two boxes. */
export interface Link {
  readonly id: string;
  readonly kind: "attachment" | "peering" | "tunnel";
  readonly a: string;
  readonly b: string;
  readonly name: string;
  /** Of a tunnel. `open` leads out of the stacks. */
  readonly state?: Tunnel["state"];
  readonly why?: string | undefined;
  /** What is known of each end of a tunnel. */
  readonly ends: readonly string[];
}

/** The same for both directions. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
