import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { transitHub, type TransitEstate } from "./estates";
import { expectSegmentTable } from "./segmentTable";

const everywhere: Pick<TransitEstate, "segments" | "spokes"> = {
  segments: ["prod"],
  spokes: { shop: "aws prod", office: "azure prod", data: "gcp prod" },
};

describe("TransitHub without some links, which it accepts, leads round them", function () {
  for (const azure of ["hub-virtual-network", "virtual-wan"] as const) {
    for (const link of ["aws-gcp", "gcp-azure"]) {
      it(`without ${link}, with ${azure} in Azure`, async () => {
        const estate = { ...everywhere, hubs: { aws: "aws", azure, gcp: "gcp" } as const };
        const { recorded } = await inSimulatedClouds(() => transitHub(estate, { links: { [link]: false } }));
        expectSegmentTable(recorded, estate);
      });
    }
  }

  it("to another hub in Google Cloud", async () => {
    const estate: TransitEstate = {
      segments: ["prod"],
      hubs: { aws: "aws", east: "gcp", west: "gcp" },
      spokes: { shop: "aws prod", data: "east prod", desk: "west prod" },
    };
    const { recorded } = await inSimulatedClouds(() => transitHub(estate, { links: { "aws-west": false } }));
    expectSegmentTable(recorded, estate);
  });
});
