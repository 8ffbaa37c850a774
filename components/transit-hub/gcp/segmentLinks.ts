import type { HubPlan, SegmentPlan, TransitNode, TransitPlan } from "../plan";

/** Tunnels within Google Cloud between two segments that may talk to each other. */
export interface SegmentLink {
  /** `<hub>-<segment>-<segment>`, or `<hub>-<segment>-<hub>-<segment>` of segments with no hub in common. */
  readonly name: string;
  /** The hub in whose region the tunnels are. */
  readonly hub: HubPlan;
  /** In the order of the segments' numbers: whose routing networks the tunnels join. */
  readonly nodes: readonly [TransitNode, TransitNode];
}

/**
 * A VPC network is a spoke of one hub only, and two VPC spokes cannot be peered, so segments that may talk to each other
 * are joined by HA VPN between their hubs: in every region where both have networks, and where there is none, in that of
 * the first hub of the two. Such a makeshift goes once they have a hub in common, and comes and goes under other names than
 * all other links do: the new way is there before the old one goes, and neither takes the other's resources.
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview
 */
export function planSegmentLinks({ segments, nodes }: TransitPlan): SegmentLink[] {
  const ofSegment = (segment: SegmentPlan): TransitNode[] =>
    nodes
      .filter((node) => node.hub.cloud === "gcp" && node.segment === segment)
      .toSorted((one, other) => one.hub.number - other.hub.number);
  const ordered = segments.toSorted((one, other) => one.number - other.number);
  return ordered.flatMap((one, index) =>
    ordered
      .slice(index + 1)
      .filter((other) => one.allowed.includes(other.name))
      .flatMap((other) => linksBetween(ofSegment(one), ofSegment(other))),
  );
}

/** What a segment's gateway for such tunnels is called by, after the component. */
export function segmentGatewayName(node: TransitNode, hub: HubPlan): string {
  return `${node.name}-segment${node.hub === hub ? "" : `-at-${hub.name}`}`;
}

/** What the one or the other end's resources are called by, after the component: its own segment first. */
export function endName({ hub, nodes }: SegmentLink, position: 0 | 1): string {
  const [own, peer] = position === 0 ? nodes : [nodes[1], nodes[0]];
  return linkName(hub, own, peer);
}

function linksBetween(ones: readonly TransitNode[], others: readonly TransitNode[]): SegmentLink[] {
  const together = ones.flatMap((one) =>
    others.filter(({ hub }) => hub === one.hub).map((other) => segmentLink(one.hub, one, other)),
  );
  const [one, other] = [ones[0], others[0]];
  if (together.length > 0 || one === undefined || other === undefined) {
    return together;
  }
  return [segmentLink(one.hub.number < other.hub.number ? one.hub : other.hub, one, other)];
}

function segmentLink(hub: HubPlan, one: TransitNode, other: TransitNode): SegmentLink {
  return { name: linkName(hub, one, other), hub, nodes: [one, other] };
}

function linkName(hub: HubPlan, own: TransitNode, peer: TransitNode): string {
  return own.hub === peer.hub
    ? `${hub.name}-${own.segment.name}-${peer.segment.name}`
    : `${own.name}-${peer.name}`;
}
