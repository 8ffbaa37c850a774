import type { Resource } from "../../../../reachability/resources";
import { shortest, type Told } from "../bgp";
import type { Packet, Place, Step } from "../packet";
import { allOf, byId, get, text, texts } from "../properties";
import { type End, otherEnd } from "../tunnels";
import { lookUp, type Route, type World } from "../world";

type Target =
  "blackhole" | { readonly attachment: string } | { readonly end: End; readonly path: readonly number[] };

/** The VPC attachments of a transit gateway. */
export function attachmentsOf(resources: readonly Resource[], transitGateway: string): Resource[] {
  return allOf(resources, "aws:ec2transitgateway/vpcAttachment:VpcAttachment").filter(
    (one) => text(one, "transitGatewayId") === transitGateway,
  );
}

/** A packet that came in through an attachment. */
export function fromAttachment(world: World, { id }: Place, packet: Packet): Step {
  const { resources, ends } = world;
  const targets = lookUp(tableRoutes(world, tableOf(resources, id)), packet.destination);
  return targets.flatMap((target): Place[] => {
    if (target === "blackhole") {
      return [];
    }
    if ("end" in target) {
      const other = otherEnd(ends, target.end);
      return other ? [other.place] : [];
    }
    const vpcAttachment = byId(resources, target.attachment);
    if (vpcAttachment !== undefined) {
      // AWS promises no more than to try to keep it in its zone: any of the attachment's subnets may get it.
      return texts(vpcAttachment, "subnetIds").map((id) => ({ at: "aws subnet", id }));
    }
    return ends
      .filter((end) => text(end.resource, "transitGatewayAttachmentId") === target.attachment)
      .flatMap((end) => otherEnd(ends, end)?.place ?? []);
  });
}

/** A VPN attachment tells the routes of the table that it is associated with. https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpn-attachments.html */
export function transitTells(world: World, end: End): Told[] {
  const attachment = text(end.resource, "transitGatewayAttachmentId") ?? "";
  const routes = tableRoutes(world, tableOf(world.resources, attachment));
  const told: Told[] = [];
  for (const { prefix, rank, to } of routes) {
    const best = routes.every((other) => other.prefix !== prefix || other.rank >= rank);
    if (best && to !== "blackhole") {
      told.push({ prefix, path: "end" in to ? to.path : [] });
    }
  }
  return told;
}

/**
 * Static routes before those of VPCs, these before those of VPN connections.
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
function tableRoutes({ resources, ends, learned }: World, table: string | undefined): Route<Target>[] {
  const routes: Route<Target>[] = [];
  for (const route of allOf(resources, "aws:ec2transitgateway/route:Route")) {
    if (text(route, "transitGatewayRouteTableId") === table) {
      const attachment = text(route, "transitGatewayAttachmentId");
      routes.push({
        prefix: text(route, "destinationCidrBlock") ?? "",
        rank: 0,
        to: attachment === undefined ? "blackhole" : { attachment },
      });
    }
  }
  for (const attachment of allOf(resources, "aws:ec2transitgateway/vpcAttachment:VpcAttachment")) {
    const vpc = byId(resources, text(attachment, "vpcId"));
    if (vpc !== undefined && propagates(resources, attachment.id ?? "", attachment, table)) {
      routes.push({ prefix: text(vpc, "cidrBlock") ?? "", rank: 1, to: { attachment: attachment.id ?? "" } });
    }
  }
  const heard = learned.filter((one) => {
    const attachment = text(one.end.resource, "transitGatewayAttachmentId");
    return (
      ends.includes(one.end) &&
      attachment !== undefined &&
      propagates(resources, attachment, one.end.resource, table)
    );
  });
  for (const { prefix, end, path } of shortest(heard)) {
    routes.push({ prefix, rank: 2, to: { end, path } });
  }
  return routes;
}

/** Whether an attachment tells a table its routes: where it was said, or in the gateway's default table. */
function propagates(
  resources: readonly Resource[],
  id: string,
  attachment: Resource,
  table: string | undefined,
): boolean {
  const transitGateway = byId(resources, text(attachment, "transitGatewayId"));
  const said = allOf(resources, "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation").some(
    (one) =>
      text(one, "transitGatewayAttachmentId") === id && text(one, "transitGatewayRouteTableId") === table,
  );
  const byDefault =
    transitGateway !== undefined &&
    get(transitGateway, "defaultRouteTablePropagation") !== "disable" &&
    get(attachment, "transitGatewayDefaultRouteTablePropagation") !== false &&
    text(transitGateway, "propagationDefaultRouteTableId") === table;
  return table !== undefined && (said || byDefault);
}

/** The one table that an attachment is associated with. */
function tableOf(resources: readonly Resource[], id: string): string | undefined {
  const said = allOf(resources, "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation").find(
    (one) => text(one, "transitGatewayAttachmentId") === id,
  );
  if (said !== undefined) {
    return text(said, "transitGatewayRouteTableId");
  }
  const attachment =
    byId(resources, id) ??
    allOf(resources, "aws:ec2/vpnConnection:VpnConnection").find(
      (one) => text(one, "transitGatewayAttachmentId") === id,
    );
  const transitGateway = attachment && byId(resources, text(attachment, "transitGatewayId"));
  return transitGateway !== undefined &&
    get(transitGateway, "defaultRouteTableAssociation") !== "disable" &&
    get(attachment ?? transitGateway, "transitGatewayDefaultRouteTableAssociation") !== false
    ? text(transitGateway, "associationDefaultRouteTableId")
    : undefined;
}
