import { expect } from "chai";
import fc from "fast-check";

import { type Analysis, matrix, QuestionError } from "../../../reachability";
import { rowsOf } from "../../../reachability/questions/matrix/rows";
import { scenes } from "./randomScene";
import { filter, Scene, shop } from "./scene";

describe("matrix", () => {
  it("says of every pair what a trace of it says, whatever is told apart", () => {
    fc.assert(
      fc.property(scenes(), fc.constantFrom(22, 443, 5432), (scene, port) => {
        const analysis = scene.analyse();
        for (const between of ["instances", "subnets"] as const) {
          expect(pairsOf(analysis, between, port)).to.deep.equal(pairByPair(analysis, between, port));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("tells apart whose answers a filter lets back because it let them out itself", () => {
    const scene = new Scene().network("net", "aws", "10.1.0.0/16").subnet("net", "a", "10.1.1.0/24");
    scene.instance("a", "in", "10.1.1.5").instance("a", "out", "10.1.1.6").instance("a", "mute", "10.1.1.7");
    const { endpoints } = scene.estate;
    const firewall = (id: string) => ({ ...filter("firewall", [{ traffic: "all" }], "source"), id });
    const filters = [
      { egress: [firewall("same")], ingress: [firewall("same")] },
      { egress: [firewall("other")], ingress: [firewall("other")] },
      { egress: [{ ...filter("firewall", [], "destination"), id: "same" }], ingress: [] },
    ];
    filters.forEach((own, index) => endpoints.splice(index + 1, 1, { ...endpoints[index + 1]!, ...own }));
    const analysis = scene.analyse();
    expect(pairsOf(analysis, "instances", 443)).to.include({
      "in to mute": "reachable",
      "out to mute": "blocked",
    });
    expect(pairsOf(analysis, "instances", 443)).to.deep.equal(pairByPair(analysis, "instances", 443));
  });

  it("counts pairs, not endpoints with themselves", () => {
    const { totals, cells } = matrix(shop().analyse(), { between: "instances", port: 5432 });
    expect(totals).to.deep.equal({ reachable: 2, blocked: 10, "leaves the model": 0, undecided: 0 });
    expect(cells.reduce((sum, { pairs }) => sum + pairs, 0)).to.equal(4 * 3);
  });

  it("puts together what nothing tells apart, across subnets", () => {
    const { groups } = matrix(shop().analyse(), { between: "subnets" });
    expect(groups.map(({ members }) => members.map(({ name }) => name))).to.deep.equal([
      ["app-a", "app-b"],
      ["data-a"],
      ["staging-a"],
    ]);
  });

  it("tells pairs within a subnet from the others where a filter around subnets counts", () => {
    const around = filter("list", [], "source", { stateful: false });
    const scene = new Scene().network("net", "aws", "10.1.0.0/16");
    for (const [index, subnet] of ["a", "b"].entries()) {
      scene
        .subnet("net", subnet, `10.1.${index}.0/24`, { around })
        .instance(subnet, `${subnet}1`, `10.1.${index}.5`)
        .instance(subnet, `${subnet}2`, `10.1.${index}.6`);
    }
    const { cells } = matrix(scene.analyse(), { between: "instances" });
    const reachable = cells.filter(({ verdict }) => verdict === "reachable");
    expect(reachable.every(({ nearness }) => nearness === "near")).to.equal(true);
    expect(reachable.reduce((sum, { pairs }) => sum + pairs, 0)).to.equal(4);
  });

  it("is between networks what it is between their subnets, by network", () => {
    const analysis = shop().analyse();
    const rows = rowsOf(analysis, matrix(analysis, { between: "networks" }), 30);
    expect(rows?.names).to.deep.equal(["app", "data", "staging"]);
    expect(rows?.counts[0]?.map((counts) => counts?.reachable)).to.deep.equal([2, 2, 0]);
    expect(rows?.counts[2]?.map((counts) => counts?.blocked)).to.deep.equal([2, 1, undefined]);
  });

  it("refuses a port that means nothing", () => {
    expect(() => matrix(shop().analyse(), { protocol: "icmp", port: 1 })).to.throw(QuestionError, /no ports/);
  });
});

function pairsOf(analysis: Analysis, between: "instances" | "subnets", port: number): Record<string, string> {
  const rows = rowsOf(analysis, matrix(analysis, { between, port }), 1000);
  const { names = [], counts = [] } = rows ?? {};
  const pairs = names.flatMap((from, row) =>
    names.flatMap((to, column) => {
      const cell = counts[row]?.[column];
      const verdict = Object.entries(cell ?? {}).find(([, count]) => count > 0)?.[0];
      return from === to ? [] : [[`${from} to ${to}`, verdict ?? "none"]];
    }),
  );
  return Object.fromEntries(pairs) as Record<string, string>;
}

function pairByPair(
  analysis: Analysis,
  between: "instances" | "subnets",
  port: number,
): Record<string, string> {
  const { endpoints } = analysis.estate.estate;
  const wanted = endpoints.filter(({ kind }) => (kind === "any host") === (between === "subnets"));
  return Object.fromEntries(
    wanted.flatMap((from) =>
      wanted
        .filter((to) => to !== from)
        .map((to) => [
          `${from.name} to ${to.name}`,
          analysis.tracer.trace(from, to, { protocol: 6, port }).verdict,
        ]),
    ),
  );
}
