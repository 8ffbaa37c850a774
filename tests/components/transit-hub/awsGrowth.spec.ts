import { expect } from "chai";
import { ProgramRun } from "../../helpers/programRun";

/** Two regions, with a VPC of one subnet for every spoke, and nothing else. */
const program = `
  const { ec2 } = require("@pulumi/aws");
  const { TransitHub } = components;
  const regions = { east: "us-east-1", west: "us-west-2" };
  const vpc = (name, hub, cidrBlock) => {
    const region = regions[hub];
    const vpc = new ec2.Vpc(name, { cidrBlock, region });
    const subnet = new ec2.Subnet(name, { vpcId: vpc.id, cidrBlock: cidrBlock.replace("/16", "/24"), region });
    const table = new ec2.RouteTable(name, { vpcId: vpc.id, region });
    return {
      vpcId: vpc.id,
      cidrBlocks: [cidrBlock],
      attachmentSubnetIds: [subnet.id],
      routeTableIds: { main: table.id },
    };
  };
  const spokes = Object.entries(args.spokes).map(([name, { place, range, as }]) => {
    const [hub, segment] = place.split(" ");
    const translation = as === undefined ? {} : { translation: { cidrBlock: as } };
    return [name, { hub, segment, aws: { ...vpc(name, hub, range), ...translation } }];
  });
  new TransitHub("corp", {
    segments: { prod: { number: 0 }, staging: { number: 1 }, shared: { number: 2 } },
    allowed: args.allowed,
    hubs: {
      east: { number: 0, aws: { region: regions.east } },
      west: { number: 1, aws: { region: regions.west } },
    },
    spokes: Object.fromEntries(spokes),
    summaryRanges: ["10.0.0.0/8", "100.64.0.0/16"],
  });
`;

interface Spoke {
  readonly place: string;
  readonly range: string;
  readonly as?: string;
}

type Spokes = Readonly<Record<string, Spoke>>;

const first: Spokes = {
  apple: { place: "east prod", range: "10.1.0.0/16" },
  berry: { place: "west prod", range: "10.2.0.0/16" },
  cedar: { place: "east staging", range: "10.3.0.0/16" },
  daisy: { place: "west shared", range: "10.4.0.0/16" },
  elder: { place: "east prod", range: "10.1.0.0/16", as: "100.64.1.0/28" },
};

const someAllowed = [["prod", "shared"]];
const allAllowed = [...someAllowed, ["staging", "shared"]];

describe("TransitHub in two regions of AWS on the real engine", function () {
  this.timeout(240_000);

  let run: ProgramRun;

  before(async () => {
    run = await ProgramRun.start(program);
    await run.up({ spokes: first, allowed: someAllowed });
  });

  after(() => run.remove());

  it("stays as it is", () => run.expectNoChanges());

  it("lets two more segments talk, and takes that back", async () => {
    // Where a VPC tells its range itself, the blackhole for it goes.
    const { deleted } = await run.up({ spokes: first, allowed: allAllowed });
    expect(deleted.filter((name) => !/-route-10-\d+-0-0-16$/.test(name))).to.deep.equal([]);
    await run.up({ spokes: first, allowed: someAllowed });
    await run.expectNoChanges();
  });

  it("moves spokes to another segment, and touches no other's attachment", async () => {
    const moved = {
      ...first,
      apple: { ...first["apple"]!, place: "east staging" },
      elder: { ...first["elder"]!, place: "east staging" },
    };
    const { replaced } = await run.up({ spokes: moved, allowed: someAllowed });
    const attachments = replaced.filter((name) => /association|attachment/.test(name));
    expect(attachments).to.have.members(["corp-apple-association", "corp-elder-association"]);
    await run.expectNoChanges();
  });

  it("goes", async () => {
    await run.destroy();
    expect(await run.records()).to.be.empty;
  });
});
