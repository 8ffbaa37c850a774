import fc from "fast-check";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { transitHub } from "./estates";
import { estates } from "./randomEstates";
import { expectSegmentTable } from "./segmentTable";

describe("TransitHub joins what its segments say, and nothing else", function () {
  for (const estate of fc.sample(estates(5, 4, 60), {
    numRuns: Number(process.env["RUNS"] ?? 6),
    seed: Number(process.env["SEED"] ?? 7),
  })) {
    const { hubs, spokes, segments, allowed = [] } = estate;
    const counts = `${Object.keys(spokes).length} networks, ${segments.length} segments, ${allowed.length} pairs`;
    it(`${Object.values(hubs).join(", ")}; ${counts}`, async () => {
      const { recorded } = await inSimulatedClouds(() => transitHub(estate));
      expectSegmentTable(recorded, estate);
    });
  }
});
