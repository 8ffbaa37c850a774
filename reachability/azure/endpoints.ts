import type { EstateBuilder } from "../model";
import type { EndpointFilters } from "./endpointFilters";
import type { NetworkInterface } from "./networkInterfaces";
import { type InternetAccess, nodeOf } from "./subnetTables";
import { type Subnet, takesHosts } from "./subnets";

/** The hosts: one for each network interface, and in each subnet one for whatever could be put there. */
export function addEndpoints(
  interfaces: readonly NetworkInterface[],
  subnets: readonly Subnet[],
  filters: EndpointFilters,
  estate: EstateBuilder,
): void {
  for (const one of interfaces) {
    const { urn, name, machine, region, zone, subnet, addresses } = one;
    estate.endpoints.push({
      id: urn,
      name,
      kind: machine ? "instance" : "interface",
      cloud: "azure",
      urn: machine?.urn ?? urn,
      region,
      zone,
      network: subnet.network.id,
      subnet: subnet.id,
      routesAt: nodeOf(subnet, accessOf(one)),
      addresses,
      ...filters.ofInterface(one),
    });
  }
  for (const subnet of subnets.filter(takesHosts)) {
    const { id, urn, name, network, ranges } = subnet;
    estate.endpoints.push({
      id: `${id}#any host`,
      name,
      kind: "any host",
      cloud: "azure",
      urn,
      region: network.region,
      network: network.id,
      subnet: id,
      routesAt: id,
      addresses: ranges,
      ...filters.ofSubnet(subnet),
    });
  }
}

function accessOf({ publicAddresses, balanced }: NetworkInterface): InternetAccess {
  return publicAddresses.length > 0 ? "public address" : balanced ? "load balancer" : "subnet";
}
