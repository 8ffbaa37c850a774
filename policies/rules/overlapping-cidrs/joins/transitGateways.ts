import { tokens } from "../../../../reachability/aws/tokens";
import { isEnabled } from "../../../../reachability/aws/transitGateways";
import {
  known,
  orElse,
  read,
  readBoolean,
  readText,
  type Resource,
} from "../../../../reachability/resources";
import type { Linker } from "./linker";

const attachments = [
  tokens.transitGatewayVpcAttachment,
  tokens.vpnConnection,
  tokens.transitGatewayPeeringAttachment,
  tokens.transitGatewayPeeringAttachmentAccepter,
  tokens.transitGatewayConnect,
];

/**
 * Attachments meet in route tables: one looks up in the table that it is associated with, and is found in those that it
 * propagates into. A gateway's own node stands for its default table. So two VPCs of one gateway that have no table in
 * common are not joined.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html
 */
export function linkTransitGateways(linker: Linker): void {
  const { stack } = linker;
  for (const type of attachments) {
    for (const attachment of stack.all(type)) {
      linkAttachment(linker, attachment);
    }
  }
  for (const attachment of stack.all(tokens.transitGatewayVpcAttachment)) {
    linker.link(attachment, "vpcId", [tokens.vpc, tokens.defaultVpc]);
  }
  const toPeer = [tokens.transitGatewayPeeringAttachment];
  for (const accepter of stack.all(tokens.transitGatewayPeeringAttachmentAccepter)) {
    linker.link(accepter, "transitGatewayAttachmentId", toPeer);
  }
  for (const peering of stack.all(tokens.transitGatewayPeeringAttachment)) {
    linker.link(peering, "peerTransitGatewayId", [tokens.transitGateway]);
  }
  for (const connect of stack.all(tokens.transitGatewayConnect)) {
    linker.link(connect, "transportAttachmentId", attachments);
  }
  linkTables(linker);
}

/** Joins an attachment with its gateway's default table, unless both switches keep it out of there. */
function linkAttachment(linker: Linker, attachment: Resource): void {
  const nodes = linker.nodes(attachment, "transitGatewayId", tokens.transitGateway);
  const isKeptOut = (property: string): boolean =>
    orElse(readBoolean(attachment, `transitGateway${property}`), true) === false ||
    (nodes?.length === 1 &&
      nodes.every((node) => {
        const gateway = linker.stack.get(node);
        return gateway !== undefined && isEnabled(gateway, property.replace("D", "d"), "enable") === false;
      }));
  if (!(isKeptOut("DefaultRouteTableAssociation") && isKeptOut("DefaultRouteTablePropagation"))) {
    linker.linkNodes(attachment, "transitGatewayId", nodes);
  }
}

const entries = [
  tokens.transitGatewayAssociation,
  tokens.transitGatewayPropagation,
  tokens.transitGatewayRoute,
  tokens.transitGatewayPrefixListReference,
];

function linkTables(linker: Linker): void {
  const { stack } = linker;
  const byId = new Map<string, Resource>();
  const note = (resource: Resource, path: string): void => {
    const id = known(readText(resource, path));
    if (id !== undefined) {
      byId.set(id, resource);
    }
  };
  stack.all(tokens.vpnConnection).forEach((one) => note(one, "transitGatewayAttachmentId"));
  for (const gateway of stack.all(tokens.transitGateway)) {
    note(gateway, "associationDefaultRouteTableId");
    note(gateway, "propagationDefaultRouteTableId");
  }
  const link = (from: Resource, path: string, types: readonly string[]): void => {
    const named = byId.get(known(readText(from, path)) ?? "");
    linker.linkNodes(from, path, named === undefined ? linker.nodes(from, path, ...types) : [named.urn]);
  };
  for (const entry of entries.flatMap((type) => stack.all(type))) {
    const blackhole = read(entry, "blackhole");
    if (blackhole.state !== "known" || blackhole.value !== true) {
      link(entry, "transitGatewayAttachmentId", attachments);
      link(entry, "transitGatewayRouteTableId", [tokens.transitGatewayRouteTable, tokens.transitGateway]);
    }
  }
}
