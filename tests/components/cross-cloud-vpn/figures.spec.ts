import { expect } from "chai";
import { record } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { pairs } from "./pairs";
import { bgp, sides } from "./programs";

const costOf = async (
  program: () => { cost: { totalPerMonth: number; lines: readonly { item: string; count: number }[] } },
) => {
  const { result } = await record(program, clouds);
  return result.cost;
};

describe("CrossCloudVpn's figures", () => {
  it("tell what a month costs: two connections, a gateway with two addresses", async () => {
    const { totalPerMonth, lines } = await costOf(() => bgp());
    expect(lines.map(({ item, count }) => [item, count])).to.have.deep.members([
      ["aws.vpnConnection", 2],
      ["azure.vpnGateway.VpnGw1AZ", 1],
      ["azure.publicIpAddress", 2],
    ]);
    // 2 × $0.05/h, $0.19/h or more, 2 × $0.005/h, for 730 hours
    expect(totalPerMonth).to.be.within(200, 250);
  });

  it("tell that a transit gateway's attachments cost, of the VPC and of every connection", async () => {
    const link = pairs.find(({ name }) => name === "TGW to HA VPN, bgp, 8 tunnels")!;
    const { lines } = await costOf(() => link.create());
    const count = (item: string) => lines.find((line) => line.item === item)?.count;
    expect(count("aws.vpnConnection")).to.equal(4);
    expect(count("aws.transitGatewayAttachment")).to.equal(5);
    expect(count("gcp.vpnTunnel")).to.equal(8);
  });

  it("tell what is carried each way, and where one end halves it", async () => {
    const { result } = await record(() => bgp({ azure: { ...sides.azure, sku: "VpnGw3AZ" } }), clouds);
    const [there, back] = result.throughput.directions;
    expect([there.from, there.to, there.tunnels]).to.deep.equal(["aws", "azure", 1]);
    expect(there.mbps).to.be.at.most(1250);
    expect(back.mbps).to.be.above(there.mbps);
    expect(result.throughput.warnings.join("\n")).to.match(/transit gateway/);
  });
});
