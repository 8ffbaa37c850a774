import { expect } from "chai";

import type { StateResource } from "../../cli/stack/stack";
import { ExampleRun, outputsOf } from "./exampleRun";

describe("the example aws-azure-bgp", function () {
  this.timeout(240_000);

  let example: ExampleRun;
  let state: StateResource[];
  before(async () => {
    example = await ExampleRun.of("aws-azure-bgp");
    await example.up();
    state = await example.state();
  });
  after(() => example.remove());

  const azure = (name: string) => outputsOf(state, `azure-native:network:${name}`);

  it("has an active-active gateway VpnGw2AZ with BGP and ASN 65003", () => {
    const [gateway, ...more] = azure("VirtualNetworkGateway");
    expect(more).to.deep.equal([]);
    expect(gateway).to.deep.include({ enableBgp: true, activeActive: true });
    expect(gateway!.sku).to.deep.include({ name: "VpnGw2AZ" });
    expect(gateway!.bgpSettings).to.deep.include({ asn: 65003 });
  });

  it("has a customer gateway of ASN 65003 at each of its two addresses", () => {
    const addresses = azure("PublicIPAddress").map(({ ipAddress }) => [ipAddress, "65003"]);
    const gateways = outputsOf(state, "aws:ec2/customerGateway:CustomerGateway");
    expect(addresses).to.have.length(2);
    expect(gateways.map(({ ipAddress, bgpAsn }) => [ipAddress, bgpAsn])).to.have.deep.members(addresses);
  });

  it("takes the preshared key of every connection from its AWS tunnel, with BGP on", async () => {
    const records = await example.project.records();
    const keys = records
      .filter(({ token }) => token === "aws:ec2/vpnConnection:VpnConnection")
      .flatMap(({ outputs }) => [outputs.tunnel1PresharedKey, outputs.tunnel2PresharedKey]);
    const connections = records.filter(({ token }) => token.endsWith(":VirtualNetworkGatewayConnection"));
    expect(new Set(keys)).to.have.length(4);
    expect(connections.map(({ outputs }) => outputs.sharedKey)).to.have.members(keys);
    expect(connections.map(({ outputs }) => outputs.enableBgp)).to.deep.equal([true, true, true, true]);
  });

  it("has four tunnels up with their BGP sessions", async () => {
    expect(await example.tunnels()).to.deep.equal({
      up: ["vpn-0-1", "vpn-0-2", "vpn-1-1", "vpn-1-2"],
      down: [],
      bgpSessions: 4,
    });
  });

  it("keeps what its intents promise, as planned and as deployed", async () => {
    expect(await example.brokenPromises()).to.deep.equal({ planned: [], deployed: [] });
  });

  it("has nothing to do the second time, and goes down to nothing", () => example.endsWell());
});
