import { expect } from "chai";
import fc from "fast-check";

import { matrix, QuestionError } from "../../../reachability";
import { rowsOf } from "../../../reachability/questions/matrix/rows";
import { matrixVerdicts, tracedVerdicts } from "./pairVerdicts";
import { scenes } from "./randomScene";
import { filter, Scene, shop } from "./scene";

describe("matrix", () => {
  it("says of every pair what a trace of it says, whatever is told apart", () => {
    fc.assert(
      fc.property(scenes(), fc.constantFrom(22, 443, 5432), (scene, port) => {
        const analysis = scene.analyse();
        for (const between of ["instances", "subnets"] as const) {
          const traffic = { protocol: 6, port };
          const traced = tracedVerdicts(analysis, between, traffic);
          expect(matrixVerdicts(analysis, between, traffic)).to.deep.equal(traced);
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
    const traffic = { protocol: 6, port: 443 };
    const verdicts = matrixVerdicts(analysis, "instances", traffic);
    expect(verdicts).to.include({ "in to mute": "reachable", "out to mute": "blocked" });
    expect(verdicts).to.deep.equal(tracedVerdicts(analysis, "instances", traffic));
  });

  it("tells apart whose filter must let answers in that it did not let out", () => {
    const scene = new Scene().network("net", "aws", "10.1.0.0/16").subnet("net", "a", "10.1.1.0/24");
    scene.instance("a", "server", "10.1.1.5");
    for (const [name, address, traffic] of [
      ["hears", "10.1.1.6", ["tcp 443", "tcp 1024-65535"]],
      ["deaf", "10.1.1.7", ["tcp 443"]],
    ] as const) {
      scene.instance(
        "a",
        name,
        address,
        traffic.map((each) => ({ traffic: each })),
      );
      const made = scene.estate.endpoints.pop()!;
      scene.estate.endpoints.push({ ...made, egress: [] });
    }
    const analysis = scene.analyse();
    const verdicts = matrixVerdicts(analysis, "instances", { protocol: 6, port: 443 });
    expect(verdicts).to.include({ "hears to server": "reachable", "deaf to server": "blocked" });
  });

  it("tells apart whose addresses meet too many different rules to be tried", () => {
    const hosts = Array.from({ length: 70 }, (_, index) => index + 1);
    const opens = ["10.1.1", "10.1.2"].flatMap((subnet) =>
      hosts.map((host) => ({ traffic: "tcp 22", peer: `${subnet}.${host}/32` })),
    );
    const scene = new Scene().network("net", "aws", "10.1.0.0/16");
    for (const [index, name] of ["a", "b", "c", "d"].entries()) {
      scene.subnet("net", name, `10.1.${index + 1}.0/24`);
    }
    const analysis = scene.instance("d", "guarded", "10.1.4.5", opens).analyse();
    const traffic = { protocol: 6, port: 443 };
    const verdicts = matrixVerdicts(analysis, "subnets", traffic);
    expect(verdicts).to.include({
      "any host of a to any host of b": "undecided",
      "any host of c to any host of d": "reachable",
    });
    expect(verdicts).to.deep.equal(tracedVerdicts(analysis, "subnets", traffic));
  });

  it("counts pairs, not endpoints with themselves", () => {
    const { totals, cells } = matrix(shop().analyse(), { between: "instances", port: 5432 });
    expect(totals).to.deep.equal({ reachable: 2, blocked: 10, "leaves the model": 0, undecided: 0 });
    expect([...cells].reduce((sum, { pairs }) => sum + pairs, 0)).to.equal(4 * 3);
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
    const reachable = [...cells].filter(({ verdict }) => verdict === "reachable");
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

  it("tells of each cell what a trace of its example tells", () => {
    const analysis = shop().analyse();
    for (const cell of matrix(analysis, { between: "instances", port: 5432 }).cells) {
      const trace = analysis.tracer.trace(cell.example.from, cell.example.to, { protocol: 6, port: 5432 });
      expect(cell).to.include({ verdict: trace.verdict, reason: trace.reason });
      expect(cell.rule).to.deep.equal(trace.rule);
      expect(cell.forward).to.deep.equal([...new Set(trace.forward.flatMap((path) => path.tunnels))].sort());
    }
  });

  it("refuses a port that means nothing", () => {
    expect(() => matrix(shop().analyse(), { protocol: "icmp", port: 1 })).to.throw(QuestionError, /no ports/);
  });
});
