import { expect } from "chai";
import { ProgramRun } from "../../helpers/programRun";
import { rangeOf, type Spokes } from "./gcpPrograms";

/** Two regions, three segments, without another cloud. */
const program = `
  const { GcpNetwork, TransitHub } = components;
  const spokes = Object.entries(args.spokes).map(([name, { place: [hub, segment], range }]) => {
    return [name, { hub, segment, gcp: new GcpNetwork(name, { ipCidrRange: range }) }];
  });
  new TransitHub("corp", {
    segments: { prod: { number: 0 }, staging: { number: 1 }, shared: { number: 2 } },
    allowed: [["prod", "shared"], ["staging", "shared"]],
    hubs: {
      east: { number: 0, gcp: { region: "europe-west3" } },
      west: { number: 1, gcp: { region: "us-east4" } },
    },
    spokes: Object.fromEntries(spokes),
  });
`;

const first: Spokes = { apple: "east prod", berry: "west prod", cedar: "east staging", daisy: "east shared" };

function args(places: Spokes): object {
  const spokes = Object.entries(places).map(([name, place]) => [
    name,
    { place: place.split(" "), range: rangeOf(name) },
  ]);
  return { spokes: Object.fromEntries(spokes) as object };
}

describe("TransitHub in Google Cloud on the real engine", function () {
  this.timeout(240_000);

  let run: ProgramRun;

  before(async () => {
    run = await ProgramRun.start(program);
  });

  after(() => run.remove());

  it("comes up, and stays as it is", async () => {
    const { created } = await run.up(args(first));
    expect(created).to.include.members(["corp-apple-spoke", "corp-daisy-spoke"]);
    await run.expectNoChanges();
  });

  it("takes a new spoke, and changes nothing but what tells its range", async () => {
    const { created, ...rest } = await run.up(args({ ...first, ficus: "west prod" }));
    expect(created).to.include("corp-ficus-spoke");
    for (const name of created) {
      expect(name).to.match(/^(corp-)?ficus/);
    }
    expect(rest).to.deep.equal({ updated: ["corp-east-prod-segment-router"], replaced: [], deleted: [] });
  });

  it("moves a spoke to another segment, and touches no other", async () => {
    const { created, updated, replaced, deleted } = await run.up(args({ ...first, ficus: "east staging" }));
    expect(updated).to.deep.equal(["corp-east-prod-segment-router", "corp-east-staging-segment-router"]);
    expect({ created, replaced, deleted }).to.deep.equal({
      created: [],
      replaced: ["corp-ficus-spoke"],
      deleted: [],
    });
  });

  it("gives a spoke up", async () => {
    const { deleted, replaced } = await run.up(args(first));
    expect(replaced).to.be.empty;
    for (const name of deleted) {
      expect(name).to.match(/^(corp-)?ficus/);
    }
  });

  it("joins segments that come to have a hub in common, and replaces nothing", async () => {
    const apart = { ...first, daisy: "west shared" };
    await run.up(args(apart));
    const { created, replaced, deleted } = await run.up(args({ ...apart, ficus: "east shared" }));
    expect(created).to.include("corp-east-staging-shared-hybrid-spoke");
    expect(deleted).to.include("corp-east-staging-west-shared-hybrid-spoke");
    expect(deleted).not.to.include("corp-east-staging-segment-gateway");
    expect(replaced).to.be.empty;
  });

  it("goes", async () => {
    await run.destroy();
    expect(await run.records()).to.be.empty;
  });
});
