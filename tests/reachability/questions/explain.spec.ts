import { expect } from "chai";

import { explain, type Flow } from "../../../reachability";
import { filter, Scene, shop } from "./scene";

const texts = (flow: Flow, scene = shop()): string[] =>
  explain(scene.analyse(), flow).map(({ text }) => text);

describe("explain", () => {
  it("has nothing to say of what gets through", () => {
    expect(texts({ from: "web-1", to: "db", port: 5432 })).to.be.empty;
  });

  it("names the filter that would have to let it through", () => {
    expect(texts({ from: "web-1", to: "db", port: 22 })).to.deep.equal([
      "security group db: allow tcp 22 from 10.1.1.5 to 10.2.1.5 (now: the rest)",
    ]);
  });

  it("names all filters in the way, also for the answers", () => {
    const around = filter("list b", [{ traffic: "tcp 22" }], "source", { stateful: false });
    const scene = new Scene()
      .network("net", "aws", "10.1.0.0/16")
      .subnet("net", "a", "10.1.1.0/24")
      .subnet("net", "b", "10.1.2.0/24", { around })
      .instance("a", "one", "10.1.1.5")
      .instance("b", "two", "10.1.2.5", []);
    expect(texts({ from: "one", to: "two", port: 22 }, scene)).to.deep.equal([
      "security group two: allow tcp 22 from 10.1.1.5 to 10.1.2.5 (now: the rest)",
      "list b: allow the answers from 10.1.2.5 to 10.1.1.5, tcp from port 22 (now: the rest)",
    ]);
  });

  it("names the table without a route, and what a route would have to be", () => {
    expect(texts({ from: "try", to: "db", protocol: "icmp" })).to.deep.equal([
      "table staging: a route to 10.2.0.0/16 that leads towards data",
      "table data: a route to 10.3.0.0/16 that leads towards staging",
    ]);
  });

  it("names the session that would have brought the route, and why it is down", () => {
    const scene = new Scene().network("a", "aws", "10.1.0.0/16").subnet("a", "a1", "10.1.1.0/24");
    scene.network("b", "gcp", "10.2.0.0/16").subnet("b", "b1", "10.2.1.0/24");
    scene.join("a", "b", 1, { differentKeys: true });
    expect(texts({ from: "a1", to: "b1" }, scene)).to.include(
      "or bring session in tunnel 1 of a to b up: the preshared keys of tunnel 1 of a to b and tunnel 1 of b to a differ",
    );
  });
});
