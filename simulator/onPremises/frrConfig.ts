import type { Place } from "./configError";

/** What an FRR configuration says about BGP, gathered line by line. */
export interface FrrConfig {
  bgp: Bgp | undefined;
  readonly routeMaps: Set<string>;
  readonly prefixLists: Set<string>;
  /** Names that lines use, to be looked up when all is read: FRR takes a missing one for "deny everything". */
  readonly references: Reference[];
}

export interface Reference extends Place {
  readonly kind: "routeMaps" | "prefixLists";
  readonly name: string;
}

export interface Bgp extends Place {
  readonly asn: number;
  readonly neighbors: Map<string, Neighbor>;
  /** Whether a neighbor speaks IPv4 unicast without being activated for it. */
  defaultUnicast: boolean;
  /** Whether a neighbor without policies exchanges no routes (RFC 8212). */
  requiresPolicy: boolean;
}

export interface Neighbor extends Place {
  readonly address: string;
  readonly asn: number;
  updateSource: string | undefined;
  password: string | undefined;
  isShutdown: boolean;
  /** Undefined where the configuration does not say. */
  isActivated: boolean | undefined;
  readonly policies: Set<"in" | "out">;
}

export const newFrrConfig = (): FrrConfig => ({
  bgp: undefined,
  routeMaps: new Set(),
  prefixLists: new Set(),
  references: [],
});
