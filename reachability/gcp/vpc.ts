import type { Cidr } from "../../addressing";
import type { NextHop, Route, RouteTable, Rule } from "../model";
import type { Resource } from "../resources";
import type { PrivateNat } from "./privateNat";

/** A VPC network while it is read: what its subnets, routes, routers and exchanges add up to. */
export class Vpc {
  readonly subnets: Subnet[] = [];
  /** Own subnet routes and those of peers and spokes. */
  readonly subnetRoutes: SubnetRoute[] = [];
  readonly customRoutes: CustomRoute[] = [];
  readonly dynamicRoutes: DynamicRoutes[] = [];
  readonly policyRoutes: PolicyRoute[] = [];
  readonly nats: PrivateNat[] = [];
  /** Ids of the nodes of Google's front ends that send to endpoints in it. */
  readonly frontEnds = new Set<string>();
  /** Why subnets may be missing: others that exchange routes with it miss them too. */
  readonly subnetDoubts: Doubt[] = [];
  /** Why static routes may be missing, which others may import. */
  readonly staticDoubts: Doubt[] = [];
  readonly undecided: Doubt[] = [];

  constructor(
    readonly id: string,
    readonly name: string,
    readonly urn: string,
    /** Absent for a network that is in none of the stacks. */
    readonly resource: Resource | undefined,
    readonly project: string | undefined,
  ) {}
}

/** Why routes may be missing. */
export type Doubt = NonNullable<RouteTable["undecided"]>[number];

export interface Subnet {
  readonly id: string;
  readonly label: string;
  /** As a place on a path. */
  readonly name: string;
  readonly urn: string;
  readonly vpc: Vpc;
  readonly region: string;
  /** Primary and secondary ranges, and IPv6 ones. */
  readonly ranges: readonly Cidr[];
  /** The ranges in which interfaces have their own addresses. */
  readonly own: readonly Cidr[];
  /** Whether virtual machines can be put into it. */
  readonly hasHosts: boolean;
  readonly resource: Resource | undefined;
}

/** A route to a subnet's range, of the network itself or exchanged with another. */
export interface SubnetRoute {
  readonly prefix: Cidr;
  readonly next: NextHop;
  readonly rule: Rule;
  /** The Network Connectivity Center hub that it came by. */
  readonly hub?: string;
  /** Only for what comes in through the tunnels of this spoke of the hub. */
  readonly spoke?: string;
}

/** A static route, or one that Google Cloud makes by itself. */
export interface CustomRoute {
  readonly prefix: Cidr;
  readonly next: NextHop;
  readonly rank: number;
  /** None: for all virtual machines and tunnels. */
  readonly tags: readonly string[];
  readonly priority: number;
  readonly kind: RouteKind;
  readonly rule: Rule;
}

export type RouteKind = "next hop" | "dynamic" | "load balancer" | "internet gateway";

/** What a Cloud Router learned, as a network gets it: its own, a peer's, a spoke's of a hub. */
export interface DynamicRoutes {
  /** The table of the Cloud Router. */
  readonly table: string;
  readonly region: string;
  /** Whether other regions get it; undefined where that can't be told. */
  readonly isGlobal: boolean | undefined;
  readonly isExchanged: boolean;
  /** For `STANDARD` best path selection. */
  readonly selection: PathSelection;
  readonly accepts?: (route: Route) => boolean;
  readonly rule: Rule;
  /** The Network Connectivity Center hub that it came by. */
  readonly hub?: string;
  /** Only for what comes in through the tunnels of this spoke. */
  readonly spoke?: string;
}

/** How a network chooses among what its Cloud Routers learned. */
export type PathSelection = "legacy" | "standard" | "standard with cost in the MED";

/** A policy-based route: it goes before all others. */
export interface PolicyRoute {
  readonly destination: Cidr;
  readonly source: Cidr | undefined;
  readonly tags: readonly string[];
  readonly rule: Rule;
  readonly why: string;
}
