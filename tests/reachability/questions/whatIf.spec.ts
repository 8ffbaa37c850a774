import { expect } from "chai";

import { anySingleFailure, failuresOf, partsOf, QuestionError, whatIf } from "../../../reachability";
import { Scene, shop } from "./scene";

describe("whatIf", () => {
  it("leads flows another way, without redundancy and with half the throughput, after the loss of one tunnel of two", () => {
    const analysis = shop().analyse();
    const found = whatIf(analysis, failuresOf(analysis, ["tunnel 1 of app to data"]));
    expect(new Set(found.changes.map(({ kind }) => kind))).to.deep.equal(new Set(["path"]));
    expect(found.lessRedundant[0]?.detail).to.equal(
      "rests on tunnel 2 of app to data to tunnel 2 of data to app alone",
    );
    expect(found.throughput).to.deep.include({ from: "app", to: "data", before: 2.5, after: 1.25 });
    expect(found.asymmetric).to.be.empty;
  });

  it("counts one tunnel of a gateway that sends into one at a time", () => {
    const scene = shop();
    const { tables } = scene.estate;
    const index = tables.findIndex(({ id }) => id === "gateway app");
    tables[index] = { ...tables[index]!, multipath: false };
    const analysis = scene.analyse();
    const { throughput } = whatIf(analysis, failuresOf(analysis, ["tunnel 1 of app to data"]));
    expect(throughput.map(({ from, before, after }) => [from, before, after])).to.deep.equal([
      ["data", 2.5, 1.25],
    ]);
  });

  it("breaks the intents that held, and no others", () => {
    const analysis = shop().analyse();
    const intents = [
      { name: "kept", from: "web-1", to: "web-2", port: 443, expect: "allowed" },
      { name: "lost", from: "web-1", to: "db", port: 5432, expect: "allowed" },
      { name: "never", from: "try", to: "db", port: 5432, expect: "allowed" },
    ] as const;
    const { broken, changes } = whatIf(analysis, failuresOf(analysis, ["gateway data"]), intents);
    expect(broken.map(({ name }) => name)).to.deep.equal(["lost"]);
    expect(changes.map(({ kind }) => kind)).to.include("closed");
  });

  it("does not count what is lost itself", () => {
    const analysis = shop().analyse();
    const intents = [{ from: "web-*", to: "db", port: 5432, expect: "allowed" }] as const;
    const { changes, broken } = whatIf(analysis, failuresOf(analysis, ["a"]), intents);
    expect(broken).to.be.empty;
    expect(changes).to.be.empty;
  });

  it("finds what only a backup takes over: it keeps its way and loses its redundancy", () => {
    const scene = new Scene().network("x", "aws", "10.1.0.0/16").subnet("x", "x1", "10.1.1.0/24");
    scene.network("y", "gcp", "10.2.0.0/16").subnet("y", "y1", "10.2.1.0/24");
    const analysis = scene.join("x", "y", 2, { med: [0, 100] }).analyse();
    const { changes, lessRedundant } = whatIf(analysis, failuresOf(analysis, ["tunnel 2 of x to y"]));
    expect(changes).to.be.empty;
    expect(lessRedundant[0]?.detail).to.match(/^rests on tunnel 1/);
  });

  it("finds answers that come back through another tunnel", () => {
    const scene = new Scene().network("x", "aws", "10.1.0.0/16").subnet("x", "x1", "10.1.1.0/24");
    scene
      .network("y", "gcp", "10.2.0.0/16")
      .subnet("y", "y1", "10.2.1.0/24")
      .join("x", "y", 3, { med: [0, 1, 1] });
    const session = scene.estate.sessions.findIndex(({ id }) => id === "session in tunnel 2 of x to y");
    const told = scene.estate.sessions[session]!;
    scene.estate.sessions.splice(session, 1, { ...told, advertises: { ...told.advertises, med: 2 } });
    const analysis = scene.analyse();
    const { asymmetric } = whatIf(analysis, failuresOf(analysis, ["tunnel 1 of x to y"]));
    expect(asymmetric.map(({ from, to, detail }) => [from, to, detail])).to.deep.include([
      ["x1"],
      ["y1"],
      "other tunnels",
    ]);
  });

  it("says which parts there are when one is not known", () => {
    const analysis = shop().analyse();
    expect(() => failuresOf(analysis, ["tunnel 1 of app to dta"])).to.throw(
      QuestionError,
      /called tunnel 1 of app to dta: there are tunnel 1 of app to data/,
    );
  });
});

describe("anySingleFailure", () => {
  it("loses each tunnel, connection, gateway, zone and region once", () => {
    const parts = partsOf(shop().analyse()).map(({ kind, name }) => `${kind} ${name}`);
    expect(parts).to.include.members([
      "tunnel tunnel 1 of app to data",
      "gateway gateway data",
      "zone a",
      "region eu-central-1",
    ]);
    expect(parts).to.have.length(new Set(parts).size);
  });

  it("names the single points of failure of what is wanted", () => {
    const analysis = shop().analyse();
    const intents = [{ from: "web-*", to: "db", port: 5432, expect: "allowed" }] as const;
    const harmful = anySingleFailure(analysis, intents).filter(({ broken }) => broken.length > 0);
    expect(harmful.map(({ part }) => part.name)).to.have.members(["gateway app", "gateway data"]);
  });
});
