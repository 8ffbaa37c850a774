import { expect } from "chai";

import type { StateResource } from "../../cli/stack/stack";
import { ExampleRun, linesOfExample, outputsOf } from "./exampleRun";

const ofTransitGateway = (name: string): string =>
  `aws:ec2transitgateway/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

describe("the example segmented-transit-gateway", function () {
  this.timeout(240_000);

  let example: ExampleRun;
  let state: StateResource[];
  before(async () => {
    example = await ExampleRun.of("segmented-transit-gateway");
    await example.up();
    state = await example.state();
  });
  after(() => example.remove());

  const all = (name: string) => outputsOf(state, ofTransitGateway(name));

  it("has production and staging at one transit gateway, whose default table nobody is in", () => {
    const [gateway, ...more] = all("TransitGateway");
    expect(gateway).to.include({
      defaultRouteTableAssociation: "disable",
      defaultRouteTablePropagation: "disable",
    });
    expect(more).to.deep.equal([]);
  });

  it("has every network and every connection in its own segment's table and in no other", () => {
    const tables = all("RouteTable").map(({ id }) => id);
    expect(tables).to.have.length(2);
    const pairs = (name: string) =>
      all(name).map(
        ({ transitGatewayAttachmentId, transitGatewayRouteTableId }) =>
          `${String(transitGatewayAttachmentId)} ${String(transitGatewayRouteTableId)}`,
      );
    const associated = pairs("RouteTableAssociation");
    const attachments = all("VpcAttachment").length + 4; // two connections for each segment
    expect(associated).to.have.length(attachments);
    expect(new Set(associated.map((pair) => pair.split(" ")[0])).size).to.equal(attachments);
    expect(pairs("RouteTablePropagation")).to.have.members(associated);
  });

  it("has tunnels of its own for each segment, all up with their BGP sessions", async () => {
    expect(await example.tunnels()).to.deep.equal({
      up: ["production", "staging"].flatMap((segment) =>
        ["0-1", "0-2", "1-1", "1-2"].map((key) => `corp-${segment}-aws-gcp-${key}`),
      ),
      down: [],
      bgpSessions: 8,
    });
  });

  it("keeps what its intents promise, as planned and as deployed", async () => {
    expect(await example.brokenPromises()).to.deep.equal({ planned: [], deployed: [] });
  });

  it("is at most a third as long as the Terraform that docs/features.md compares it with", async () => {
    expect(await linesOfExample("segmented-transit-gateway")).to.be.at.most(226 / 3);
  });

  it("has nothing to do the second time, and goes down to nothing", () => example.endsWell());
});
