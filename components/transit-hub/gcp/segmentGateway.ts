import { HaVpnGateway, Router } from "@pulumi/gcp/compute";
import type { Input, Output } from "@pulumi/pulumi";
import { transitNumbers } from "../../../addressing/linkSlots";
import { type SideOptions, sideOptions } from "../../cross-cloud-vpn/gateway";
import type { TransitContext } from "../cloud";
import type { HubPlan, TransitNode } from "../plan";
import { segmentRanges } from "../sides";
import { segmentGatewayName } from "./segmentLinks";

/** Where a segment meets others within Google Cloud. */
export interface SegmentGateway {
  readonly id: Output<string>;
  readonly routerName: Output<string>;
  readonly asn: number;
  readonly region: Input<string | undefined>;
  readonly opts: SideOptions;
}

/** The first private one of 32 bits (RFC 6996); those of hubs, unless given, have 16. */
const firstAsn = 4_200_000_000;

/**
 * An HA VPN gateway and a Cloud Router in a segment's routing network, beside those of the links to other clouds, which
 * come and go with these links, and may be in another region. It tells the segment's networks in Google Cloud and nothing
 * else, so two segments that both talk to a third stay apart.
 *
 * @param hub - in whose region they are: the node's own, or that of a segment which has no hub in common with it.
 */
export function createSegmentGateway(
  context: TransitContext,
  hub: HubPlan,
  node: TransitNode,
  network: Output<string>,
): SegmentGateway {
  const { region, provider } = context.args.hubs[hub.name]?.gcp ?? {};
  const opts = sideOptions(context.parent, provider);
  const { segment } = node;
  const name = `${context.name}-${segmentGatewayName(node, hub)}`;
  const asn = firstAsn + hub.number * transitNumbers + segment.number;
  const gateway = new HaVpnGateway(
    `${name}-gateway`,
    { network, region, ...(context.tags && { labels: context.tags }) },
    opts,
  );
  const router = new Router(
    `${name}-router`,
    {
      network,
      region,
      bgp: {
        asn,
        advertiseMode: "CUSTOM",
        advertisedIpRanges: segmentRanges(segment.name, context.args).map((range) => ({ range })),
      },
    },
    opts,
  );
  return { id: gateway.id, routerName: router.name, asn, region, opts };
}
