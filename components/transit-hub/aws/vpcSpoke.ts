import { Route } from "@pulumi/aws/ec2";
import { RouteTableAssociation, RouteTablePropagation, VpcAttachment } from "@pulumi/aws/ec2transitgateway";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { type SideOptions, sideOptions } from "../../cross-cloud-vpn/gateway";
import { cidrKey } from "../../names";
import type { TransitContext } from "../cloud";
import { mayTalk, type SpokePlan } from "../plan";
import { summaryRangesOf } from "../summaryRanges";
import type { AwsTransitSpoke } from "./args";
import type { AwsHub, HubTable } from "./hub";
import { staticRoutes } from "./staticRoute";
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
  if (translation === undefined) {
    propagate(name, hub, attachment, spoke, opts);
  } else {
    // Of a translated VPC its range alone is told, and propagation would tell all that the VPC has:
    // https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
    const target = { transitGatewayAttachmentId: attachment.id };
    readersOf(hub, spoke).forEach((table) => staticRoutes(context, hub, table, spoke, target));
  }
  const ranges = rangesBeyond(summaryRangesOf(context.args), aws);
  translation?.routeToHub(ranges, attachment);
  const next =
    translation === undefined ? { transitGatewayId: hub.id } : { natGatewayId: translation.natGatewayId };
  routeVpc(name, hub, aws, ranges, next, attachment, vpcOpts);
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
    { ...opts, deleteBeforeReplace: true, dependsOn: [...hub.shared] },
  );
}

/** The tables of those who may reach a spoke, and that of what comes from another region's hub. */
function readersOf(hub: AwsHub, { segment }: SpokePlan): HubTable[] {
  const readers = hub.nodes.filter((node) => mayTalk(node.segment, segment));
  return [
    ...readers.map((node) => hub.tableOf(node.segment)),
    ...(hub.arrivals === undefined ? [] : [hub.arrivals]),
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
