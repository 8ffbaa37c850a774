import type { Reader } from "./reader";
import type { Subnet } from "./vpc";

/** Adds networks and the nodes of their subnets. @returns all subnets */
export function addNetworks(reader: Reader): readonly Subnet[] {
  for (const { id, name, urn, subnets } of reader.vpcs.all()) {
    reader.estate.networks.push({
      id,
      name,
      urn,
      cloud: "gcp",
      ranges: subnets.flatMap(({ ranges }) => ranges),
    });
    for (const subnet of subnets) {
      reader.estate.nodes.push({
        id: subnet.id,
        name: subnet.name,
        kind: "subnet",
        cloud: "gcp",
        urn: subnet.urn,
        region: subnet.region || undefined,
        table: reader.tables.ofMachines(subnet.vpc, subnet.region).id,
        network: id,
        delivers: subnet.ranges,
      });
    }
  }
  return reader.vpcs.all().flatMap(({ subnets }) => subnets);
}
