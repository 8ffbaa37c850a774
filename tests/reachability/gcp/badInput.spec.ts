import { expect } from "chai";

import { Analysis } from "../../../reachability/analysis";
import { readGcp } from "../../../reachability/gcp";
import { EstateBuilder } from "../../../reachability/model";
import { Stack } from "../../../reachability/resources";
import { gcpCases } from "../cases/gcp";

const estates = gcpCases.map(({ resources }) => ({ resources: [...resources] }));

describe("bad input from Google Cloud", () => {
  it("never tells a key", () => {
    for (const { resources } of estates) {
      const estate = new EstateBuilder();
      readGcp(new Stack(resources), estate);
      const texts = JSON.stringify([estate.notes, estate.tunnelEnds, estate.sessions]);
      expect(texts).not.to.match(/a key that both ends know|another key/);
    }
  });

  it("doubled resources leave it in doubt, and never make it throw", () => {
    for (const { resources } of estates) {
      const doubled = resources.flatMap((one) => [one, { ...one, urn: `${one.urn}-again` }]);
      const estate = new EstateBuilder();
      readGcp(new Stack(doubled), estate);
      expect(new Analysis(estate).estate.estate.networks).to.be.an("array");
    }
  });
});
