import { expect } from "chai";
import fc from "fast-check";

import { analyse, diff, type Resource } from "../../../reachability";
import { natTranslationCases } from "../cases/aws/natTranslation";
import { scenes } from "./randomScene";
import { shop } from "./scene";

describe("diff", () => {
  it("finds nothing between an estate and itself", () => {
    fc.assert(
      fc.property(scenes(), (scene) => {
        expect(diff(scene.analyse(), scene.analyse())).to.be.empty;
      }),
      { numRuns: 20 },
    );
  });

  it("finds what every single trace finds", () => {
    fc.assert(
      fc.property(scenes(), scenes(), (was, is) => {
        const [before, after] = [was.analyse(), is.analyse()];
        const found = diff(before, after).reduce(
          (sum, { kind, traffic, pairs }) =>
            sum + (traffic.startsWith("tcp 0-") && (kind === "opened" || kind === "closed") ? pairs : 0),
          0,
        );
        const ids = [...new Set([...before.estate.endpoints.keys(), ...after.estate.endpoints.keys()])];
        const reaches = (analysis: typeof before, a: string, b: string): boolean => {
          const [from, to] = [a, b].map((id) => analysis.estate.endpoints.get(id));
          return (
            !!from &&
            !!to &&
            analysis.tracer.trace(from, to, { protocol: 6, port: 0 }).verdict === "reachable"
          );
        };
        const changed = ids.flatMap((a) =>
          ids.filter((b) => a !== b && reaches(before, a, b) !== reaches(after, a, b)),
        );
        expect(found).to.equal(changed.length);
      }),
      { numRuns: 12 },
    );
  });

  it("tells flows of one kind together", () => {
    const opened = shop();
    const db = opened.estate.endpoints.findIndex(({ id }) => id === "db");
    opened.estate.endpoints.splice(db, 1);
    opened.instance("data-a", "db", "10.2.1.5", [
      { traffic: "tcp 5432", peer: "10.1.0.0/16" },
      { traffic: "tcp 22", peer: "10.1.0.0/16" },
    ]);
    const changes = diff(shop().analyse(), opened.analyse());
    expect(changes).to.have.length(1);
    expect(changes[0]).to.include({ kind: "opened", traffic: "tcp 22", pairs: 4 });
    expect(changes[0]?.from).to.deep.equal(["app-a", "app-b", "web-1", "web-2"]);
    expect(changes[0]?.to).to.deep.equal(["db"]);
    expect(changes[0]?.before.reason).to.contain("security group db denies it");
  });

  it("tells hosts that come and go", () => {
    const more = shop().instance("app-a", "web-3", "10.1.1.6", [{ traffic: "tcp 443" }]);
    const changes = diff(shop().analyse(), more.analyse());
    expect(changes.every(({ kind, before }) => kind === "opened" && before.verdict === "absent")).to.equal(
      true,
    );
    expect(diff(more.analyse(), shop().analyse()).every(({ kind }) => kind === "closed")).to.equal(true);
  });

  it("tells another way, with its tunnels", () => {
    const one = shop();
    one.estate.tunnelEnds.splice(2);
    const [change] = diff(shop().analyse(), one.analyse());
    expect(change?.kind).to.equal("path");
    expect(change?.before.tunnels).to.have.length(4);
    expect(change?.after.tunnels).to.deep.equal(["tunnel 1 of app to data", "tunnel 1 of data to app"]);
  });

  it("finds what a lost way back to a translated address closes", () => {
    const isWayBack = ({ inputs }: Resource) => inputs.destinationCidrBlock === "100.64.0.0/28";
    const [estate] = natTranslationCases;
    const [before, after] = [estate!.resources, estate!.resources.filter((one) => !isWayBack(one))].map(
      analyse,
    );
    const closed = diff(before!, after!).filter(({ kind }) => kind === "closed");
    expect(closed.map(({ from, to }) => `${from.join()} to ${to.join()}`)).to.include("a to far");
  });
});
