import type { Resource } from "../../../../reachability/resources";
import { addressOf, holds } from "../cidr";
import type { Packet, Place, Step } from "../packet";
import { byId, inside, records, text } from "../properties";
import { otherEnd } from "../tunnels";
import { lookUp, type World } from "../world";
import { groupsAllow, subnetOf } from "./filters";
import { effectiveRoutes, gatewayRoutes, gatewaySubnetOf, networkOf } from "./routes";

/** A packet at a subnet, sent by an interface there or, at the gateway's subnet, come out of a tunnel. */
export function fromSubnet(world: World, place: Place, packet: Packet): Step {
  const subnet = byId(world.resources, place.id);
  if (subnet === undefined) {
    throw new Error(`no subnet ${place.id}`);
  }
  const [target] = lookUp(effectiveRoutes(world, subnet), packet.destination);
  switch (target?.to) {
    case "gateway":
      return place.by === "gateway" ? "dropped" : [{ at: "azure gateway", id: target.id }];
    case "network":
      return deliver(world, target.id, packet);
    default:
      return "dropped";
  }
}

/** A packet at a virtual network gateway: into the network if that knows it, else into a tunnel. */
export function fromGateway(world: World, place: Place, packet: Packet): Step {
  const gateway = byId(world.resources, place.id);
  const subnet = gateway && gatewaySubnetOf(world.resources, gateway);
  if (gateway === undefined || subnet === undefined) {
    throw new Error(`no gateway ${place.id}`);
  }
  const near = lookUp(effectiveRoutes(world, subnet), packet.destination).some(({ to }) => to === "network");
  if (near) {
    return [{ at: "azure subnet", id: subnet.id ?? "", by: "gateway" }];
  }
  return lookUp(gatewayRoutes(world, gateway), packet.destination)
    .flat()
    .flatMap((end) => otherEnd(world.ends, end)?.place ?? []);
}

function deliver(world: World, network: string, packet: Packet): Step {
  const subnet = subnetOf(world.resources, packet.to);
  const [configuration] = records(packet.to, "ipConfigurations");
  const address = inside(configuration, "privateIPAddress");
  const there =
    subnet !== undefined &&
    networkOf(world.resources, subnet).id === network &&
    typeof address === "string" &&
    addressOf(address) === packet.destination &&
    holds(text(subnet, "addressPrefix") ?? "", packet.destination);
  return there && groupsAllow(world, packet.to, packet, "in") ? "delivered" : "dropped";
}

/** Where a packet of an interface is looked up, if it gets out. */
export function start(world: World, nic: Resource, packet: Packet): Step {
  const subnet = subnetOf(world.resources, nic);
  return subnet?.id !== undefined && groupsAllow(world, nic, packet, "out")
    ? [{ at: "azure subnet", id: subnet.id }]
    : "dropped";
}
