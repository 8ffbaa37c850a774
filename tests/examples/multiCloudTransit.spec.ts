import { expect } from "chai";

import type { StateResource } from "../../cli/stack/stack";
import { ExampleRun, outputsOf } from "./exampleRun";

describe("the example multi-cloud-transit", function () {
  this.timeout(600_000);

  let example: ExampleRun;
  let state: StateResource[];
  before(async () => {
    example = await ExampleRun.of("multi-cloud-transit");
    await example.up();
    state = await example.state();
  });
  after(() => example.remove());

  const all = (type: string) => outputsOf(state, type);

  it("joins fourteen networks in three clouds through four hubs", () => {
    const networks = [
      all("aws:ec2/vpc:Vpc"),
      all("azure-native:network:VirtualNetwork").filter(({ name }) => !String(name).startsWith("corp-")),
      all("gcp:compute/network:Network").filter(({ name }) => !String(name).startsWith("corp-")),
    ];
    expect(networks.map(({ length }) => length)).to.deep.equal([8, 3, 3]);
    const gateways = all("aws:ec2transitgateway/transitGateway:TransitGateway");
    expect(gateways.map(({ region }) => region)).to.have.members(["eu-central-1", "us-east-1"]);
  });

  it("spreads traffic to Google Cloud over eight tunnels, beyond what one tunnel carries", () => {
    const stack = state.find(({ type }) => type === "pulumi:pulumi:Stack");
    const throughput = stack?.outputs?.["throughput"] as Record<
      string,
      { directions: { mbps: number; perTunnelMbps: number; tunnels: number }[] }
    >;
    for (const direction of throughput["prod-aws-eu-gcp"]!.directions) {
      expect(direction.tunnels).to.equal(8);
      expect(direction.mbps).to.equal(8 * direction.perTunnelMbps);
    }
    for (const gateway of all("aws:ec2transitgateway/transitGateway:TransitGateway")) {
      expect(gateway).to.include({ vpnEcmpSupport: "enable" });
    }
  });

  it("knows two networks with the same addresses by others, and tells nobody their own", () => {
    const blocks = all("aws:ec2/vpc:Vpc").map(({ cidrBlock }) => cidrBlock);
    expect(blocks.filter((block) => block === "192.168.0.0/16")).to.have.length(2);
    const told = all("aws:ec2transitgateway/route:Route").map(
      ({ destinationCidrBlock }) => destinationCidrBlock,
    );
    expect(told).to.include.members(["100.64.1.0/28", "100.64.2.0/28"]);
    expect(told).not.to.include("192.168.0.0/16");
  });

  it("has tunnels of its own for production and staging, all up with their BGP sessions", async () => {
    const links = { "aws-eu-azure": 4, "aws-us-azure": 4, "aws-eu-gcp": 8, "aws-us-gcp": 4, "gcp-azure": 2 };
    const { up, down, bgpSessions } = await example.tunnels();
    const counted = up.map((name) => name.replace(/-\d-\d$/, ""));
    for (const [link, count] of Object.entries(links)) {
      for (const segment of ["prod", "staging"]) {
        const name = `corp-${segment}-${link}`;
        expect(
          counted.filter((one) => one === name),
          name,
        ).to.have.length(count);
      }
    }
    expect(down).to.deep.equal([]);
    expect(bgpSessions).to.equal(44);
  });

  it("keeps what its intents promise, as planned and as deployed", async () => {
    expect(await example.brokenPromises()).to.deep.equal({ planned: [], deployed: [] });
  });

  it("has nothing to do the second time, and goes down to nothing", () => example.endsWell());
});
