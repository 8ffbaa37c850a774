import type { Resource } from "../../../../reachability/resources";
import { holds } from "../cidr";
import type { Packet } from "../packet";
import { allOf, byId, inside, list, type Record, records, text } from "../properties";
import type { World } from "../world";
import { virtualNetworkTag } from "./routes";

/** What every network security group ends with. https://learn.microsoft.com/en-us/azure/virtual-network/network-security-groups-overview */
const defaults: Record[] = [
  rule(65000, "Inbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
  rule(65001, "Inbound", "Allow", "AzureLoadBalancer", "*"),
  rule(65500, "Inbound", "Deny", "*", "*"),
  rule(65000, "Outbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
  rule(65001, "Outbound", "Allow", "*", "Internet"),
  rule(65500, "Outbound", "Deny", "*", "*"),
];

/** Whether the groups of an interface and of its subnet let a packet out or in. They remember sessions. */
export function groupsAllow(world: World, nic: Resource, packet: Packet, way: "in" | "out"): boolean {
  if (packet.answer) {
    return true;
  }
  const subnet = subnetOf(world.resources, nic);
  return [nic, subnet].every((owner) => {
    const id = owner && text(owner, "networkSecurityGroup.id");
    return id === undefined || groupAllows(world, id, subnet, packet, way);
  });
}

function groupAllows(
  world: World,
  id: string,
  subnet: Resource | undefined,
  packet: Packet,
  way: "in" | "out",
): boolean {
  const group = byId(world.resources, id);
  if (group === undefined || subnet === undefined) {
    throw new Error(`no network security group ${id}`);
  }
  const apart = allOf(world.resources, "azure-native:network:SecurityRule")
    .filter((one) => one.id?.startsWith(`${id}/`))
    .map((one) => one.inputs);
  const direction = way === "in" ? "Inbound" : "Outbound";
  const first = [...records(group, "securityRules"), ...apart, ...defaults]
    .filter((one) => one["direction"] === direction)
    .sort((one, other) => Number(one["priority"]) - Number(other["priority"]))
    .find(
      (one) =>
        (one["protocol"] === "*" || String(one["protocol"]).toLowerCase() === packet.protocol) &&
        addressMatches(world, subnet, one, "source", packet.source) &&
        addressMatches(world, subnet, one, "destination", packet.destination) &&
        portMatches(one, "source", packet.sourcePort) &&
        portMatches(one, "destination", packet.destinationPort),
    );
  return first?.["access"] === "Allow";
}

function addressMatches(
  world: World,
  subnet: Resource,
  rule: Record,
  end: "source" | "destination",
  address: number,
): boolean {
  return [rule[`${end}AddressPrefix`], ...list(rule[`${end}AddressPrefixes`])]
    .filter((one) => one !== undefined)
    .map(String)
    .some((prefix) => {
      switch (prefix) {
        case "*":
          return true;
        case "VirtualNetwork":
          return virtualNetworkTag(world, subnet).some((range) => holds(range, address));
        // All addresses here are private ones.
        case "Internet":
        case "AzureLoadBalancer":
          return false;
        default:
          return holds(prefix, address);
      }
    });
}

function portMatches(rule: Record, end: "source" | "destination", port: number): boolean {
  return [rule[`${end}PortRange`], ...list(rule[`${end}PortRanges`])]
    .filter((one) => one !== undefined)
    .map(String)
    .some((range) => {
      const [first = "", last = first] = range.split("-");
      return range === "*" || (Number(first) <= port && port <= Number(last));
    });
}

export function subnetOf(resources: readonly Resource[], nic: Resource): Resource | undefined {
  const [configuration] = records(nic, "ipConfigurations");
  return byId(resources, inside(configuration, "subnet.id") as string | undefined);
}

function rule(
  priority: number,
  direction: string,
  access: string,
  source: string,
  destination: string,
): Record {
  return {
    priority,
    direction,
    access,
    protocol: "*",
    sourceAddressPrefix: source,
    destinationAddressPrefix: destination,
    sourcePortRange: "*",
    destinationPortRange: "*",
  };
}
