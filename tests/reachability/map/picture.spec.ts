import { expect } from "chai";

import { analyse } from "../../../reachability";
import { FlowDrawer } from "../../../reachability/map/flows";
import { pictureOf } from "../../../reachability/map/picture";
import { awsCases } from "../cases/aws";
import { azureCases } from "../cases/azure";
import { gcpCases } from "../cases/gcp";
import { route, TestEstate } from "../estate";
import { smallEstate } from "./estates";

describe("pictureOf", () => {
  it("shows networks with subnets and hosts, gateways with tables, and lines where routes lead", () => {
    const { boxes, links } = pictureOf(smallEstate().analysis().estate);
    expect(boxes.map(({ kind, name }) => `${kind} ${name}`)).to.have.members([
      "network shop",
      "network data",
      "gateway aws gateway",
      "gateway gcp gateway",
      "outside 203.0.113.9",
      "outside 203.0.113.10",
    ]);
    expect(boxes[0]?.rows.map(({ kind, name }) => `${kind} ${name}`)).to.deep.equal([
      "subnet shop subnet",
      "host shop host",
      "host web",
    ]);
    const names = new Map(boxes.map(({ id, name }) => [id, name]));
    expect(
      links.map(({ kind, a, b, state }) =>
        [kind, ...[names.get(a), names.get(b)].sort(), state ?? ""].join(" "),
      ),
    ).to.have.members([
      "attachment aws gateway shop ",
      "attachment data gcp gateway ",
      "tunnel aws gateway gcp gateway up",
      "tunnel aws gateway gcp gateway down",
      "tunnel 203.0.113.9 aws gateway open",
      "tunnel 203.0.113.10 aws gateway open",
    ]);
  });

  it("draws a gateway that serves one network within it", () => {
    const estate = new TestEstate()
      .site("shop", "10.1.0.0/16", { routes: [route("0.0.0.0/0", { to: "node", node: "nat" })] })
      .node("nat", {
        routes: [
          route("10.1.0.0/16", { to: "network", network: "shop" }),
          route("0.0.0.0/0", { to: "outside", what: "the internet" }),
        ],
      });
    const { boxes, links, spotOfNode } = pictureOf(estate.analysis().estate);
    expect(boxes.map(({ name }) => name)).to.deep.equal(["shop"]);
    expect(boxes[0]?.rows.map(({ kind, name }) => `${kind} ${name}`)).to.include("gateway nat");
    expect(links).to.deep.equal([]);
    expect(spotOfNode.get("nat")?.row).to.be.a("string");
  });

  it("says of a peering that it is one", () => {
    const estate = new TestEstate()
      .site("a", "10.1.0.0/16", { routes: [route("10.2.0.0/16", { to: "network", network: "b" })] })
      .site("b", "10.2.0.0/16", { routes: [route("10.1.0.0/16", { to: "network", network: "a" })] });
    expect(pictureOf(estate.analysis().estate).links.map(({ kind }) => kind)).to.deep.equal(["peering"]);
  });

  it("lists a tunnel end that nothing answers to, where no line can lead", () => {
    const estate = new TestEstate()
      .node("a")
      .node("b")
      .tunnel("vpn", { node: "a" }, { node: "b", end: { peerOutsideAddress: "203.0.113.1" } });
    const { boxes } = pictureOf(estate.analysis().estate);
    const lost = boxes.flatMap(({ rows }) => rows).filter(({ kind }) => kind === "lost end");
    expect(lost.map(({ detail }) => detail)).to.match(/expects|nothing at/);
  });

  it("has a place, and a line to it, for every step of every flow of the catalogue", () => {
    const problems: string[] = [];
    for (const { name, resources, flows } of [...awsCases, ...azureCases, ...gcpCases]) {
      const analysis = analyse(resources);
      const picture = pictureOf(analysis.estate);
      const drawer = new FlowDrawer(analysis, picture);
      const ends = new Map(picture.links.map(({ id, a, b }) => [id, [a, b]]));
      for (const flow of flows) {
        const { verdict, forth, back } = drawer.draw(flow);
        if (verdict !== analysis.trace(flow).verdict) {
          problems.push(`${name}: another verdict`);
        }
        for (const { steps } of [...forth, ...back]) {
          steps.forEach(({ place, spot, by }, index) => {
            const before = steps[index - 1]?.spot?.box;
            const joined = ends.get(by ?? "") ?? [before, before];
            if (spot === undefined || (before !== undefined && !joins(joined, before, spot.box))) {
              problems.push(`${name}: ${place}`);
            }
          });
        }
      }
    }
    expect(problems).to.deep.equal([]);
  });
});

function joins([a, b]: readonly (string | undefined)[], one: string, other: string): boolean {
  return (a === one && b === other) || (a === other && b === one);
}
