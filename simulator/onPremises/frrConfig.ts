import type { Place } from "./configError";
import type { IpFamily } from "../tunnels/end";

/** What an FRR configuration says about BGP, gathered line by line. */
export interface FrrConfig {
  bgp: Bgp | undefined;
  readonly routeMaps: Set<string>;
  readonly prefixLists: Set<string>;
  readonly ipv6PrefixLists: Set<string>;
  /** Names that lines use, to be looked up when all is read: FRR takes a missing one for "deny everything". */
  readonly references: Reference[];
}

export interface Reference extends Place {
  readonly kind: "routeMaps" | "prefixLists" | "ipv6PrefixLists";
  readonly name: string;
}

export interface Bgp extends Place {
  readonly asn: number;
  readonly neighbors: Map<string, Neighbor>;
  /** The address families in which a neighbor is active without being activated. */
  readonly defaultUnicast: Set<IpFamily>;
  /** Whether a neighbor without policies exchanges no routes (RFC 8212). */
  requiresPolicy: boolean;
}

export interface Neighbor extends Place {
  readonly address: string;
  readonly asn: number;
  updateSource: string | undefined;
  password: string | undefined;
  isShutdown: boolean;
  /** What the configuration says by address family, if anything. */
  readonly activated: Partial<Record<IpFamily, boolean>>;
  readonly policies: Readonly<Record<IpFamily, Set<"in" | "out">>>;
}

/** The address families in which a neighbor is active. */
export const familiesOf = ({ defaultUnicast }: Bgp, { activated }: Neighbor): IpFamily[] =>
  (["ipv4", "ipv6"] as const).filter((family) => activated[family] ?? defaultUnicast.has(family));

export const newFrrConfig = (): FrrConfig => ({
  bgp: undefined,
  routeMaps: new Set(),
  prefixLists: new Set(),
  ipv6PrefixLists: new Set(),
  references: [],
});
