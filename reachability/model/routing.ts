import type { Cidr } from "../../addressing";
import type { Rule } from "./rule";

/** Where a route leads. */
export type NextHop =
  /** To the subnet of this network that holds the destination, which delivers it. */
  | { readonly to: "network"; readonly network: string }
  /** To another place that looks the destination up in its own table. */
  | { readonly to: "node"; readonly node: string }
  /** Into a tunnel, out at its other end. */
  | { readonly to: "tunnel"; readonly end: string }
  /** To the internet or to a service outside what is modelled. The internet carries no private addresses. */
  | { readonly to: "outside"; readonly what: string; readonly internet?: true }
  /** Thrown away: a blackhole, or no target left. */
  | { readonly to: "nowhere"; readonly why: string }
  /** Something that can't be told, such as an appliance. */
  | { readonly to: "undecided"; readonly why: string };

/** A route of a table. */
export interface Route {
  readonly prefix: Cidr;
  /** More than one: equal-cost paths. */
  readonly next: readonly NextHop[];
  /** Among routes to one prefix the lowest wins, before any attribute of BGP counts. The reader ranks them as its cloud does. */
  readonly rank: number;
  readonly rule: Rule;
  /** Of a route that BGP may carry on. Absent is as good as none of each. */
  readonly bgp?: BgpAttributes;
}

/** What path selection looks at. */
export interface BgpAttributes {
  /** Nearest AS first. */
  readonly asPath: readonly number[];
  /** Lower is preferred. */
  readonly med: number;
}

/** A table of routes. Several nodes may look up in the same one. */
export interface RouteTable {
  readonly id: string;
  /** What people call it, such as `route table private`. */
  readonly name: string;
  readonly urn?: string | undefined;
  /** Routes that are there without anybody telling: local, static, system. */
  readonly routes: readonly Route[];
  /**
   * Prefixes inside which a route that came by propagation or BGP never counts, although it is more specific: the local
   * routes of a VPC, the address space of a VNet, the subnets of a VPC network.
   */
  readonly unbeatable?: readonly Cidr[];
  /** Whether equal routes are used at once. @default true */
  readonly multipath?: boolean;
  /** Why routes may be missing from it, such as a route whose target can't be told. Any lookup that finds nothing is then undecided. */
  readonly undecided?: readonly { readonly prefix?: Cidr; readonly rule: Rule; readonly why: string }[];
}

/** Copies the routes of one table into another as its cloud does: route propagation, gateway transit, hub associations. */
export interface Propagation {
  readonly from: string;
  readonly to: string;
  /** Where a copied route leads. Absent: where it led. */
  readonly next?: NextHop;
  /** The rank of a copied route. Absent: the one it had. */
  readonly rank?: number;
  /** Only routes with this; absent: all. */
  readonly accepts?: (route: Route) => boolean;
  /** Whatever the cloud adds to a copied route, such as to its MED. */
  readonly changes?: (route: Route) => Route;
  readonly rule: Rule;
}

/** One end of a BGP session, which goes through a tunnel. */
export interface Session {
  readonly id: string;
  readonly name: string;
  readonly urn?: string | undefined;
  /** The tunnel end that it goes through. */
  readonly end: string;
  readonly localAsn: number | undefined;
  readonly peerAsn: number | undefined;
  /** BGP addresses, canonical text; undefined while not known. */
  readonly localAddress?: string | undefined;
  readonly peerAddress?: string | undefined;
  readonly enabled?: boolean;
  /** Which versions of IP it carries routes of. @default 4 alone */
  readonly versions?: readonly (4 | 6)[];
  /** The table whose best routes it tells, and how it changes them. */
  readonly advertises: {
    readonly table: string;
    /** Told beside the table's, such as custom advertisements. */
    readonly also?: readonly { readonly prefix: Cidr; readonly rule: Rule }[];
    readonly accepts?: (route: Route) => boolean;
    readonly med?: number;
    /** How often the own ASN is put before the path beyond the one time. */
    readonly prepends?: number;
    /** What else is done to a route on its way out, when own ASN and MED are set: route policies, costs. */
    readonly changes?: (told: Route) => Route;
  };
  /** The tables that learn from it. */
  readonly learns: readonly {
    readonly table: string;
    readonly rank: number;
    /** Where a learned route leads when not into the session's own tunnel. */
    readonly accepts?: (route: Route) => boolean;
    readonly changes?: (route: Route) => Route;
  }[];
  /** Whether a path that holds the own ASN is refused. @default true */
  readonly refusesOwnAsn?: boolean;
  /** The most prefixes it takes before the session goes down. */
  readonly prefixLimit?: number;
  /** MD5 and the like: both ends must have the same, as a digest. */
  readonly authentication?: string | undefined;
}
