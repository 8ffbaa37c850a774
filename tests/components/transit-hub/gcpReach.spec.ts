import { expect } from "chai";
import { nthSubnet, parseCidr } from "../../../addressing";
import { type Analysis, analyse, failuresOf, partsOf } from "../../../reachability";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { route, toInternet } from "../../reachability/cases/gcp/resources";
import { placedSpokes, transitHub, type TransitEstate } from "./estates";
import { differences, expectSegmentTable } from "./segmentTable";

const segments = ["prod", "staging", "shared"];
const allowed: TransitEstate["allowed"] = [
  ["prod", "shared"],
  ["staging", "shared"],
];

const twoSegments: TransitEstate = {
  segments: ["prod", "staging"],
  hubs: { east: "gcp", west: "gcp" },
  spokes: { a: "east prod", b: "west prod", c: "east staging", d: "west staging", e: "east prod" },
};

const estates: readonly [string, TransitEstate][] = [
  ["two segments over two regions", twoSegments],
  [
    "shared services at one hub",
    {
      ...{ segments, allowed, hubs: { gcp: "gcp" } },
      spokes: { a: "gcp prod", b: "gcp prod", c: "gcp staging", d: "gcp shared", e: "gcp shared" },
    },
  ],
  [
    "shared services in a region of their own",
    {
      ...{ segments, allowed, hubs: { east: "gcp", west: "gcp" } },
      spokes: { a: "west prod", b: "west prod", c: "west staging", d: "east shared" },
    },
  ],
  [
    "shared services over two regions",
    {
      ...{ segments, allowed, hubs: { east: "gcp", west: "gcp" } },
      spokes: { a: "east prod", b: "west prod", c: "east staging", d: "west shared", e: "east shared" },
    },
  ],
];

/** Three segments in AWS and Google Cloud. */
const overTwoClouds: readonly [string, TransitEstate][] = [
  [
    "shared services in AWS",
    {
      ...{ segments, allowed, hubs: { aws: "aws", gcp: "gcp" } },
      spokes: { a: "aws prod", b: "gcp prod", c: "aws staging", d: "gcp staging", e: "aws shared" },
    },
  ],
  [
    "shared services in Google Cloud",
    {
      ...{ segments, allowed, hubs: { aws: "aws", gcp: "gcp" } },
      spokes: { a: "aws prod", b: "gcp prod", c: "aws staging", d: "gcp staging", e: "gcp shared" },
    },
  ],
  [
    "two hubs in Google Cloud",
    {
      ...{ segments, allowed, hubs: { aws: "aws", east: "gcp", west: "gcp" } },
      spokes: { a: "aws prod", b: "east prod", c: "west prod", d: "west staging", e: "east shared" },
    },
  ],
];

function expectTunnelsSpare(analysis: Analysis, estate: TransitEstate): void {
  const tunnels = partsOf(analysis).filter(({ kind }) => kind === "tunnel");
  for (const { failures, name } of tunnels) {
    expect(differences(analysis.without(failures), estate), name).to.deep.equal([]);
  }
}

describe("TransitHub in Google Cloud keeps segments", function () {
  for (const [name, estate] of [...estates, ...overTwoClouds]) {
    it(`of ${name}, also with any one tunnel lost`, async () => {
      const { recorded } = await inSimulatedClouds(() => transitHub(estate));
      expectTunnelsSpare(expectSegmentTable(recorded, estate), estate);
    });
  }

  it("apart when every network has more specific routes to those of other segments", async () => {
    const { recorded } = await inSimulatedClouds(() => transitHub(twoSegments));
    const spokes = placedSpokes(twoSegments);
    const injected = spokes.flatMap(({ name, segment }) => {
      const network = recorded.find(({ urn }) => urn.endsWith(`::${name}-network`))!;
      return spokes
        .filter((other) => other.segment !== segment)
        .flatMap(({ range }) => halves(range))
        .map((half) => route(`${name}-${half}`, network, half, { ...toInternet, priority: 0 }));
    });
    const wrong = differences(analyse([...recorded, ...injected]), twoSegments);
    expect(injected).to.have.length(24);
    expect(wrong.filter((each) => !each.includes(": leaves the model instead of blocked"))).to.deep.equal([]);
  });

  it("together when a region's tunnels to AWS are all lost", async () => {
    const [, estate] = overTwoClouds[2]!;
    const { recorded } = await inSimulatedClouds(() => transitHub(estate));
    const analysis = analyse(recorded);
    for (const hub of ["east", "west"]) {
      const lost = failuresOf(analysis, [`corp-${hub}-prod-ha-vpn-gateway-0`]);
      expect(differences(analysis.without(lost), estate), hub).to.deep.equal([]);
    }
  });
});

function halves(range: string): string[] {
  return [0, 1].map((nth) => nthSubnet(parseCidr(range), 17, nth).text);
}
