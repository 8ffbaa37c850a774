import { having } from "../references";
import { tokens } from "../tokens";
import { asString, type Props } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/**
 * What is attached to a transit gateway: a VPC by a resource of its own, a VPN connection by naming the gateway.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
export interface TransitGatewayAttachment {
  readonly id: string;
  readonly transitGatewayId: string;
  readonly resourceType: "vpc" | "vpn";
  /** Id of the VPC or VPN connection. */
  readonly resourceId: string;
  /** What the attachment itself says of the gateway's default route tables; a VPN connection says nothing. */
  readonly wants: { readonly association: boolean; readonly propagation: boolean };
}

export const attachmentsOf = (world: WorldView, transitGatewayId: string): TransitGatewayAttachment[] =>
  attachments(world).filter((attachment) => attachment.transitGatewayId === transitGatewayId);

export const findAttachment = (world: WorldView, id: string): TransitGatewayAttachment | undefined =>
  attachments(world).find((attachment) => attachment.id === id);

export function attachments(world: WorldView): TransitGatewayAttachment[] {
  return [
    ...world.all(tokens.transitGatewayVpcAttachment).map(vpcAttachment),
    ...world.all(tokens.vpnConnection).flatMap(vpnAttachment),
  ];
}

const vpcAttachment = ({ id, inputs }: WorldRecord): TransitGatewayAttachment => ({
  id,
  transitGatewayId: asString(inputs.transitGatewayId) ?? "",
  resourceType: "vpc",
  resourceId: asString(inputs.vpcId) ?? "",
  wants: {
    association: inputs.transitGatewayDefaultRouteTableAssociation !== false,
    propagation: inputs.transitGatewayDefaultRouteTablePropagation !== false,
  },
});

function vpnAttachment({ id, outputs }: WorldRecord): TransitGatewayAttachment[] {
  const transitGatewayId = asString(outputs.transitGatewayId);
  return transitGatewayId === undefined
    ? []
    : [
        {
          id: asString(outputs.transitGatewayAttachmentId) ?? "",
          transitGatewayId,
          resourceType: "vpn",
          resourceId: id,
          wants: { association: true, propagation: true },
        },
      ];
}

/** The route table that an attachment is associated with, if any: the one that was asked for, else the default one. */
export function associationOf(world: WorldView, attachment: TransitGatewayAttachment): string | undefined {
  const [own] = having(
    world,
    tokens.transitGatewayRouteTableAssociation,
    "transitGatewayAttachmentId",
    attachment.id,
  );
  return (
    asString(own?.inputs.transitGatewayRouteTableId) ??
    (attachment.wants.association
      ? defaultRouteTableOf(world, attachment, "associationDefaultRouteTableId")
      : undefined)
  );
}

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

/** The records that go with an attachment. */
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
