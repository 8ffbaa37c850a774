import { expect } from "chai";

import type { StateResource } from "../../cli/stack/stack";
import { ExampleRun, linesOfExample, outputsOf } from "./exampleRun";

describe("the example transit-two-clouds", function () {
  this.timeout(240_000);

  let example: ExampleRun;
  let state: StateResource[];
  before(async () => {
    example = await ExampleRun.of("transit-two-clouds");
    await example.up();
    state = await example.state();
  });
  after(() => example.remove());

  it("has one transit gateway and one Azure gateway for two networks each", () => {
    const counts = [
      "aws:ec2transitgateway/transitGateway:TransitGateway",
      "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
      "azure-native:network:VirtualNetworkGateway",
    ].map((type) => outputsOf(state, type).length);
    expect(counts).to.deep.equal([1, 2, 1]);
  });

  it("has the hubs joined by four tunnels, all up with their BGP sessions", async () => {
    expect(await example.tunnels()).to.deep.equal({
      up: ["0-1", "0-2", "1-1", "1-2"].map((key) => `transit-main-aws-azure-${key}`),
      down: [],
      bgpSessions: 4,
    });
  });

  it("keeps what its intents promise, as planned and as deployed", async () => {
    expect(await example.brokenPromises()).to.deep.equal({ planned: [], deployed: [] });
  });

  it("is at most a third as long as the Terraform that docs/features.md compares it with", async () => {
    expect(await linesOfExample("transit-two-clouds")).to.be.at.most(260 / 3);
  });

  it("has nothing to do the second time, and goes down to nothing", () => example.endsWell());
});
