import { expect } from "chai";
import { record } from "../../helpers/recordedMocks";
import { googleClouds, googleHubs, type Spokes, spokes } from "./gcpPrograms";

async function inputsOf(places: Spokes): Promise<ReadonlyMap<string, string>> {
  const { resources } = await record(() => googleHubs(places), googleClouds);
  return new Map(resources.map(({ name, type, inputs }) => [`${type} ${name}`, JSON.stringify(inputs)]));
}

/** The names of what is new, gone and different. */
async function changes(before: Spokes, after: Spokes) {
  const [one, other] = [await inputsOf(before), await inputsOf(after)];
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

const areOfFicus = (names: readonly string[]): boolean =>
  names.every((name) => /^corp-ficus(-|$)/.test(name));

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

  it("has the same resources in whatever order it is given", async () => {
    const turned = Object.fromEntries(Object.entries(spokes).toReversed());
    expect(await changes(spokes, turned)).to.deep.equal({ come: [], gone: [], changed: [] });
  });
});
