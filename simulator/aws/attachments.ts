import { having } from "./references";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { WorldView } from "../providers/resourceType";

/**
 * Which gateway is attached to which VPC: a gateway names its VPC itself or an attachment resource names both.
 */
export const vpcOfInternetGateway = (world: WorldView, id: string): string | undefined =>
  vpcOf(world, id, internetGateways);

export const internetGatewayOf = (world: WorldView, vpcId: string): string | undefined =>
  gatewayOf(world, vpcId, internetGateways);

export const vpcOfVpnGateway = (world: WorldView, id: string): string | undefined =>
  vpcOf(world, id, vpnGateways);

export const vpnGatewayOf = (world: WorldView, vpcId: string): string | undefined =>
  gatewayOf(world, vpcId, vpnGateways);

interface GatewayKind {
  readonly gateway: string;
  readonly attachment: string;
  /** Property of the attachment that names the gateway. */
  readonly property: string;
}

const internetGateways: GatewayKind = {
  gateway: tokens.internetGateway,
  attachment: tokens.internetGatewayAttachment,
  property: "internetGatewayId",
};

const vpnGateways: GatewayKind = {
  gateway: tokens.vpnGateway,
  attachment: tokens.vpnGatewayAttachment,
  property: "vpnGatewayId",
};

function vpcOf(world: WorldView, id: string, kind: GatewayKind): string | undefined {
  const [attachment] = having(world, kind.attachment, kind.property, id);
  return asString(world.get(kind.gateway, id)?.inputs.vpcId) ?? asString(attachment?.inputs.vpcId);
}

function gatewayOf(world: WorldView, vpcId: string, kind: GatewayKind): string | undefined {
  const [gateway] = having(world, kind.gateway, "vpcId", vpcId);
  const [attachment] = having(world, kind.attachment, "vpcId", vpcId);
  return gateway?.id ?? asString(attachment?.inputs[kind.property]);
}
