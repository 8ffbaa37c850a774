import { expect } from "chai";

import { readAws } from "../../../reachability/aws";
import { EstateBuilder } from "../../../reachability/model";
import { type Resource, Stack } from "../../../reachability/resources";
import { awsCases } from "../cases/aws";
import { instance, routeTable, securityGroup, subnet, tcp, vpc } from "../cases/aws/resources";

function read(resources: readonly Resource[]): EstateBuilder {
  const estate = new EstateBuilder();
  readAws(new Stack(resources), estate);
  return estate;
}

describe("the reader of AWS", () => {
  it("refers to no table, node or network that is not there", () => {
    for (const { name, resources } of awsCases) {
      const { nodes, tables, networks, endpoints, propagations, tunnelEnds, sessions } = read(resources);
      const ids = {
        node: new Set(nodes.map(({ id }) => id)),
        table: new Set(tables.map(({ id }) => id)),
        network: new Set(networks.map(({ id }) => id)),
        tunnel: new Set(tunnelEnds.map(({ id }) => id)),
      };
      const hops = tables.flatMap(({ routes }) => routes.flatMap(({ next }) => next));
      for (const hop of hops) {
        if (hop.to === "node") {
          expect(ids.node, name).to.include(hop.node);
        } else if (hop.to === "network") {
          expect(ids.network, name).to.include(hop.network);
        } else if (hop.to === "tunnel") {
          expect(ids.tunnel, name).to.include(hop.end);
        }
      }
      const used = [
        ...nodes.filter(({ undecided }) => undecided === undefined).map(({ table }) => table),
        ...propagations.flatMap(({ from, to }) => [from, to]),
        ...sessions.flatMap(({ advertises, learns }) => [
          advertises.table,
          ...learns.map(({ table }) => table),
        ]),
      ];
      expect([...ids.table], name).to.include.members(used);
      expect([...ids.node], name).to.include.members(
        endpoints.flatMap(({ routesAt, subnet: at }) => [routesAt, at]),
      );
      expect(ids.node.size, name).to.equal(nodes.length);
      expect(ids.table.size, name).to.equal(tables.length);
    }
  });

  it("reads 5,000 instances in 250 subnets in no more than a few seconds", () => {
    const networks = Array.from({ length: 50 }, (_, index) => {
      const net = vpc(`net${index}`, `10.${index}.0.0/16`);
      const subnets = Array.from({ length: 5 }, (_each, zone) =>
        subnet(`net${index}-${zone}`, net, `10.${index}.${zone}.0/24`),
      );
      const group = securityGroup(`group${index}`, net, [tcp(443, "10.0.0.0/8")]);
      const instances = Array.from({ length: 100 }, (_each, host) =>
        instance(`host${index}-${host}`, subnets[host % 5]!, `10.${index}.${host % 5}.${host + 10}`, [group]),
      );
      return [net, ...subnets, ...routeTable(`net${index}`, net, subnets, {}), group, ...instances];
    }).flat();
    const start = performance.now();
    const { endpoints } = read(networks);
    expect(endpoints.filter(({ kind }) => kind === "instance")).to.have.length(5000);
    expect(performance.now() - start).to.be.lessThan(4000);
  });
});
