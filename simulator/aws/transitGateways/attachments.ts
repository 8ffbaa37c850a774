import { regionOf } from "../common";
import { having } from "../references";
import { tokens } from "../tokens";
import { asString, type Props } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/**
 * What is attached to a transit gateway: a VPC by a resource of its own, a VPN connection by naming the gateway, and
 * another transit gateway by a peering, which is attached to both.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
export interface TransitGatewayAttachment {
  readonly id: string;
  readonly transitGatewayId: string;
  /** Region of the transit gateway: both ends of a peering between Regions have one id. */
  readonly region: string;
  readonly resourceType: "vpc" | "vpn" | "peering";
  /** Id of the VPC, VPN connection or peer transit gateway. */
  readonly resourceId: string;
  readonly state: "available" | "pendingAcceptance";
  /** What the attachment itself says of the gateway's default route tables; only that of a VPC has a say. */
  readonly wants: { readonly association: boolean; readonly propagation: boolean };
}

export const attachmentsOf = (world: WorldView, transitGatewayId: string): TransitGatewayAttachment[] =>
  attachments(world).filter((attachment) => attachment.transitGatewayId === transitGatewayId);

export const findAttachment = (
  world: WorldView,
  id: string,
  region: string,
): TransitGatewayAttachment | undefined =>
  attachments(world).find((attachment) => attachment.id === id && attachment.region === region);

export function attachments(world: WorldView): TransitGatewayAttachment[] {
  return [
    ...world.all(tokens.transitGatewayVpcAttachment).map(vpcAttachment),
    ...world.all(tokens.vpnConnection).flatMap(vpnAttachment),
    ...world.all(tokens.transitGatewayPeeringAttachment).flatMap((record) => peeringEnds(world, record)),
  ];
}

const vpcAttachment = ({ id, inputs }: WorldRecord): TransitGatewayAttachment => ({
  id,
  transitGatewayId: asString(inputs.transitGatewayId) ?? "",
  region: regionOf(inputs),
  resourceType: "vpc",
  resourceId: asString(inputs.vpcId) ?? "",
  state: "available",
  wants: {
    association: inputs.transitGatewayDefaultRouteTableAssociation !== false,
    propagation: inputs.transitGatewayDefaultRouteTablePropagation !== false,
  },
});

function vpnAttachment({ id, inputs, outputs }: WorldRecord): TransitGatewayAttachment[] {
  const transitGatewayId = asString(outputs.transitGatewayId);
  return transitGatewayId === undefined
    ? []
    : [
        {
          id: asString(outputs.transitGatewayAttachmentId) ?? "",
          transitGatewayId,
          region: regionOf(inputs),
          resourceType: "vpn",
          resourceId: id,
          state: "available",
          wants: { association: true, propagation: true },
        },
      ];
}

/**
 * Both ends of a peering. Where the default association is on, an accepted one takes part in it on both sides
 * (https://github.com/hashicorp/terraform-provider-aws/issues/16452); it never propagates, as its routes are static.
 */
function peeringEnds(world: WorldView, { id, inputs }: WorldRecord): TransitGatewayAttachment[] {
  const requester = asString(inputs.transitGatewayId) ?? "";
  const accepter = asString(inputs.peerTransitGatewayId) ?? "";
  const common = {
    id,
    resourceType: "peering",
    state: isAccepted(world, id) ? "available" : "pendingAcceptance",
    wants: { association: true, propagation: false },
  } as const;
  return [
    { ...common, transitGatewayId: requester, region: regionOf(inputs), resourceId: accepter },
    {
      ...common,
      transitGatewayId: accepter,
      region: asString(inputs.peerRegion) ?? "",
      resourceId: requester,
    },
  ];
}

export const isAccepted = (world: WorldView, peeringId: string): boolean =>
  world.get(tokens.transitGatewayPeeringAttachmentAccepter, peeringId) !== undefined;

/**
 * The route table that an attachment is associated with, if any: the one that was asked for last, else the default
 * one.
 */
export function associationOf(world: WorldView, attachment: TransitGatewayAttachment): string | undefined {
  const own = ownAssociations(world, attachment).at(-1);
  return (
    asString(own?.inputs.transitGatewayRouteTableId) ??
    (attachment.wants.association
      ? defaultRouteTableOf(world, attachment, "associationDefaultRouteTableId")
      : undefined)
  );
}

const ownAssociations = (world: WorldView, { id, region }: TransitGatewayAttachment): WorldRecord[] =>
  having(world, tokens.transitGatewayRouteTableAssociation, "transitGatewayAttachmentId", id).filter(
    ({ inputs }) => regionOf(inputs) === region,
  );

/** The route tables that learn the routes of an attachment. */
export function propagationsOf(world: WorldView, attachment: TransitGatewayAttachment): string[] {
  const own = having(
    world,
    tokens.transitGatewayRouteTablePropagation,
    "transitGatewayAttachmentId",
    attachment.id,
  ).map(({ inputs }) => asString(inputs.transitGatewayRouteTableId) ?? "");
  const byDefault = attachment.wants.propagation
    ? defaultRouteTableOf(world, attachment, "propagationDefaultRouteTableId")
    : undefined;
  return byDefault === undefined ? own : [byDefault, ...own];
}

/** The attachments whose routes a route table learns. */
export function propagatingInto(
  world: WorldView,
  transitGatewayId: string,
  routeTableId: string,
): TransitGatewayAttachment[] {
  const asked = having(
    world,
    tokens.transitGatewayRouteTablePropagation,
    "transitGatewayRouteTableId",
    routeTableId,
  );
  const ids = new Set(asked.map(({ inputs }) => inputs.transitGatewayAttachmentId));
  const gateway = world.get(tokens.transitGateway, transitGatewayId);
  const isDefault = gateway?.outputs.propagationDefaultRouteTableId === routeTableId;
  return attachmentsOf(world, transitGatewayId).filter(
    ({ id, wants }) => ids.has(id) || (isDefault && wants.propagation),
  );
}

/** The records that go with an attachment. Routes to it stay behind as black holes. */
export const recordsOfAttachment = (world: WorldView, attachmentId: string): WorldRecord[] =>
  [tokens.transitGatewayRouteTableAssociation, tokens.transitGatewayRouteTablePropagation].flatMap((token) =>
    having(world, token, "transitGatewayAttachmentId", attachmentId),
  );

function defaultRouteTableOf(
  world: WorldView,
  { transitGatewayId }: TransitGatewayAttachment,
  property: "associationDefaultRouteTableId" | "propagationDefaultRouteTableId",
): string | undefined {
  const id = asString(world.get(tokens.transitGateway, transitGatewayId)?.outputs[property]);
  return id === "" ? undefined : id;
}

/** What associations and propagations answer of their attachment. */
export const attachedResource = ({ resourceType, resourceId }: TransitGatewayAttachment): Props => ({
  resourceId,
  resourceType,
});
