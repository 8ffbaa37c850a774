import { networkAsn } from "../../addressing/asns";
import { transitNumbers, transitSlot } from "../../addressing/linkSlots";
import { clouds } from "../cross-cloud-vpn/clouds";
import { type LinkPlan, planLink } from "../cross-cloud-vpn/plan";
import { endpointOf, sidePlan, type Sides } from "../cross-cloud-vpn/sides";
import type { TransitHubArgs, TransitHubSite, TransitLinkArgs, TransitSpoke } from "./args";
import { plannedSides } from "./sides";
import { toldRanges, translatedRange } from "./spokeRanges";

export const transitClouds = ["aws", "gcp", "azure"] as const;

/** A cloud that has hubs. */
export type TransitCloud = (typeof transitClouds)[number];

/** What a hub consists of, in plain data. */
export interface TransitPlan {
  readonly segments: readonly SegmentPlan[];
  readonly hubs: readonly HubPlan[];
  readonly spokes: readonly SpokePlan[];
  /** Every segment at every hub that carries it. */
  readonly nodes: readonly TransitNode[];
  /** The tunnels of one segment between two hubs of different clouds. */
  readonly links: readonly TransitLink[];
}

export interface SegmentPlan {
  readonly name: string;
  readonly number: number;
  /** The names of the segments that it may talk to, besides itself. */
  readonly allowed: readonly string[];
}

export interface HubPlan {
  readonly name: string;
  readonly number: number;
  readonly cloud: TransitCloud;
  /** Of a transit gateway; elsewhere of segment 0, the others' follow by their numbers. */
  readonly asn: number;
  readonly isVirtualWan: boolean;
}

export interface SpokePlan {
  readonly name: string;
  readonly hub: HubPlan;
  readonly segment: SegmentPlan;
  /** The ranges by which others know the network, as given: its own, or the one that it is translated to. */
  readonly ranges: readonly string[];
  /** Whether the network's own ranges are told to nobody. */
  readonly isTranslated: boolean;
}

/** A segment at a hub. Links end there, and spokes are attached to it. */
export interface TransitNode {
  /** `<hub>-<segment>`. */
  readonly name: string;
  readonly hub: HubPlan;
  readonly segment: SegmentPlan;
  /** Of the gateway that its links end at, unless that is of Virtual WAN. */
  readonly asn: number;
  readonly spokes: readonly SpokePlan[];
}

export interface TransitLink {
  /** `<segment>-<hub>-<hub>`. */
  readonly name: string;
  /** In the order of `clouds`. */
  readonly nodes: readonly [TransitNode, TransitNode];
  readonly args: TransitLinkArgs;
}

/** The cloud of a hub or a spoke: the one under whose name it is given. */
export function cloudOf(given: TransitHubSite | TransitSpoke): TransitCloud | undefined {
  return transitClouds.find((cloud) => given[cloud] !== undefined);
}

/** Expects arguments whose names lead somewhere: `checkMap` found no fault with them. */
export function planTransit(args: TransitHubArgs): TransitPlan {
  const segments = Object.entries(args.segments).map(([name, { number }]) => ({
    name,
    number,
    allowed: allowedOf(name, args),
  }));
  const hubs = Object.entries(args.hubs).flatMap(([name, hub]) => planHub(name, hub));
  const spokes = Object.entries(args.spokes).flatMap(([name, spoke]) => {
    const hub = hubs.find((one) => one.name === spoke.hub);
    const segment = segments.find((one) => one.name === spoke.segment);
    return hub === undefined || segment === undefined
      ? []
      : [
          {
            name,
            hub,
            segment,
            ranges: toldRanges(spoke),
            isTranslated: translatedRange(spoke) !== undefined,
          },
        ];
  });
  const nodes = hubs.flatMap((hub) => segments.flatMap((segment) => planNode(hub, segment, spokes)));
  return { segments, hubs, spokes, nodes, links: planLinks(nodes, args) };
}

/** Whether networks of two segments may talk to each other. */
export function mayTalk(one: SegmentPlan, other: SegmentPlan): boolean {
  return one.name === other.name || one.allowed.includes(other.name);
}

function allowedOf(name: string, { allowed = [] }: TransitHubArgs): string[] {
  const others = allowed.flatMap(([one, other]) => (one === name ? [other] : other === name ? [one] : []));
  return [...new Set(others)];
}

function planHub(name: string, hub: TransitHubSite): HubPlan[] {
  const cloud = cloudOf(hub);
  const asn = cloud === undefined ? undefined : (hub[cloud]?.asn ?? networkAsn(transitNumbers * hub.number));
  const isVirtualWan = hub.azure?.kind === "virtual-wan";
  return cloud === undefined || asn === undefined
    ? []
    : [{ name, number: hub.number, cloud, asn, isVirtualWan }];
}

/**
 * A hub carries the segments of its spokes. A transit gateway is also where segments that may talk to each other meet
 * across clouds, so it carries all of these.
 */
function planNode(hub: HubPlan, segment: SegmentPlan, spokes: readonly SpokePlan[]): TransitNode[] {
  const ofSegment = spokes.filter((spoke) => spoke.segment === segment);
  const own = ofSegment.filter((spoke) => spoke.hub === hub);
  const meeting = hub.cloud === "aws" && segment.allowed.length > 0 && ofSegment.length > 0;
  const asn = hub.cloud === "aws" ? hub.asn : hub.asn + segment.number;
  const name = `${hub.name}-${segment.name}`;
  return own.length > 0 || meeting ? [{ name, hub, segment, asn, spokes: own }] : [];
}

function planLinks(nodes: readonly TransitNode[], { links = {} }: TransitHubArgs): TransitLink[] {
  return nodes.flatMap((one, index) =>
    nodes.slice(index + 1).flatMap((other) => {
      if (one.segment !== other.segment || one.hub.cloud === other.hub.cloud) {
        return [];
      }
      const pair = inOrder(one, other);
      const args = links[hubLinkName(pair[0].hub, pair[1].hub)] ?? {};
      const name = `${one.segment.name}-${hubLinkName(pair[0].hub, pair[1].hub)}`;
      return args === false ? [] : [{ name, nodes: pair, args }];
    }),
  );
}

/** The name of the links between two hubs: theirs, in the order of `clouds`. */
export function hubLinkName(...hubs: readonly [HubPlan, HubPlan]): string {
  const inOrder = hubs.toSorted((one, other) => clouds.indexOf(one.cloud) - clouds.indexOf(other.cloud));
  return inOrder.map(({ name }) => name).join("-");
}

function inOrder(one: TransitNode, other: TransitNode): [TransitNode, TransitNode] {
  return clouds.indexOf(one.hub.cloud) < clouds.indexOf(other.hub.cloud) ? [one, other] : [other, one];
}

/** The tunnels of a link between two nodes. */
export function planTransitLink(link: TransitLink, args: TransitHubArgs): LinkPlan {
  const [first, second] = link.nodes;
  const sides: readonly [Sides, Sides] = [plannedSides(first, args), plannedSides(second, args)];
  return planLink(
    [sidePlan(sides[0], first.hub.cloud), sidePlan(sides[1], second.hub.cloud)],
    [endpointOf(sides[0], first.hub.cloud), endpointOf(sides[1], second.hub.cloud)],
    {
      routing: "bgp",
      tunnels: link.args.tunnels,
      cipherProfile: link.args.cipherProfile ?? args.cipherProfile,
      insideCidrSlot: transitSlot(first.segment.number, first.hub.number, second.hub.number),
    },
  );
}
