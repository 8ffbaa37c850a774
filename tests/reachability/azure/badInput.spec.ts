import { expect } from "chai";
import * as fc from "fast-check";

import { QuestionError } from "../../../reachability";
import { Analysis } from "../../../reachability/analysis";
import { readAzure } from "../../../reachability/azure";
import { EstateBuilder } from "../../../reachability/model";
import { encrypted, type Properties, type Resource, Stack, unknown } from "../../../reachability/resources";
import { placesIn, replaced } from "../../helpers/places";
import { azureCases } from "../cases/azure";
import type { CaseFlow } from "../cases/case";

function read(resources: readonly Resource[]): EstateBuilder {
  const estate = new EstateBuilder();
  readAzure(new Stack(resources), estate);
  return estate;
}

/** Asks, unless an end of the flow can't be found any more. */
function trace(resources: readonly Resource[], flow: CaseFlow): void {
  try {
    new Analysis(read(resources)).trace(flow);
  } catch (error) {
    if (!(error instanceof QuestionError)) {
      throw error;
    }
  }
}

function withValue(resource: Resource, path: readonly string[], by: unknown): Resource {
  return {
    ...resource,
    inputs: replaced(resource.inputs, path, by) as Properties,
    outputs: replaced(resource.outputs, path, by) as Properties,
  };
}

/** One value of one of a case's resources, and what comes in its place. */
function spoiledCase(spoilers: readonly unknown[]) {
  return fc.constantFrom(...azureCases).chain((one) =>
    fc
      .record({ at: fc.nat(one.resources.length - 1), where: fc.nat(500), by: fc.constantFrom(...spoilers) })
      .map(({ at, where, by }) => {
        const target = one.resources[at]!;
        const paths = placesIn(target.inputs);
        const path = paths[where % paths.length] ?? [];
        const resources = one.resources.map((resource) =>
          resource === target ? withValue(resource, path, by) : resource,
        );
        return { one, resources };
      }),
  );
}

const foreign = [
  unknown,
  encrypted,
  undefined,
  null,
  "",
  "x",
  "10.0.0.0/8",
  -1,
  1.5,
  true,
  [],
  {},
  [unknown],
  [null],
];

describe("the reader of Azure", () => {
  it("never throws, whatever is missing, dangling, unknown or of another kind", () => {
    fc.assert(
      fc.property(spoiledCase(foreign), fc.nat(20), ({ one, resources }, lost) => {
        for (const flow of one.flows) {
          trace(resources, flow);
        }
        new Analysis(read(resources.filter((_, index) => index !== lost)));
      }),
      { numRuns: 200 },
    );
  });

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
