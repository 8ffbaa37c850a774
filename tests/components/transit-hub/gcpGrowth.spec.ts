import { expect } from "chai";
import { record } from "../../helpers/recordedMocks";
import { googleClouds, googleHubs, type Spokes, spokes } from "./gcpPrograms";

type More = Parameters<typeof googleHubs>[1];

/** By type and name, without those of a name that is ignored. */
async function inputsOf(places: Spokes, more?: More, ignored?: string): Promise<ReadonlyMap<string, string>> {
  const { resources } = await record(() => googleHubs(places, more), googleClouds);
  const without = (key: string, value: unknown) => (key === ignored ? undefined : value);
  return new Map(
    resources.map(({ name, type, inputs }) => [`${type} ${name}`, JSON.stringify(inputs, without)]),
  );
}

/** The names of what is new, gone and different. */
async function changes(before: Spokes, after: Spokes, more?: More, ignored?: string) {
  const [one, other] = [await inputsOf(before, more, ignored), await inputsOf(after, more, ignored)];
  const nameOf = (key: string) => key.split(" ")[1] ?? "";
  const names = (keys: readonly string[]) => [...new Set(keys.map(nameOf))].toSorted();
  return {
    come: names([...other.keys()].filter((key) => !one.has(key))),
    gone: names([...one.keys()].filter((key) => !other.has(key))),
    changed: names(
      [...one].filter(([key, was]) => other.has(key) && other.get(key) !== was).map(([key]) => key),
    ),
  };
}

/** What tells the networks of a segment. */
const prodRouters = ["corp-east-prod-router", "corp-east-prod-segment-router", "corp-west-prod-router"];
const stagingRouters = [
  "corp-east-staging-router",
  "corp-east-staging-segment-router",
  "corp-west-staging-router",
];

/** The spoke's own, and a transit gateway's routes to its range. */
const areOfFicus = (names: readonly string[]): boolean =>
  names.every((name) => /^corp-(ficus(-|$)|aws-\w+-route-10-102-)/.test(name));

describe("a spoke in Google Cloud", () => {
  const grown = { ...spokes, ficus: "west prod" };

  it("comes with itself alone, and is told by its segment's routers", async () => {
    const { come, gone, changed } = await changes(spokes, grown);
    expect(come).to.include("corp-ficus-spoke").and.to.satisfy(areOfFicus);
    expect(gone).to.be.empty;
    expect(changed).to.deep.equal(prodRouters);
  });

  it("goes with itself alone", async () => {
    const { come, gone, changed } = await changes(grown, spokes);
    expect(come).to.be.empty;
    expect(gone).to.include("corp-ficus-spoke").and.to.satisfy(areOfFicus);
    expect(changed).to.deep.equal(prodRouters);
  });

  it("moves to another segment by itself alone", async () => {
    const { come, gone, changed } = await changes(grown, { ...spokes, ficus: "west staging" });
    expect([...come, ...gone]).to.satisfy(areOfFicus);
    expect(changed).to.deep.equal([...prodRouters, ...stagingRouters, "corp-ficus-spoke"].toSorted());
  });

  it("moves to another hub of its segment with no change at all", async () => {
    expect(await changes(grown, { ...spokes, ficus: "east prod" })).to.deep.equal({
      come: [],
      gone: [],
      changed: [],
    });
  });

  /** A segment comes to a hub where another is that it may talk to. */
  const meetings: readonly (readonly [string, Spokes, string])[] = [
    [
      "at the first hub of the other",
      { apple: "east prod", cedar: "east staging", elder: "west shared" },
      "east shared",
    ],
    ["at the second hub", { apple: "east prod", cedar: "east staging", elder: "west shared" }, "west prod"],
    [
      "at a hub before its own",
      { apple: "west prod", cedar: "west staging", elder: "north shared" },
      "east shared",
    ],
  ];
  for (const [what, before, place] of meetings) {
    it(`joins segments anew ${what}, and has what joined them until then as it was`, async () => {
      const hubs = {
        east: { number: 1, gcp: { region: "europe-west3" } },
        west: { number: 2, gcp: { region: "us-east4" } },
        north: { number: 3, gcp: { region: "europe-north1" } },
        aws: { number: 0, aws: { region: "eu-central-1" } },
      };
      const grown = { ...before, ficus: place };
      const { come, gone, changed } = await changes(before, grown, { hubs }, "advertisedIpRanges");
      expect(come.filter((name) => name.endsWith("-hybrid-spoke"))).not.to.be.empty;
      expect(gone.filter((name) => name.endsWith("-hybrid-spoke"))).not.to.be.empty;
      expect(changed).to.be.empty;
    });
  }

  it("has the same resources in whatever order it is given", async () => {
    const turned = Object.fromEntries(Object.entries(spokes).toReversed());
    expect(await changes(spokes, turned)).to.deep.equal({ come: [], gone: [], changed: [] });
  });
});
