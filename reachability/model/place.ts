import type { Cidr } from "../../addressing";
import type { Filter } from "./filter";
import type { Rule } from "./rule";

export type Cloud = "aws" | "azure" | "gcp" | "onPremises";

/** A VPC, a VNet, a VPC network: where an address is delivered within. */
export interface Network {
  readonly id: string;
  readonly name: string;
  readonly urn: string;
  readonly cloud: Cloud;
  readonly ranges: readonly Cidr[];
}

/** A place that looks destinations up: a subnet, a gateway, a hub with one of its route tables. */
export interface Node {
  readonly id: string;
  /** What people call it, such as `subnet a` or `transit gateway hub`. */
  readonly name: string;
  readonly kind: "subnet" | "gateway" | "hub" | "router";
  readonly cloud: Cloud;
  readonly urn?: string | undefined;
  readonly region?: string | undefined;
  readonly zone?: string | undefined;
  /** The table in which it looks up. */
  readonly table: string;
  /** Of a subnet: the network that it belongs to, and the ranges that it delivers itself. */
  readonly network?: string | undefined;
  readonly delivers?: readonly Cidr[];
  /** What a packet passes that comes in from another node, or goes out to one: network ACLs. */
  readonly entering?: readonly Filter[];
  readonly leaving?: readonly Filter[];
  /** Why a packet that gets here can't be followed. */
  readonly undecided?: string | undefined;
  /** Of a NAT gateway: connections are opened through it from one side, and only their answers come back. */
  readonly translation?: Translation | undefined;
}

/** What puts another source address into what opens a connection, and the old one back into its answers. IPv4 alone. */
export interface Translation {
  /** What it may put in: any address of any of these. */
  readonly sources: readonly Cidr[];
  /** The node that delivers to these; it hands the answers over. */
  readonly at: string;
  /** IANA's numbers of the protocols that it translates; absent: all. */
  readonly protocols?: readonly number[];
  readonly rule: Rule;
}

/** Something that sends and receives: an instance's interface, a load balancer's node, any host of a subnet. */
export interface Endpoint {
  readonly id: string;
  readonly name: string;
  /** `any host`: no instance, but whatever would be put into the subnet without a filter of its own. */
  readonly kind: "instance" | "interface" | "load balancer" | "any host";
  readonly cloud: Cloud;
  readonly urn?: string | undefined;
  readonly region?: string | undefined;
  readonly zone?: string | undefined;
  readonly network: string;
  /** The node that delivers to it, and the one at which what it sends is looked up; mostly the same subnet. */
  readonly subnet: string;
  readonly routesAt: string;
  /** Its own addresses, each as a range of one, or the ranges in which they will lie. */
  readonly addresses: readonly Cidr[];
  /** Filters on what it sends and what it gets, all of which must let it through. */
  readonly egress: readonly Filter[];
  readonly ingress: readonly Filter[];
}
