import type { Resource } from "../../../../reachability/resources";
import { shortest, type Told } from "../bgp";
import { holds } from "../cidr";
import type { Packet, Place, Step } from "../packet";
import { allOf, byId, get, text } from "../properties";
import { type End, otherEnd } from "../tunnels";
import { lookUp, type Route, type World } from "../world";

/**
 * What a virtual private gateway knows of the other sides: static routes of its VPN connections before those of BGP,
 * then the shortest path. Static ones count while their connection is up.
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/SetUpVPNConnections.html#vpn-configure-routing
 */
export function gatewayRoutes(
  { resources, ends, learned }: World,
  gateway: Resource,
): Route<readonly End[]>[] {
  const routes: Route<readonly End[]>[] = [];
  for (const connection of allOf(resources, "aws:ec2/vpnConnection:VpnConnection")) {
    const up = ends.filter((end) => end.resource === connection && otherEnd(ends, end) !== undefined);
    if (text(connection, "vpnGatewayId") === gateway.id && up.length > 0) {
      for (const route of allOf(resources, "aws:ec2/vpnConnectionRoute:VpnConnectionRoute")) {
        if (text(route, "vpnConnectionId") === connection.id) {
          routes.push({
            prefix: text(route, "destinationCidrBlock") ?? "",
            rank: 0,
            to: up,
          });
        }
      }
    }
  }
  for (const { prefix, end } of shortest(learned.filter((one) => one.end.speaker === gateway.id))) {
    routes.push({ prefix, rank: 1, to: [end] });
  }
  return routes;
}

/** A packet at a virtual private gateway, from its VPC or out of a tunnel. */
export function fromGateway(world: World, place: Place, packet: Packet): Step {
  const { resources, ends } = world;
  const gateway = byId(resources, place.id);
  const vpc = byId(resources, gateway && vpcOf(resources, gateway));
  if (gateway === undefined || vpc === undefined) {
    return "dropped";
  }
  if (holds(text(vpc, "cidrBlock") ?? "", packet.destination)) {
    return [{ at: "aws vpc", id: vpc.id ?? "" }];
  }
  return lookUp(gatewayRoutes(world, gateway), packet.destination)
    .flat()
    .flatMap((end) => otherEnd(ends, end)?.place ?? []);
}

/** It tells the VPC's range, and what other connections told it. https://docs.aws.amazon.com/vpn/latest/s2svpn/VPN_CloudHub.html */
export function gatewayTells(world: World, end: End): Told[] {
  const gateway = byId(world.resources, end.speaker);
  const vpc = byId(world.resources, gateway && vpcOf(world.resources, gateway));
  const range = vpc && text(vpc, "cidrBlock");
  const others = shortest(world.learned.filter((one) => one.end.speaker === end.speaker));
  return [...(range === undefined ? [] : [{ prefix: range, path: [] }]), ...others];
}

function vpcOf(resources: readonly Resource[], gateway: Resource): string | undefined {
  const attachment = allOf(resources, "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment").find(
    (one) => get(one, "vpnGatewayId") === gateway.id,
  );
  return attachment ? text(attachment, "vpcId") : text(gateway, "vpcId");
}
