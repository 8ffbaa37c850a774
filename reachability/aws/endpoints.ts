import { labelOf } from "../resources";
import { type Host, hostRegion } from "./hosts";
import { publishLostRanges } from "../lostRanges";
import type { NetworkAcls } from "./networkAcls";
import type { Reader } from "./reader";
import type { SecurityGroups } from "./securityGroups";
import type { SubnetTables } from "./subnetTables";
import type { Subnets } from "./subnets";

/** Adds the subnets' nodes, each with any host that could be in it. */
export function publishSubnets(
  { estate }: Reader,
  subnets: Subnets,
  tables: SubnetTables,
  acls: NetworkAcls,
  hosts: readonly Host[],
): void {
  const homeless = hosts.filter(({ subnet }) => subnet === undefined);
  publishLostRanges(
    estate,
    "aws",
    homeless.flatMap(({ located, addresses }) => subnets.lostHost(located, addresses)),
  );
  for (const subnet of subnets.all()) {
    const { id, name, ranges, region, zone, vpc, resource } = subnet;
    const acl = acls.of(subnet);
    const common = { cloud: "aws", urn: id, region, zone, network: vpc.id } as const;
    estate.nodes.push({
      ...common,
      id,
      name,
      kind: "subnet",
      table: tables.of(subnet),
      delivers: ranges,
      entering: acl.open ? [] : [acl.inbound],
      leaving: acl.open ? [] : [acl.outbound],
    });
    estate.endpoints.push({
      ...common,
      id: `${id}#any host`,
      name: labelOf(resource),
      kind: "any host",
      subnet: id,
      routesAt: id,
      addresses: ranges,
      egress: [],
      ingress: [],
    });
  }
  publishLostRanges(estate, "aws", subnets.lost());
}

/** Adds the hosts, each behind its security groups. */
export function publishHosts({ estate }: Reader, hosts: readonly Host[], groups: SecurityGroups): void {
  for (const { id, membership } of hosts) {
    if (membership !== undefined) {
      groups.join(id, membership);
    }
  }
  for (const host of hosts) {
    const { id, name, kind, resource, subnet, addresses, membership } = host;
    const filters = membership && groups.filters(membership);
    const place = subnet?.id ?? `${id}#subnet`;
    if (subnet === undefined) {
      const undecided = `the subnet of ${name} is in none of these stacks, or can't be told`;
      estate.nodes.push({
        id: place,
        name: `subnet of ${name}`,
        kind: "subnet",
        cloud: "aws",
        table: place,
        undecided,
      });
      estate.note(resource.urn, undecided);
    }
    estate.endpoints.push({
      id,
      name,
      kind,
      cloud: "aws",
      urn: resource.urn,
      region: hostRegion(host),
      zone: subnet?.zone,
      network: subnet?.vpc.id ?? place,
      subnet: place,
      routesAt: place,
      addresses,
      egress: filters === undefined ? [] : [filters.egress],
      ingress: filters === undefined ? [] : [filters.ingress],
    });
  }
}
