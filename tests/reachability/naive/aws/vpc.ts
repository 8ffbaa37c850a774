import type { Resource } from "../../../../reachability/resources";
import { holds, within } from "../cidr";
import type { Packet, Place, Step } from "../packet";
import { allOf, byId, get, records, text, texts } from "../properties";
import { lookUp, type Route, type World } from "../world";
import { aclAllows, groupsAllow } from "./filters";
import { attachmentsOf } from "./transitGateway";
import { gatewayRoutes } from "./virtualPrivateGateway";

type Target =
  | { readonly to: "local" | "nowhere" }
  | { readonly to: "gateway" | "peering" | "transit"; readonly id: string };

/** A packet at a subnet, sent by an instance there or handed in by a transit gateway's attachment. */
export function fromSubnet(world: World, place: Place, packet: Packet): Step {
  const { resources } = world;
  const subnet = resourceOf(resources, place.id);
  const vpc = resourceOf(resources, text(subnet, "vpcId") ?? "");
  const [target = { to: "nowhere" } as const] = lookUp(routesOf(world, subnet, vpc), packet.destination);
  switch (target.to) {
    case "local": {
      const there = subnetsOf(resources, vpc).find((one) => inSubnet(one, packet.destination));
      // Inside one subnet no network ACL is passed.
      return there?.id === subnet.id || aclAllows(resources, place.id, packet, "out")
        ? deliver(world, vpc, packet, subnet.id)
        : "dropped";
    }
    case "nowhere":
      return "dropped";
    case "gateway":
      return aclAllows(resources, place.id, packet, "out")
        ? [{ at: "aws virtual private gateway", id: target.id }]
        : "dropped";
    case "peering": {
      const peering = resourceOf(resources, target.id);
      const ends = [text(peering, "vpcId"), text(peering, "peerVpcId")];
      const other = ends.find((id) => id !== vpc.id);
      return get(peering, "acceptStatus") === "active" &&
        other !== undefined &&
        aclAllows(resources, place.id, packet, "out")
        ? [{ at: "aws vpc", id: other }]
        : "dropped";
    }
    case "transit": {
      // https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
      const attachment = attachmentsOf(resources, target.id).find((one) => text(one, "vpcId") === vpc.id);
      const here = texts(attachment ?? subnet, "subnetIds").find(
        (id) => zoneOf(resources, id) === zoneOf(resources, place.id),
      );
      if (attachment?.id === undefined || here === undefined) {
        return "dropped";
      }
      // https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
      const passes =
        here === place.id ||
        (aclAllows(resources, place.id, packet, "out") && aclAllows(resources, here, packet, "in"));
      return passes ? [{ at: "aws attachment", id: attachment.id }] : "dropped";
    }
  }
}

/** A packet that a peering connection or a virtual private gateway hands to a VPC: for the VPC itself or for nobody. */
export function deliver(world: World, vpc: Resource, packet: Packet, fromSubnetId?: string): Step {
  const { resources } = world;
  const subnet = subnetsOf(resources, vpc).find((one) => inSubnet(one, packet.destination));
  if (subnet?.id === undefined || text(packet.to, "subnetId") !== subnet.id) {
    return "dropped";
  }
  const passes =
    (fromSubnetId === subnet.id || aclAllows(resources, subnet.id, packet, "in")) &&
    groupsAllow(resources, packet, "in");
  return passes ? "delivered" : "dropped";
}

/**
 * The routes of a subnet: of the table associated with it, else of the VPC's main one. A route that is propagated never
 * beats the local one, and of two to one prefix the static one wins.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
function routesOf(world: World, subnet: Resource, vpc: Resource): Route<Target>[] {
  const { resources } = world;
  const association = allOf(resources, "aws:ec2/routeTableAssociation:RouteTableAssociation").find(
    (one) => text(one, "subnetId") === subnet.id,
  );
  const main = allOf(resources, "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation").find(
    (one) => text(one, "vpcId") === vpc.id,
  );
  const table = byId(
    resources,
    text(association ?? main ?? vpc, association || main ? "routeTableId" : "mainRouteTableId"),
  );
  const range = text(vpc, "cidrBlock") ?? "";
  const routes: Route<Target>[] = [{ prefix: range, rank: 0, to: { to: "local" } }];
  if (table === undefined) {
    return routes;
  }
  const apart = allOf(resources, "aws:ec2/route:Route").filter(
    (one) => text(one, "routeTableId") === table.id,
  );
  for (const { prefix, ...route } of [
    ...records(table, "routes").map((one) => ({ ...one, prefix: String(one["cidrBlock"]) })),
    ...apart.map((one) => ({ ...one.inputs, prefix: text(one, "destinationCidrBlock") ?? "" })),
  ]) {
    routes.push({ prefix, rank: 0, to: targetOf(route) });
  }
  for (const gateway of allOf(resources, "aws:ec2/vpnGateway:VpnGateway")) {
    const propagates =
      texts(table, "propagatingVgws").includes(gateway.id ?? "") ||
      allOf(resources, "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation").some(
        (one) => text(one, "routeTableId") === table.id && text(one, "vpnGatewayId") === gateway.id,
      );
    if (propagates) {
      for (const { prefix, rank } of gatewayRoutes(world, gateway)) {
        if (!within(prefix, range)) {
          routes.push({ prefix, rank: 1 + rank, to: { to: "gateway", id: gateway.id ?? "" } });
        }
      }
    }
  }
  return routes;
}

function targetOf(route: Readonly<Record<string, unknown>>): Target {
  const of = (name: string): string => (typeof route[name] === "string" ? route[name] : "");
  if (of("transitGatewayId")) {
    return { to: "transit", id: of("transitGatewayId") };
  }
  if (of("vpcPeeringConnectionId")) {
    return { to: "peering", id: of("vpcPeeringConnectionId") };
  }
  if (of("gatewayId").startsWith("vgw-")) {
    return { to: "gateway", id: of("gatewayId") };
  }
  if (of("gatewayId").startsWith("igw-") || of("natGatewayId")) {
    return { to: "nowhere" };
  }
  throw new Error(`a route to something unknown: ${JSON.stringify(route)}`);
}

function subnetsOf(resources: readonly Resource[], vpc: Resource): Resource[] {
  return allOf(resources, "aws:ec2/subnet:Subnet").filter((one) => text(one, "vpcId") === vpc.id);
}

function zoneOf(resources: readonly Resource[], subnet: string): string | undefined {
  return text(resourceOf(resources, subnet), "availabilityZone");
}

export function resourceOf(resources: readonly Resource[], id: string): Resource {
  const found = byId(resources, id);
  if (found === undefined) {
    throw new Error(`nothing has the id ${id}`);
  }
  return found;
}

function inSubnet(subnet: Resource, address: number): boolean {
  return holds(text(subnet, "cidrBlock") ?? "", address);
}
