import { expect } from "chai";

import { ExampleRun, outputsOf } from "./exampleRun";

describe("the example redundant-tunnels", function () {
  this.timeout(240_000);

  let example: ExampleRun;
  before(async () => {
    example = await ExampleRun.of("redundant-tunnels");
    await example.up();
  });
  after(() => example.remove());

  const all = { up: ["vpn-0-1", "vpn-0-2", "vpn-1-1", "vpn-1-2"], down: [], bgpSessions: 4 };

  const connectionIds = async () => {
    const connections = outputsOf(
      await example.state(),
      "azure-native:network:VirtualNetworkGatewayConnection",
    );
    return new Map(connections.map(({ name, id }) => [String(name).replace(/^.*connection-/, ""), id!]));
  };

  it("has four tunnels up, over which the transit gateway spreads traffic", async () => {
    expect(await example.tunnels()).to.deep.equal(all);
    const [gateway] = outputsOf(await example.state(), "aws:ec2transitgateway/transitGateway:TransitGateway");
    expect(gateway).to.include({ vpnEcmpSupport: "enable" });
  });

  it("keeps three up when one is lost", async () => {
    await example.world("delete", "vpn-connection-0-1");
    await example.refresh();
    expect(await example.tunnels()).to.deep.equal({
      up: ["vpn-0-2", "vpn-1-1", "vpn-1-2"],
      down: ["vpn-0-1"],
      bgpSessions: 3,
    });
  });

  it("keeps two up, one at each instance of Azure's gateway, when a second one is lost", async () => {
    await example.world("set", "vpn-connection-1-2", "sharedKey", "somethingElse");
    await example.refresh();
    expect(await example.tunnels()).to.deep.equal({
      up: ["vpn-0-2", "vpn-1-1"],
      down: ["vpn-0-1", "vpn-1-2"],
      bgpSessions: 2,
    });
  });

  it("is mended by the next update, which leaves the tunnels alone that stayed up", async () => {
    const before = await connectionIds();
    await example.up();
    expect(await example.tunnels()).to.deep.equal(all);
    const after = await connectionIds();
    for (const kept of ["0-2", "1-1"]) {
      expect(after.get(kept), kept).to.equal(before.get(kept));
    }
  });

  it("keeps what its intents promise, as planned and as deployed", async () => {
    expect(await example.brokenPromises()).to.deep.equal({ planned: [], deployed: [] });
  });

  it("has nothing to do the second time, and goes down to nothing", () => example.endsWell());
});
