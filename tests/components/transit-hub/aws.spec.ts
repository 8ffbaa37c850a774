import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { transitHub, type TransitEstate } from "./estates";
import { expectSegmentTable } from "./segmentTable";

const shared: TransitEstate["allowed"] = [
  ["prod", "shared"],
  ["staging", "shared"],
];

const estates: readonly [string, TransitEstate][] = [
  [
    "two segments at one hub",
    {
      segments: ["prod", "staging"],
      hubs: { aws: "aws" },
      spokes: { a: "aws prod", b: "aws prod", c: "aws staging", d: "aws staging" },
    },
  ],
  [
    "shared services at one hub",
    {
      segments: ["prod", "staging", "shared"],
      allowed: shared,
      hubs: { aws: "aws" },
      spokes: { a: "aws prod", b: "aws prod", c: "aws staging", d: "aws shared" },
    },
  ],
  [
    "shared services over two regions",
    {
      segments: ["prod", "staging", "shared"],
      allowed: shared,
      hubs: { east: "aws", west: "aws" },
      spokes: { a: "east prod", b: "west prod", c: "east staging", d: "west staging", e: "west shared" },
    },
  ],
  [
    "one hub beside another that has no network yet",
    {
      segments: ["prod"],
      hubs: { east: "aws", west: "aws" },
      spokes: { a: "east prod", b: "east prod" },
    },
  ],
];

describe("TransitHub on AWS keeps segments", function () {
  for (const [name, estate] of estates) {
    it(`of ${name}`, async () => {
      const { recorded } = await inSimulatedClouds(() => transitHub(estate));
      expectSegmentTable(recorded, estate);
    });
  }
});
