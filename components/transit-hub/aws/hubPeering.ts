import {
  PeeringAttachment,
  PeeringAttachmentAccepter,
  RouteTableAssociation,
} from "@pulumi/aws/ec2transitgateway";
import type { TransitContext } from "../cloud";
import { mayTalk, type SpokePlan } from "../plan";
import type { AwsHub } from "./hub";
import { staticRoutes } from "./staticRoute";

/**
 * The peering of two transit gateways. It tells no routes, so each segment's table gets one for every network beyond
 * that its segment may reach. There can be one between two transit gateways, and it is associated with one table on
 * each side: what arrives has passed its own segment's table.
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html
 */
export class HubPeering {
  private readonly attachment: PeeringAttachment;
  private readonly accepted: PeeringAttachmentAccepter;

  constructor(
    private readonly context: TransitContext,
    private readonly one: AwsHub,
    private readonly other: AwsHub,
  ) {
    const name = `${one.name}-${other.plan.name}-peering`;
    const [here, there] = [one.arrivals, other.arrivals];
    if (here === undefined || there === undefined) {
      throw new Error(`${name} joins hubs without a table for arrivals`);
    }
    this.attachment = new PeeringAttachment(
      name,
      {
        transitGatewayId: one.id,
        peerTransitGatewayId: other.id,
        peerRegion: there.region,
        ...(one.opts.provider !== other.opts.provider && { peerAccountId: other.accountId }),
        ...one.tagged(name),
      },
      { ...one.opts, deleteBeforeReplace: true },
    );
    const acceptance = `${name}-acceptance`;
    this.accepted = new PeeringAttachmentAccepter(
      acceptance,
      { transitGatewayAttachmentId: this.attachment.id, ...other.tagged(acceptance) },
      { ...other.opts, deleteBeforeReplace: true },
    );
    for (const [hub, table] of [
      [one, here],
      [other, there],
    ] as const) {
      new RouteTableAssociation(
        `${name}-association-${hub.plan.name}`,
        {
          transitGatewayAttachmentId: this.attachment.id,
          transitGatewayRouteTableId: table.id,
          region: hub.region,
        },
        { ...hub.opts, deleteBeforeReplace: true, dependsOn: this.accepted },
      );
    }
  }

  /** Writes down in each hub what is at the other. */
  route(): void {
    const { one, other, context } = this;
    for (const [here, there] of [
      [one, other],
      [other, one],
    ] as const) {
      context.plan.spokes
        .filter(({ hub }) => hub === there.plan)
        .forEach((spoke) => this.routeTo(spoke, here));
    }
  }

  private routeTo(spoke: SpokePlan, here: AwsHub): void {
    const { context, attachment, accepted } = this;
    const target = { transitGatewayAttachmentId: attachment.id };
    for (const { segment } of here.nodes.filter((node) => mayTalk(node.segment, spoke.segment))) {
      staticRoutes(context, here, here.tableOf(segment), spoke, target, [accepted]);
    }
  }
}
