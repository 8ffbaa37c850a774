import { Route } from "@pulumi/aws/ec2";
import {
  Route as TransitRoute,
  RouteTableAssociation,
  RouteTablePropagation,
  VpcAttachment,
} from "@pulumi/aws/ec2transitgateway";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { type SideOptions, sideOptions } from "../../cross-cloud-vpn/gateway";
import { cidrKey } from "../../names";
import type { TransitContext } from "../cloud";
import { mayTalk, type SpokePlan } from "../plan";
import { summaryRangesOf } from "../summaryRanges";
import type { AwsTransitSpoke } from "./args";
import type { AwsHub } from "./hub";
import { rangesBeyond, VpcTranslation } from "./translation";

/** Attaches a VPC to its segment's table, and tells it to those who may reach it. */
export function attachVpc(context: TransitContext, hub: AwsHub, spoke: SpokePlan): void {
  const { aws } = context.args.spokes[spoke.name] ?? {};
  if (aws === undefined) {
    return;
  }
  const parent = context.spokeComponent(spoke);
  const name = `${context.name}-${spoke.name}`;
  const opts = sideOptions(parent, hub.opts.provider);
  const vpcOpts = sideOptions(parent, aws.provider ?? hub.opts.provider);
  const translation = aws.translation && new VpcTranslation(name, hub, aws.vpcId, aws.translation, vpcOpts);
  const subnetIds = translation === undefined ? aws.attachmentSubnetIds : [translation.subnetId];
  const attachment = vpcAttachment(name, hub, aws, subnetIds, vpcOpts);
  // An attachment is associated with one table at a time.
  new RouteTableAssociation(
    `${name}-association`,
    inTable(hub, attachment, hub.routeTableOf(spoke.segment)),
    {
      ...opts,
      deleteBeforeReplace: true,
    },
  );
  const tell = translation === undefined ? propagate : routeTo;
  tell(name, hub, attachment, spoke, opts);
  const ranges = summaryRangesOf(context.args);
  if (translation === undefined) {
    routeVpc(name, hub, aws, ranges, { transitGatewayId: hub.id }, attachment, vpcOpts);
  } else {
    const beyond = rangesBeyond(ranges, aws);
    translation.routeToHub(beyond, attachment);
    routeVpc(name, hub, aws, beyond, { natGatewayId: translation.natGatewayId }, attachment, vpcOpts);
  }
}

function vpcAttachment(
  name: string,
  hub: AwsHub,
  { vpcId, applianceMode = false }: AwsTransitSpoke,
  subnetIds: AwsTransitSpoke["attachmentSubnetIds"],
  opts: SideOptions,
): VpcAttachment {
  const attachmentName = `${name}-vpc-attachment`;
  return new VpcAttachment(
    attachmentName,
    {
      transitGatewayId: hub.id,
      vpcId,
      subnetIds: [...subnetIds],
      ...(applianceMode && { applianceModeSupport: "enable" }),
      transitGatewayDefaultRouteTableAssociation: false,
      transitGatewayDefaultRouteTablePropagation: false,
      ...hub.tagged(attachmentName),
    },
    // A transit gateway takes a VPC once.
    { ...opts, deleteBeforeReplace: true },
  );
}

/** The tables of those who may reach a spoke, and that of what comes from another region's hub. */
function readersOf(hub: AwsHub, { segment }: SpokePlan): { key: string; id: Output<string> }[] {
  const readers = hub.nodes.filter((node) => mayTalk(node.segment, segment));
  return [
    ...readers.map((node) => ({ key: node.segment.name, id: hub.routeTableOf(node.segment) })),
    ...(hub.arrivals === undefined ? [] : [{ key: "arrivals", id: hub.arrivals }]),
  ];
}

function inTable(hub: AwsHub, attachment: VpcAttachment, transitGatewayRouteTableId: Output<string>) {
  return { transitGatewayAttachmentId: attachment.id, transitGatewayRouteTableId, region: hub.region };
}

function propagate(
  name: string,
  hub: AwsHub,
  attachment: VpcAttachment,
  spoke: SpokePlan,
  opts: SideOptions,
): void {
  for (const { key, id } of readersOf(hub, spoke)) {
    new RouteTablePropagation(`${name}-propagation-${key}`, inTable(hub, attachment, id), {
      ...opts,
      deleteBeforeReplace: true,
    });
  }
}

/**
 * Of a translated VPC its range alone is told, and propagation would tell all that the VPC has.
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
 */
function routeTo(
  name: string,
  hub: AwsHub,
  attachment: VpcAttachment,
  spoke: SpokePlan,
  opts: SideOptions,
): void {
  for (const { key, id } of readersOf(hub, spoke)) {
    for (const range of spoke.ranges) {
      new TransitRoute(
        `${name}-${hub.plan.name}-${key}-route-${cidrKey(range)}`,
        { destinationCidrBlock: range, ...inTable(hub, attachment, id) },
        { ...opts, deleteBeforeReplace: true },
      );
    }
  }
}

/** A VPC's route tables learn nothing from a transit gateway. */
function routeVpc(
  name: string,
  hub: AwsHub,
  { routeTableIds }: AwsTransitSpoke,
  ranges: readonly string[],
  target: { readonly transitGatewayId: Input<string> } | { readonly natGatewayId: Input<string> },
  attachment: Resource,
  opts: SideOptions,
): void {
  for (const [key, routeTableId] of Object.entries(routeTableIds)) {
    for (const range of ranges) {
      new Route(
        `${name}-route-${key}-${cidrKey(range)}`,
        { routeTableId, destinationCidrBlock: range, ...target, region: hub.region },
        // AWS refuses one to a transit gateway that the VPC is not attached to.
        { ...opts, dependsOn: attachment },
      );
    }
  }
}
