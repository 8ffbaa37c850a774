import { attachmentsOf, type TransitGatewayAttachment } from "./attachments";
import { having } from "../references";
import { tokens } from "../tokens";
import { blocksOfVpcs } from "../vpcBlocks";
import { asNumber, asString } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/**
 * How many routes all route tables of a transit gateway hold together: static ones, as many for a prefix list as it
 * may have entries (https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html), and the blocks of
 * VPCs for each table that learns them. What a VPN connection learns by BGP is not known here.
 */
export function routeCount(world: WorldView, transitGatewayId: string): number {
  const tables = routeTablesOf(world, transitGatewayId);
  const inTables = (token: string): WorldRecord[] =>
    world.all(token).filter(({ inputs }) => tables.has(asString(inputs.transitGatewayRouteTableId) ?? ""));
  return (
    inTables(tokens.transitGatewayRoute).length +
    sum(inTables(tokens.transitGatewayPrefixListReference), ({ inputs }) =>
      mostEntries(world, asString(inputs.prefixListId) ?? ""),
    ) +
    propagatedRoutes(world, transitGatewayId, inTables(tokens.transitGatewayRouteTablePropagation))
  );
}

/** The routes that an attachment brings into each table that learns them. */
export const routesOf = (world: WorldView, attachment: TransitGatewayAttachment): number =>
  blockCounts(world)(attachment);

/** The size of a prefix list, which counts as if it were full. */
export const mostEntries = (world: WorldView, prefixListId: string): number =>
  asNumber(world.get(tokens.managedPrefixList, prefixListId)?.inputs.maxEntries) ?? 0;

function propagatedRoutes(
  world: WorldView,
  transitGatewayId: string,
  propagations: readonly WorldRecord[],
): number {
  const attached = attachmentsOf(world, transitGatewayId);
  const byId = new Map(attached.map((attachment) => [attachment.id, attachment]));
  const count = blockCounts(world);
  const own = sum(propagations, ({ inputs }) => {
    const attachment = byId.get(asString(inputs.transitGatewayAttachmentId) ?? "");
    return attachment ? count(attachment) : 0;
  });
  const { propagationDefaultRouteTableId = "" } =
    world.get(tokens.transitGateway, transitGatewayId)?.outputs ?? {};
  const byDefault = attached.filter(({ wants }) => wants.propagation);
  return own + (propagationDefaultRouteTableId === "" ? 0 : sum(byDefault, count));
}

function blockCounts(world: WorldView): (attachment: TransitGatewayAttachment) => number {
  const blocksOf = blocksOfVpcs(world);
  return ({ resourceType, resourceId }) => {
    const vpc = resourceType === "vpc" ? world.get(tokens.vpc, resourceId) : undefined;
    return vpc ? blocksOf(vpc).length : 0;
  };
}

function routeTablesOf(world: WorldView, transitGatewayId: string): Set<string> {
  const outputs = world.get(tokens.transitGateway, transitGatewayId)?.outputs ?? {};
  const own = having(world, tokens.transitGatewayRouteTable, "transitGatewayId", transitGatewayId);
  const byDefault = ["associationDefaultRouteTableId", "propagationDefaultRouteTableId"].map((property) =>
    asString(outputs[property]),
  );
  return new Set([...own.map(({ id }) => id), ...byDefault].flatMap((id) => id || []));
}

const sum = <Item>(items: readonly Item[], count: (item: Item) => number): number =>
  items.reduce((total, item) => total + count(item), 0);
