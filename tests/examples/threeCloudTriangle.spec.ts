import { expect } from "chai";

import type { StateResource } from "../../cli/stack/stack";
import { ExampleRun, outputsOf } from "./exampleRun";

describe("the example three-cloud-triangle", function () {
  this.timeout(240_000);

  let example: ExampleRun;
  let state: StateResource[];
  before(async () => {
    example = await ExampleRun.of("three-cloud-triangle");
    await example.up();
    state = await example.state();
  });
  after(() => example.remove());

  const all = (type: string) => outputsOf(state, type);

  it("has one gateway in each cloud, with ASNs 64512, 64513 and 64514", () => {
    const asns = [
      all("aws:ec2/vpnGateway:VpnGateway").map(({ amazonSideAsn }) => Number(amazonSideAsn)),
      all("gcp:compute/router:Router").map(({ bgp }) => (bgp as { asn: number }).asn),
      all("azure-native:network:VirtualNetworkGateway").map(
        ({ bgpSettings }) => (bgpSettings as { asn: number }).asn,
      ),
    ];
    expect(asns).to.deep.equal([[64512], [64513], [64514]]);
    expect(all("gcp:compute/haVpnGateway:HaVpnGateway")).to.have.length(1);
  });

  it("admits to each network what comes from both others", () => {
    const sources = [
      all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(({ cidrIpv4 }) => cidrIpv4),
      all("gcp:compute/firewall:Firewall").flatMap(({ sourceRanges }) => sourceRanges),
      all("azure-native:network:SecurityRule").flatMap(
        ({ sourceAddressPrefixes, sourceAddressPrefix }) => sourceAddressPrefixes ?? [sourceAddressPrefix],
      ),
    ];
    const [shop, data, office] = ["10.0.0.0/16", "10.16.0.0/16", "10.32.0.0/16"];
    expect(sources[0]).to.include.members([data, office]);
    expect(sources[1]).to.include.members([shop, office]);
    expect(sources[2]).to.include.members([shop, data]);
  });

  it("has every two clouds joined, all ten tunnels up with their BGP sessions", async () => {
    const { up, down, bgpSessions } = await example.tunnels();
    expect(up).to.have.members([
      ...["0-1", "0-2", "1-1", "1-2"].flatMap((key) => [`corp-shop-data-${key}`, `corp-shop-office-${key}`]),
      "corp-data-office-0-1",
      "corp-data-office-0-2",
    ]);
    expect(down).to.deep.equal([]);
    expect(bgpSessions).to.equal(10);
  });

  it("keeps what its intents promise, as planned and as deployed", async () => {
    expect(await example.brokenPromises()).to.deep.equal({ planned: [], deployed: [] });
  });

  it("has nothing to do the second time, and goes down to nothing", () => example.endsWell());
});
