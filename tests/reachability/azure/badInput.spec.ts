import { expect } from "chai";

import { readAzure } from "../../../reachability/azure";
import { EstateBuilder } from "../../../reachability/model";
import { type Resource, Stack } from "../../../reachability/resources";
import { azureCases } from "../cases/azure";

function read(resources: readonly Resource[]): EstateBuilder {
  const estate = new EstateBuilder();
  readAzure(new Stack(resources), estate);
  return estate;
}

describe("the reader of Azure", () => {
  it("keeps every preshared key to itself", () => {
    const text = JSON.stringify(
      azureCases.map(({ resources }) => read(resources)),
      (_, value: unknown) => (typeof value === "bigint" ? String(value) : value),
    );
    expect(text).not.to.contain("one key for both").and.not.to.contain("another key");
  });

  it("refers to no node, table, network or tunnel that is not there", () => {
    for (const { name, resources } of azureCases) {
      const { nodes, tables, networks, endpoints, propagations, tunnelEnds, sessions } = read(resources);
      const idsOf = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);
      const hops = tables.flatMap(({ routes }) => routes.flatMap(({ next }) => next));
      const propagated = propagations.flatMap(({ next }) => next ?? []);
      for (const hop of [...hops, ...propagated]) {
        if (hop.to === "node") {
          expect(idsOf(nodes), name).to.include(hop.node);
        } else if (hop.to === "network") {
          expect(idsOf(networks), name).to.include(hop.network);
        } else if (hop.to === "tunnel") {
          expect(idsOf(tunnelEnds), name).to.include(hop.end);
        }
      }
      expect(idsOf(tables), name).to.include.members([
        ...nodes.map(({ table }) => table),
        ...propagations.flatMap(({ from, to }) => [from, to]),
        ...sessions.flatMap(({ advertises, learns }) => [
          advertises.table,
          ...learns.map(({ table }) => table),
        ]),
      ]);
      expect(idsOf(nodes), name).to.include.members(
        endpoints.flatMap(({ routesAt, subnet }) => [routesAt, subnet]),
      );
      for (const list of [nodes, tables, networks, endpoints, tunnelEnds, sessions]) {
        expect(new Set(idsOf(list)).size, name).to.equal(list.length);
      }
    }
  });
});
