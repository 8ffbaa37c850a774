import { expect } from "chai";
import { ProgramRun } from "../../helpers/programRun";

/** A VPC and a VPC network, which may be translated, and one of each beside them. */
const program = `
  const { AwsNetwork, GcpNetwork, TransitHub } = components;
  const aws = (name, cidrBlock) => new AwsNetwork(name, { cidrBlock, availabilityZones: 1 });
  const gcp = (name, ipCidrRange) => new GcpNetwork(name, { ipCidrRange });
  const { vpc, network } = args;
  new TransitHub("corp", {
    segments: { prod: { number: 0 } },
    hubs: { east: { number: 0, aws: {} }, west: { number: 1, gcp: {} } },
    spokes: {
      apple: { hub: "east", segment: "prod", aws: { ...aws("apple", "10.1.0.0/16"), translation: vpc } },
      berry: { hub: "east", segment: "prod", aws: aws("berry", "10.2.0.0/16") },
      cedar: { hub: "west", segment: "prod", gcp: { ...gcp("cedar", "10.3.0.0/16"), translation: network } },
      daisy: { hub: "west", segment: "prod", gcp: gcp("daisy", "10.4.0.0/16") },
    },
    summaryRanges: ["10.0.0.0/8", "100.64.0.0/10"],
  });
`;

describe("TransitHub on the real engine", function () {
  this.timeout(240_000);

  let run: ProgramRun;

  before(async () => {
    run = await ProgramRun.start(program);
  });

  after(() => run.remove());

  it("begins to translate networks, and touches no other", async () => {
    await run.up({});
    const { created, updated, replaced, deleted } = await run.up({
      vpc: { cidrBlock: "100.64.1.0/28" },
      network: { ipCidrRange: "100.64.2.0/28" },
    });
    for (const name of [...created, ...deleted]) {
      expect(name).to.match(/^corp-(apple-|cedar-|east-.+-route-100-64-1-0-28$)/);
    }
    expect(replaced).to.be.empty;
    expectOnlyTellers(updated);
    await run.expectNoChanges();
  });

  it("gives translating up, and goes", async () => {
    const { created, updated, replaced, deleted } = await run.up({});
    for (const name of [...created, ...deleted]) {
      expect(name).to.match(/^corp-(apple-|cedar-|east-.+-route-100-64-1-0-28$)/);
    }
    expect(replaced).to.be.empty;
    expectOnlyTellers(updated);
    await run.destroy();
    expect(await run.records()).to.be.empty;
  });

  /** What tells the range instead of the network's own: the spoke its hub, the router of the segment's tunnels the others. */
  function expectOnlyTellers(updated: readonly string[]): void {
    const others = updated.filter((name) => !name.startsWith("corp-apple-"));
    expect(others).to.have.members(["corp-cedar-spoke", "corp-west-prod-router"]);
  }
});
