import type { Input } from "@pulumi/pulumi";
import type { MeshLinkArgs } from "../cross-cloud-mesh/args";
import type { CrossCloudVpnArgs } from "../cross-cloud-vpn/args";
import type { AwsTransitHub, AwsTransitSpoke } from "./aws/args";
import type { AzureTransitHub, AzureTransitSpoke } from "./azure/args";
import type { GcpTransitHub, GcpTransitSpoke } from "./gcp/args";

/** Networks that may all talk to each other, wherever they are. */
export interface TransitSegment {
  /**
   * The segment's own number, 0 to 5, for good: the inside CIDRs of its tunnels and the ranges of its hubs in Azure follow
   * from it. So segments come and go without moving another's.
   */
  readonly number: number;
}

/** A hub in one region of one cloud, which is given under the cloud's name. */
export interface TransitHubSite {
  /**
   * The hub's own number, 0 to 5, for good: its ASNs start at 64512 plus six times it unless the cloud's side gives
   * another, and the inside CIDRs of all its tunnels follow from it.
   */
  readonly number: number;
  readonly aws?: AwsTransitHub;
  readonly azure?: AzureTransitHub;
  readonly gcp?: GcpTransitHub;
}

/** A network that is attached to a hub of its cloud, and belongs to one segment. */
export interface TransitSpoke {
  /** The name of the hub. Plain, as its segment: moving a spoke changes its own attachment and nobody else's. */
  readonly hub: string;
  /** The name of the segment. */
  readonly segment: string;
  /** A VPC. An `AwsNetwork` fits as it is. */
  readonly aws?: AwsTransitSpoke;
  /** A VNet. An `AzureNetwork` fits as it is. */
  readonly azure?: AzureTransitSpoke;
  /** A VPC network. A `GcpNetwork` fits as it is. */
  readonly gcp?: GcpTransitSpoke;
}

/** What the tunnels between two hubs have of their own, those of every segment alike; as in `CrossCloudVpn`. */
export type TransitLinkArgs = Pick<MeshLinkArgs, "tunnels" | "cipherProfile">;

/** Arguments of `TransitHub`. */
export interface TransitHubArgs {
  /**
   * The segments by name, 1 to 6, none called `arrivals`. Networks of one segment reach each other over all clouds, those
   * of different segments don't, unless `allowed` says so.
   *
   * @example { prod: { number: 0 }, staging: { number: 1 }, shared: { number: 2 } }
   */
  readonly segments: Readonly<Record<string, TransitSegment>>;

  /**
   * Pairs of segments that may talk to each other, such as every one with shared services. It is not transitive: two
   * segments that may both talk to a third stay apart.
   *
   * Networks of one cloud are then joined there: by the tables of a transit gateway on AWS, by peering of the two networks
   * in Azure, by HA VPN between the two segments' hubs in Google Cloud, whose spokes cannot be peered. Between clouds the
   * two segments meet at a transit gateway, so that takes a hub in AWS: its route tables alone keep what one segment's
   * gateways tell from another's.
   *
   * @default - none
   * @example [["prod", "shared"], ["staging", "shared"]]
   */
  readonly allowed?: readonly (readonly [string, string])[];

  /**
   * The hubs by name, 1 to 6. The name is part of the resource names.
   *
   * @example { aws: { number: 0, aws: {} }, azure: { number: 1, azure: { addressSpace: "10.250.0.0/20" } } }
   */
  readonly hubs: Readonly<Record<string, TransitHubSite>>;

  /**
   * The spokes by name. The name is part of the resource names, and the only one that changes with a spoke. Under a new
   * name a network would be attached a second time, which the clouds refuse: to rename a spoke, take it out in one update
   * and put it back in the next.
   *
   * @example { shop: { hub: "aws", segment: "prod", aws: shop }, office: { hub: "azure", segment: "prod", azure: office } }
   */
  readonly spokes: Readonly<Record<string, TransitSpoke>>;

  /**
   * What the networks send to their hub: ranges that hold all spokes, so that no network's routes change when another
   * comes or goes. A hub drops what it knows no network for.
   *
   * @default ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]
   */
  readonly summaryRanges?: readonly string[];

  /**
   * What the tunnels between two hubs have of their own, or `false` where two hubs are not to be joined: refused where
   * networks that may talk to each other have no other way. A link is called by its hubs' names with a hyphen between
   * them, in the order AWS, Google Cloud, Azure.
   *
   * @default - every two hubs of different clouds are joined, once for every segment that both carry
   * @example { "aws-azure": { tunnels: 8 } }
   */
  readonly links?: Readonly<Record<string, TransitLinkArgs | false>>;

  /**
   * The one proposal of all links.
   *
   * @default "strong"
   */
  readonly cipherProfile?: CrossCloudVpnArgs["cipherProfile"];

  /**
   * Whether all links are watched; as in `CrossCloudMesh`.
   *
   * @default - as in `CrossCloudVpn`: true in a stack in production, else false
   */
  readonly monitoring?: CrossCloudVpnArgs["monitoring"];

  /**
   * Tags of all resources that take tags. On AWS each also gets its Pulumi name as the tag `Name`.
   *
   * @default - only `Name` on AWS
   */
  readonly tags?: Readonly<Record<string, Input<string>>>;
}
